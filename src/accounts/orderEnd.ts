// The end of an order: when it may be told, and the row that tells it.
import { enqueue } from '../notifications/outbox.js';
import type { TrackedOrder } from '../model/account.js';
import type { Draft, DraftState } from '../model/draft.js';
import { isPositive } from '../model/money.js';
import { isFinal } from '../model/order.js';
import type { UserRecord } from '../model/user.js';
import { executedOf } from './fillPush.js';
import { isComplete } from './orderTrades.js';
import type { ReconcileContext } from './reconcileTypes.js';

/** True for an order that has ended while trades of it are still to come, so that its end is not told yet. */
export const awaitsTrades = (tracked: TrackedOrder): boolean => isFinal(tracked.order.state) && !tracked.endTold;

/**
 * Marks the end as told when the order has ended and its trades are complete, or are waited for no longer (`settle`).
 * A filled order none of whose fills was ever told gets a push of its own then. `now` is ms since 1970.
 */
export function withEnd(tracked: TrackedOrder, settle: boolean, now: number): TrackedOrder {
  if (!awaitsTrades(tracked) || !(settle || isComplete(tracked))) return tracked;
  const untold = tracked.order.state === 'done' && tracked.push === undefined && !isComplete(tracked);
  return { ...tracked, endTold: true, ...(untold ? { push: { key: `fill:${tracked.order.id}:order`, openedAt: now } } : {}) };
}

/** A cancellation in one of these states may have reached the exchange, and its card is edited when the order ends. */
const cancelling: ReadonlySet<DraftState> = new Set(['sending', 'accepted', 'unknown', 'cancelled']);

/** True for a cancellation by this user that was sent, names the order and has a card: the card says that it is cancelled. */
function tells(draft: Draft, orderId: string): boolean {
  const { request, card, sentAt, state } = draft;
  // /move waits for the end itself and tells it in its own answer, with or without a card.
  const isShown = card !== undefined || (request.kind === 'cancelOrder' && request.move !== undefined);
  if (!isShown || sentAt === undefined || !cancelling.has(state)) return false;
  if (request.kind === 'cancelOrder') return request.orderId === orderId;
  return request.kind === 'cancelAll' && request.orderIds.includes(orderId);
}

/**
 * Owes the user the end of an order that was not filled to its end; a filled one is told by its fills, and one that the
 * user cancelled here before anything of it was filled by the card of that cancellation.
 */
export function oweEnd(record: UserRecord, before: TrackedOrder | undefined, tracked: TrackedOrder, eventAt: number, context: ReconcileContext): UserRecord {
  const { id, market, side, state, originVolume, price } = tracked.order;
  if (!tracked.endTold || before?.endTold === true || state === 'done') return record;
  const { base, quote, pricePrecision } = context.describe(market);
  const { amount: executed, averagePrice, total } = executedOf(tracked, pricePrecision);
  if (state === 'cancel' && !isPositive(executed) && Object.values(record.drafts).some((draft) => tells(draft, id))) return record;
  const data = {
    orderId: id, market, base, quote, side, state, amount: originVolume, executed,
    ...(isPositive(executed) ? { averagePrice, total } : {}),
    ...(price === undefined ? {} : { price }),
  };
  return enqueue(record, { kind: 'orderEnded', id: `end:${id}`, data, eventAt }, context.now);
}
