// /trades: what everybody traded lately on one market, eight to a page.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Market } from '../../src/model/trading/market.js';
import { showTime } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { publicTradeRow } from '../../src/text/tables/marketRows.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { badPage, readPlace } from '../answers/historyList.js';
import { misused } from '../answers/misused.js';
import { pageButtons, pageOf } from '../answers/page.js';
import { unknownMarket } from '../answers/unknownCoin.js';

/** Trades read: ten pages, in one request. */
const tradesRead = 80;

export const trades: CapeCommand = {
  name: 'trades', aliases: [], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads',
  summary: 'help.trades', usage: 'trades <coin> [<page>]', examples: () => ['trades btc', 'trades btc 2'],
  run: async (request, core) => {
    const place = readPlace(request.words);
    if (place === undefined) return badPage(trades, request, core);
    if (place.coin === undefined) return misused(speak(request.user.settings.language)('trades.which'), trades, request, core);
    const market = await core.markets.find(place.coin);
    return market === undefined ? unknownMarket(place.coin, trades, request, core) : show(request, core, market, place.page);
  },
};

async function show(request: Request, core: Core, market: Market, wanted: number): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const page = pageOf(await core.markets.trades(market.id, tradesRead), String(wanted));
  const name = outside(market.name, 40);
  const now = core.clock.now();
  const { timeZone } = request.user.settings;
  const rows = page.rows.map((trade) => publicTradeRow(say, trade, market, now, timeZone));
  const foot = page.count > 1 ? [say('list.page', { page: page.number, pages: page.count })] : [];
  const head = say(rows.length === 0 ? 'trades.none' : 'trades.heading', { name });
  return {
    text: join([head, ...rows, ...foot, say('list.asOf', { time: showTime(say, now, now, timeZone) })]),
    buttons: [...pageButtons(`trades ${market.id}`, page), [{ label: say('list.refresh').text, data: runData(`trades ${market.id} ${page.number}`) }]], inPlace: true,
  };
}
