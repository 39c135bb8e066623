// /move: cancels an open order and, when the exchange shows it cancelled, draws a card for its rest at the best price. It places nothing.
import type { Reply, Request } from '../../src/bot/command.js';
import { isEndedDraft, type Draft, type MoveToBest } from '../../src/model/draft.js';
import { isPositive, type Decimal } from '../../src/model/money.js';
import { isFinal, type Order } from '../../src/model/trading/order.js';
import type { UserId } from '../../src/model/message.js';
import { showAmount, showMoney } from '../../src/text/format.js';
import { speak } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import { unitByName } from '../../src/markets/marketUnits.js';
import { askCancel, findOrder, refuseId, showCancel } from './cancel.js';
import type { CapeCommand, Core } from '../core.js';
import { deskOf, exampleOrder } from './desk.js';
import { misused } from '../answers/misused.js';
import { readBest } from './orderPrice.js';
import { drawOrder } from './prepareOrder.js';
import { outside } from '../../src/text/outside.js';

/** A cancellation that takes longer goes on by itself; its card then offers the rest. ms */
export const moveWaitMs = 5000;

export const move: CapeCommand = {
  name: 'move', aliases: [], family: 'trade', access: 'linked', where: 'private', inPractice: 'works',
  summary: 'help.move', usage: 'move <order id>',
  examples: (core, user) => [`move ${exampleOrder(deskOf(core, user))}`],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const id = request.words[0]?.replace(/^#/, '');
    if (id === undefined) return misused(say('move.which'), move, request, core);
    const bad = refuseId(request, core, id, move);
    if (bad !== undefined) return bad;
    const order = await findOrder(request, core, id);
    if (order === undefined) return deskOf(core, request.user).notFound(say, id);
    if (isFinal(order.state)) return { text: say('move.ended', { id: outside(order.id), state: say(`state.${order.state as 'done' | 'cancel' | 'reject'}`) }) };
    return order.price === undefined ? { text: say('move.noPrice', { id: outside(order.id) }) } : moveOne(request, core, order);
  },
};

/** The cancellation is carried out like any other; only its seen end, with what is left then, leads to a new card. */
async function moveOne(request: Request, core: Core, order: Order): Promise<Reply | readonly Reply[]> {
  const say = speak(request.user.settings.language);
  const market = (await core.markets.list()).find((one) => one.id === order.market);
  const best = market === undefined ? undefined : (await readBest(core, market))[order.side === 'buy' ? 'bid' : 'ask'];
  if (best !== undefined && best === order.price) return { text: say('move.isBest', { id: outside(order.id), price: showMoney(say, best, market?.quote ?? 'zar') }) };
  const { base } = market ?? unitByName(order.market);
  const to: MoveToBest = { market: order.market, side: order.side, base, ...(order.postOnly === true ? { postOnly: true } : {}) };
  const asked = await askCancel(request, core, order.id, to);
  const ended = await untilEnded(core, request.user.id, asked.id);
  const executed = ended?.state === 'cancelled' ? ended.executed : undefined;
  if (ended === undefined || executed === undefined || !isPositive(executed.remaining)) return showCancel(request, core, ended ?? asked);
  const card = await drawRest(request, core, to, executed.remaining);
  // Without a card for the rest, the cancellation's own offers it by a button.
  if (card?.draftId === undefined) return [showCancel(request, core, ended), ...(card === undefined ? [] : [card])];
  const text = join([
    say('move.cancelled', { order: outside(order.id) }),
    say('move.unfilled', { filled: showAmount(say, executed.volume, base), rest: showAmount(say, executed.remaining, base) }),
  ]);
  return [{ text }, card];
}

/** Undefined where it cannot be drawn now: the order is cancelled all the same, and no error may hide that. */
async function drawRest(request: Request, core: Core, { market, side, postOnly }: MoveToBest, volume: Decimal): Promise<Reply | undefined> {
  try {
    const found = await core.markets.find(market);
    if (found === undefined) return undefined;
    const price = { kind: 'best', side: side === 'buy' ? 'bid' : 'ask' } as const;
    return await drawOrder(side, side, request, core, found, { size: { kind: 'base', volume }, coin: market, price, ...(postOnly === true ? { postOnly } : {}) });
  } catch {
    return undefined;
  }
}

/** The draft when it has ended; undefined when it has not in time, or nobody knows it. */
function untilEnded(core: Core, userId: UserId, draftId: string): Promise<Draft | undefined> {
  const look = (): Draft | undefined => core.store.read(userId)?.drafts[draftId];
  if (look() === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const finish = (): void => {
      stopTimer();
      stopListening();
      const draft = look();
      resolve(draft !== undefined && isEndedDraft(draft.state) ? draft : undefined);
    };
    const stopTimer = core.clock.after(moveWaitMs, finish);
    const stopListening = core.store.onChange((id) => {
      const draft = id === userId ? look() : undefined;
      if (draft !== undefined && isEndedDraft(draft.state)) finish();
    });
    const now = look();
    if (now !== undefined && isEndedDraft(now.state)) finish();
  });
}
