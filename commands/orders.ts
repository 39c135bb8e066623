// /orders: open orders, eight to a page, each with a Cancel button.
import type { Reply, Request } from '../src/bot/command.js';
import { runData } from '../src/model/callback.js';
import type { Button, Rich } from '../src/model/message.js';
import { isPositive } from '../src/model/money.js';
import type { Order } from '../src/model/order.js';
import { showAmount, showMoney, showTime } from '../src/text/format.js';
import { speak, type Say } from '../src/text/index.js';
import { join } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { deskOf } from './desk.js';
import { pageOf, pageButtons } from './page.js';

export const orders: CapeCommand = {
  name: 'orders', aliases: ['o', 'open'], family: 'trade', access: 'linked', where: 'private', inPractice: 'works', whileLocked: true,
  summary: 'help.orders', usage: 'orders [<page>]', examples: () => ['orders'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const open = await deskOf(core, request.user).reads.openOrders(request.user.id);
    if (open.length === 0) return { text: say('orders.none'), inPlace: true };
    const units = await unitsOf(core);
    return list(say, request, open, units, core.clock.now());
  },
};

type Units = ReadonlyMap<string, { readonly base: string; readonly quote: string }>;

async function unitsOf(core: Core): Promise<Units> {
  return new Map((await core.markets.list()).map((market) => [market.id, { base: market.base, quote: market.quote }]));
}

function list(say: Say, request: Request, open: readonly Order[], units: Units, now: number): Reply {
  const page = pageOf(open, request.words[0]);
  return {
    text: join([say('orders.heading', { count: open.length }), ...page.rows.map((order) => row(say, request, order, units, now)), ...(page.count > 1 ? [say('orders.page', { page: page.number, pages: page.count })] : [])], '\n'),
    buttons: [...page.rows.map((order): Button[] => [cancelButton(say, order, units)]), ...pageButtons('orders', page)],
    inPlace: true,
  };
}

function row(say: Say, request: Request, order: Order, units: Units, now: number): Rich {
  const unit = units.get(order.market) ?? { base: order.market, quote: 'zar' };
  const cancelling = request.user.account.orders[order.id]?.cancelAskedAt !== undefined;
  return say('orders.row', {
    side: say(`side.${order.side}`), amount: showAmount(say, order.originVolume, unit.base), price: priceText(say, order, unit.quote),
    postOnly: order.postOnly === true ? say('orders.postOnly') : '',
    filled: join([
      ...(isPositive(order.executedVolume) ? [say('orders.filled', { executed: showAmount(say, order.executedVolume, unit.base) })] : []),
      ...(cancelling ? [say('orders.cancelling')] : order.state === 'pending' ? [say('orders.pending')] : []),
    ], ''),
    time: showTime(say, order.createdAt, now, request.user.settings.timeZone), id: order.id,
  });
}

function cancelButton(say: Say, order: Order, units: Units): Button {
  const unit = units.get(order.market) ?? { base: order.market, quote: 'zar' };
  const label = say('orders.cancelButton', { side: say(`side.${order.side}`).text.toLowerCase(), amount: showAmount(say, order.originVolume, unit.base), price: priceText(say, order, unit.quote) });
  return { label: label.text, data: runData(`cancel ${order.id}`) };
}

const priceText = (say: Say, order: Order, quote: string): string => (order.price === undefined ? say('order.atMarket').text : showMoney(say, order.price, quote));
