// The end of an order: when it may be told, and the row that tells it.
import { enqueue } from '../../notifications/outbox.js';
import type { TrackedOrder } from '../../model/account.js';
import { cancels, type Draft, type DraftState } from '../../model/draft.js';
import { isPositive } from '../../model/money.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { executedOf } from './fillPush.js';
import { isComplete } from './orderTrades.js';
import type { ReconcileContext } from './reconcileTypes.js';

/** The card of a cancellation that has not arrived by then tells nothing, ms: Telegram usually takes a fraction of a second. */
export const cardWaitMs = 10_000;

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

/** True for a cancellation by this user that was sent and names the order: its card says that it is cancelled. */
const tells = (draft: Draft, orderId: string): boolean => draft.sentAt !== undefined && cancelling.has(draft.state) && cancels(draft, orderId);

/** /move waits for the end itself and tells it in its own answer, with or without a card. */
const isShown = ({ card, request }: Draft): boolean => card !== undefined || (request.kind === 'cancelOrder' && request.move !== undefined);

/**
 * Owes the user the end of an order that was not filled to its end; a filled one is told by its fills, and one that the
 * user cancelled here before anything of it was filled by the card of that cancellation. The news is often faster than
 * Telegram takes in that card: then the end is left to it, and told after all when it has not come in time.
 */
export function oweEnd(record: UserRecord, before: TrackedOrder | undefined, tracked: TrackedOrder, eventAt: number, context: ReconcileContext): UserRecord {
  const { id, state } = tracked.order;
  if (!tracked.endTold || before?.endTold === true || state === 'done') return record;
  const telling = state === 'cancel' && !isPositive(executedOf(tracked, 0).amount) ? Object.values(record.drafts).filter((draft) => tells(draft, id)) : [];
  if (telling.length === 0) return pushEnd(record, tracked, eventAt, context);
  return telling.some(isShown) ? record : withTracked(record, { ...tracked, endLeftAt: context.now });
}

/** When the end of this order is told without the card it was left to, ms since 1970; undefined when it was left to none. */
export const leftEndDueAt = ({ endLeftAt }: TrackedOrder): number | undefined => (endLeftAt === undefined ? undefined : endLeftAt + cardWaitMs);

/** Tells the ends whose cards have not come in time. The same record when there are none. */
export function tellLeftEnds(record: UserRecord, context: ReconcileContext): UserRecord {
  return Object.values(record.account.orders).reduce((next, tracked) => {
    if ((leftEndDueAt(tracked) ?? Infinity) > context.now) return next;
    const settled = leftToNone(tracked);
    const { id, updatedAt } = tracked.order;
    const isTold = Object.values(next.drafts).some((draft) => tells(draft, id) && isShown(draft));
    return isTold ? withTracked(next, settled) : pushEnd(withTracked(next, settled), settled, updatedAt, context);
  }, record);
}

const leftToNone = ({ endLeftAt: _endLeftAt, ...tracked }: TrackedOrder): TrackedOrder => tracked;

const withTracked = (record: UserRecord, tracked: TrackedOrder): UserRecord => ({
  ...record, account: { ...record.account, orders: { ...record.account.orders, [tracked.order.id]: tracked } },
});

function pushEnd(record: UserRecord, tracked: TrackedOrder, eventAt: number, context: ReconcileContext): UserRecord {
  const { id, market, side, state, originVolume, price } = tracked.order;
  const { base, quote, pricePrecision } = context.describe(market);
  const { amount: executed, averagePrice, total } = executedOf(tracked, pricePrecision);
  const data = {
    orderId: id, market, base, quote, side, state, amount: originVolume, executed, pricePrecision,
    ...(isPositive(executed) ? { averagePrice, total } : {}),
    ...(price === undefined ? {} : { price }),
  };
  return enqueue(record, { kind: 'orderEnded', id: `end:${id}`, data, eventAt }, context.now);
}
