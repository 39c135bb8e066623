// Cancels practice orders: what they had locked is available again at once. Pure.
import type { PracticeAccount, PracticeOrder } from '../model/practice.js';
import { givenBy, unlock } from './funds.js';
import { findPracticeOrder, isOpen, lockedBy, withOrder } from './practiceAccount.js';

export interface Cancelled {
  readonly account: PracticeAccount;
  /** Those that were open and are cancelled now. */
  readonly cancelled: readonly PracticeOrder[];
}

/** Orders that have ended, or that there are none of, are passed over. `now` is ms since 1970. */
export function cancelOrders(account: PracticeAccount, orderIds: readonly string[], now: number): Cancelled {
  const cancelled: PracticeOrder[] = [];
  let next = account;
  for (const id of new Set(orderIds)) {
    const placed = findPracticeOrder(next, id);
    if (placed === undefined || !isOpen(placed)) continue;
    const ended: PracticeOrder = { ...placed, order: { ...placed.order, state: 'cancel', updatedAt: now } };
    next = withOrder({ ...next, funds: unlock(next.funds, givenBy(placed.order.side, placed), lockedBy(placed)) }, ended);
    cancelled.push(ended);
  }
  return { account: next, cancelled };
}
