// Moves the drafts that an order belongs to along with that order; pure, and old news changes nothing.
import type { TrackedOrder } from '../../model/account.js';
import type { Draft } from '../../model/draft.js';
import { compare, isBelow, isPositive } from '../../model/money.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { canMove, markAccepted, markSeen, type DraftOf } from './draft.js';
import { tellDraft } from './draftRecord.js';
import { executedFigures } from './executedFigures.js';

type Executed = NonNullable<Draft['executed']>;
type Seen = 'open' | 'partlyFilled' | 'filled' | 'cancelled' | 'rejected';

/**
 * The record with every draft moved that this order decides, each with its card row; the same record when there is none.
 * An order's own draft is found by order id or custom order id, cancellations by the ids they name. `now` is ms since 1970.
 */
export function advanceDrafts(record: UserRecord, tracked: TrackedOrder, now: number): UserRecord {
  let next = record;
  for (const draft of Object.values(record.drafts)) {
    const moved = advance(next, draft, tracked, now);
    if (moved !== draft) next = tellDraft(next, moved, now);
  }
  return next;
}

function advance(record: UserRecord, draft: Draft, tracked: TrackedOrder, now: number): Draft {
  if (isOfKind(draft, 'placeOrder')) return isItsOrder(draft, tracked) ? advanceOrder(draft, tracked, now) : draft;
  const waiting = draft.state === 'sending' || draft.state === 'accepted' || draft.state === 'unknown' || draft.state === 'notPlaced';
  if (!waiting || draft.sentAt === undefined || !isFinal(tracked.order.state)) return draft;
  if (isOfKind(draft, 'cancelOrder')) return draft.request.orderId === tracked.order.id ? endCancel(draft, tracked, now) : draft;
  return isOfKind(draft, 'cancelAll') ? endCancelAll(record, draft, tracked, now) : draft;
}

const isOfKind = <K extends Draft['request']['kind']>(draft: Draft, kind: K): draft is DraftOf<K> => draft.request.kind === kind;

/** Only a draft whose bytes may have left can have an order. */
function isItsOrder(draft: DraftOf<'placeOrder'>, { order }: TrackedOrder): boolean {
  if (draft.sentAt === undefined) return false;
  return draft.orderId === order.id || (order.customOrderId !== undefined && order.customOrderId === draft.request.order.customOrderId);
}

function advanceOrder(draft: DraftOf<'placeOrder'>, tracked: TrackedOrder, now: number): Draft {
  const executed = atLeast(draft.executed, executedFigures(tracked, draft.request.order.volume));
  const seen = seenState(tracked, executed);
  const known = { orderId: tracked.order.id, ...(isPositive(executed.volume) ? { executed } : {}) };
  if (seen === undefined) return canMove(draft, 'accepted') ? markAccepted(draft, tracked.order.id, now) : draft;
  if (draft.state === seen) return refined(draft, executed);
  return canMove(draft, seen) ? markSeen(draft, seen, known, now) : draft;
}

/** What was executed cannot become less: lower figures are old news. */
const atLeast = (known: Executed | undefined, now: Executed): Executed => (known !== undefined && isBelow(now.volume, known.volume) ? known : now);

/** What the order shows; undefined while that is no more than "the exchange has it". */
function seenState({ order }: TrackedOrder, executed: Executed): Seen | undefined {
  if (order.state === 'reject') return 'rejected';
  if (order.state === 'cancel') return 'cancelled';
  if (order.state === 'done') return 'filled';
  if (isPositive(executed.volume)) return isPositive(executed.remaining) ? 'partlyFilled' : 'filled';
  return order.state === 'wait' ? 'open' : undefined;
}

/** The same state with better figures: more executed, or an average that the trades have made exact. */
function refined(draft: Draft, executed: Executed): Draft {
  if (!isPositive(executed.volume)) return draft;
  const same = draft.executed !== undefined && compare(draft.executed.volume, executed.volume) === 0 && compare(draft.executed.averagePrice, executed.averagePrice) === 0;
  return same ? draft : { ...draft, executed };
}

function endCancel(draft: Draft, tracked: TrackedOrder, now: number): Draft {
  const seen = tracked.order.state === 'cancel' ? 'cancelled' : tracked.order.state === 'reject' ? 'rejected' : 'filled';
  return canMove(draft, seen) ? markSeen(draft, seen, { executed: executedFigures(tracked, tracked.order.originVolume) }, now) : draft;
}

/** A cancellation of many ends when every order it names has; until then it names those that have. */
function endCancelAll(record: UserRecord, draft: DraftOf<'cancelAll'>, tracked: TrackedOrder, now: number): Draft {
  const { orderIds } = draft.request;
  if (!orderIds.includes(tracked.order.id)) return draft;
  const { orders } = record.account;
  const ended = orderIds.filter((id) => id === tracked.order.id || (Object.hasOwn(orders, id) && isFinal(orders[id]?.order.state ?? '')));
  if (ended.length < orderIds.length) return ended.length > (draft.endedOrders?.length ?? 0) ? { ...draft, endedOrders: ended } : draft;
  return canMove(draft, 'cancelled') ? markSeen(draft, 'cancelled', {}, now) : draft;
}
