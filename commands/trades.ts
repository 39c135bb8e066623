// /trades: what everybody traded lately on one market.
import type { Reply, Request } from '../src/bot/command.js';
import { runData } from '../src/model/callback.js';
import type { Market } from '../src/model/market.js';
import { showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { publicTradeRow } from '../src/text/marketRows.js';
import { clean, join } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { misused } from './misused.js';
import { unknownMarket } from './unknownCoin.js';

/** Trades shown. */
const tradesShown = 10;

export const trades: CapeCommand = {
  name: 'trades', aliases: [], family: 'market', access: 'anyone', where: 'anywhere',
  summary: 'help.trades', usage: 'trades <coin>', examples: () => ['trades btc'],
  run: async (request, core) => {
    if (request.rest === '') return misused(speak(request.user.settings.language)('trades.which'), trades, request, core, true);
    const market = await core.markets.find(request.rest);
    return market === undefined ? unknownMarket(request.rest, trades, request, core) : show(request, core, market);
  },
};

async function show(request: Request, core: Core, market: Market): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const recent = (await core.markets.trades(market.id, tradesShown)).slice(0, tradesShown);
  const name = clean(market.name, 40);
  const now = core.clock.now();
  const { timeZone } = request.user.settings;
  const rows = recent.map((trade) => publicTradeRow(say, trade, market, now, timeZone));
  return {
    text: join([...(rows.length === 0 ? [say('trades.none', { name })] : [say('trades.heading', { name }), ...rows]), say('list.asOf', { time: showTime(say, now, now, timeZone) })]),
    buttons: [[{ label: say('list.refresh').text, data: runData(`trades ${market.id}`) }]], inPlace: true,
  };
}
