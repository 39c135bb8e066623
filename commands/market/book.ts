// /book: both sides of a market's order book with running sums and the spread; the reader's own orders are marked in private.
import type { Reply, Request } from '../../src/bot/command.js';
import { isEnabled } from '../../src/markets/findMarket.js';
import { runData } from '../../src/model/callback.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Button } from '../../src/model/message.js';
import { isPositive } from '../../src/model/money.js';
import { isFinal, type Order } from '../../src/model/trading/order.js';
import { isPractising } from '../../src/model/practice.js';
import { bookTable } from '../../src/text/tables/bookTable.js';
import { speak, type Say } from '../../src/text/index.js';
import { showCode } from '../../src/text/format.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from '../answers/misused.js';
import { unknownMarket } from '../answers/unknownCoin.js';

/** Levels shown a side. */
const levelsShown = 8;

export const book: CapeCommand = {
  name: 'book', aliases: ['depth', 'orderbook'], family: 'market', access: 'anyone', where: 'anywhere', offered: 'reads',
  summary: 'help.book', usage: 'book <coin>', examples: () => ['book btc'],
  run: async (request, core) => {
    if (request.rest === '') return misused(speak(request.user.settings.language)('book.which'), book, request, core);
    const market = await core.markets.find(request.rest);
    return market === undefined ? unknownMarket(request.rest, book, request, core) : show(request, core, market);
  },
};

async function show(request: Request, core: Core, market: Market): Promise<Reply> {
  const say = speak(request.user.settings.language);
  const { bids, asks, at, source } = await core.markets.depth(market.id, levelsShown);
  const shown = { market, bids: bids.slice(0, levelsShown), asks: asks.slice(0, levelsShown), at, source, own: ownOrders(request, market) };
  const table = bookTable(say, shown, core.clock.now(), request.user.settings.timeZone);
  return {
    text: isEnabled(market) ? table : join([say('order.closed', { name: outside(market.name, 40) }), table]),
    buttons: [[{ label: say('list.refresh').text, data: runData(`book ${market.id}`) }], ...tradeButtons(say, request, market)], inPlace: true,
  };
}

/** To the steps of an order; in a group, or with nothing to trade with, there are none. */
function tradeButtons(say: Say, { user, inPrivate }: Request, market: Market): readonly (readonly Button[])[] {
  if (!inPrivate || (user.link === undefined && !isPractising(user)) || !isEnabled(market)) return [];
  const coin = showCode(market.base);
  return [[...wordsButton(say('steps.button.buy', { coin }).text, `buy ${market.id}`), ...wordsButton(say('steps.button.sell', { coin }).text, `sell ${market.id}`)]];
}

/** None in a group, where others read along. */
function ownOrders({ user, inPrivate }: Request, market: Market): readonly Order[] {
  if (!inPrivate || user.link === undefined) return [];
  return Object.values(user.account.orders).map((tracked) => tracked.order)
    .filter((order) => order.market === market.id && order.price !== undefined && !isFinal(order.state) && isPositive(order.remainingVolume));
}
