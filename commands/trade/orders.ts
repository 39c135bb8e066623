// /orders: open orders, eight to a page, each with a Cancel button.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import { isPositive } from '../../src/model/money.js';
import type { Order } from '../../src/model/trading/order.js';
import type { UserRecord } from '../../src/model/user.js';
import { showAmount, showMoney, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { join, type Part } from '../../src/text/rich.js';
import { askCancel, cancelOne, isCancelling, refuseId, showCancel } from './cancel.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf } from './desk.js';
import { pageOf, pageButtons } from '../answers/page.js';
import { outside } from '../../src/text/outside.js';

export const orders: CapeCommand = {
  name: 'orders', aliases: ['o', 'open'], family: 'trade', access: 'linked', where: 'private', offered: 'reads', inPractice: 'works', whileLocked: true,
  summary: 'help.orders', usage: 'orders [<page>]', examples: () => ['orders'],
  run: async (request, core) => {
    const [act, id, page] = request.words;
    if (request.via === 'button' && act === 'cancel' && id !== undefined) return refuseId(request, core, id, orders) ?? cancelRow(request, core, id, page);
    return show(request, core, await deskOf(core, request.user).reads.openOrders(request.user.id), await unitsOf(core), { page: act });
  },
};

/** The card of the cancellation as a message of its own, and the list again, where the order is no longer offered. */
async function cancelRow(request: Request, core: Core, id: string, page: string | undefined): Promise<readonly Reply[]> {
  const { user } = request;
  const open = await deskOf(core, user).reads.openOrders(user.id);
  const units = await unitsOf(core).catch((): Units => new Map());
  const isOpen = open.some((order) => order.id === id);
  // Tapped again before the list was drawn anew: one cancellation is enough.
  if (isOpen && isCancelling(user, id)) return [show(request, core, open, units, { page })];
  const answer = isOpen ? showCancel(request, core, await askCancel(request, core, id)) : await cancelOne(request, core, id);
  return [answer, show(request, core, open, units, { page, asked: id })];
}

interface Shown {
  readonly page: string | undefined;
  /** The order whose cancellation was just asked for: it may be over before the list was read. */
  readonly asked?: string;
}

function show(request: Request, core: Core, open: readonly Order[], units: Units, { page, asked }: Shown): Reply {
  const say = speak(request.user.settings.language);
  if (open.length === 0) return { text: say('orders.none'), inPlace: true };
  // What was asked for a moment ago is not in the request's record yet.
  const user = core.store.read(request.user.id) ?? request.user;
  return list({ say, user, units, now: core.clock.now(), isCancelling: (id) => id === asked || isCancelling(user, id) }, open, page);
}

type Units = ReadonlyMap<string, { readonly base: string; readonly quote: string }>;

async function unitsOf(core: Core): Promise<Units> {
  return new Map((await core.markets.list()).map((market) => [market.id, { base: market.base, quote: market.quote }]));
}

interface Scene {
  readonly say: Say;
  readonly user: UserRecord;
  readonly units: Units;
  /** ms since 1970 */
  readonly now: number;
  readonly isCancelling: (orderId: string) => boolean;
}

function list(scene: Scene, open: readonly Order[], word: string | undefined): Reply {
  const { say } = scene;
  const page = pageOf(open, word);
  const cancellable = page.rows.filter((order) => !scene.isCancelling(order.id));
  const refresh: Button = { label: say('list.refresh').text, data: runData(`orders ${page.number}`) };
  return {
    text: join([say('orders.heading', { count: open.length }), ...page.rows.map((order) => row(scene, order)), ...(page.count > 1 ? [say('orders.page', { page: page.number, pages: page.count })] : [])], '\n'),
    buttons: [
      ...cancellable.map((order): Button[] => [cancelButton(scene, order, page.number)]),
      ...(cancellable.length < page.rows.length ? [[refresh]] : []), ...pageButtons('orders', page),
    ],
    inPlace: true,
  };
}

function row({ say, user, units, now, isCancelling: isGoing }: Scene, order: Order): Rich {
  const unit = units.get(order.market) ?? { base: order.market, quote: 'zar' };
  return say('orders.row', {
    side: say(`side.${order.side}`), amount: showAmount(say, order.originVolume, unit.base), price: priceText(say, order, unit.quote),
    postOnly: order.postOnly === true ? say('orders.postOnly') : '',
    filled: join([
      ...(isPositive(order.executedVolume) ? [say('orders.filled', { executed: showAmount(say, order.executedVolume, unit.base) })] : []),
      ...(isGoing(order.id) ? [say('orders.cancelling')] : order.state === 'pending' ? [say('orders.pending')] : []),
    ], ''),
    time: showTime(say, order.createdAt, now, user.settings.timeZone), id: outside(order.id),
  });
}

function cancelButton({ say, units }: Scene, order: Order, page: number): Button {
  const unit = units.get(order.market) ?? { base: order.market, quote: 'zar' };
  const label = say('orders.cancelButton', { side: outside(say(`side.${order.side}`).text.toLowerCase()), amount: showAmount(say, order.originVolume, unit.base), price: priceText(say, order, unit.quote) });
  return { label: label.text, data: runData(`orders cancel ${order.id} ${page}`) };
}

const priceText = (say: Say, order: Order, quote: string): Part => (order.price === undefined ? say('order.atMarket') : showMoney(say, order.price, quote));
