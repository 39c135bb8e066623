// Takes an order from an answer of the exchange into a user's record, and the drafts along with it.
import { isFinal, type Order } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { advanceDrafts } from './advanceDrafts.js';
import { errorName, type ActionParts } from '../parts.js';

/**
 * The account's own reconciler first, then the drafts by what is known after it: frames may have told more than the answer.
 * A fault of the reconciler costs the account's view, which the next read mends, never the draft's outcome.
 */
export function absorb(parts: Pick<ActionParts, 'absorbOrder' | 'log'>, record: UserRecord, order: Order, now: number): UserRecord {
  let next = record;
  try {
    next = parts.absorbOrder(record, order, now);
  } catch (error) {
    parts.log.error('actions.absorb', { user: record.id, order: order.id, error: errorName(error) });
  }
  return advanceDrafts(next, trackedOrder(next, order.id) ?? { order, trades: [], endTold: false }, now);
}

function trackedOrder(record: UserRecord, orderId: string): UserRecord['account']['orders'][string] | undefined {
  return Object.hasOwn(record.account.orders, orderId) ? record.account.orders[orderId] : undefined;
}

/** Ends the cancellations among these orders whose end is already known. */
export function absorbKnownEnds(record: UserRecord, orderIds: readonly string[], now: number): UserRecord {
  let next = record;
  for (const id of orderIds) {
    const tracked = trackedOrder(next, id);
    if (tracked !== undefined && isFinal(tracked.order.state)) next = advanceDrafts(next, tracked, now);
  }
  return next;
}
