// What the two kinds of cancellation share: when the end of an order can be theirs.
import type { TrackedOrder } from '../model/account.js';
import type { Draft } from '../model/draft.js';
import { isFinal } from '../model/trading/order.js';

/** True when the cancellation was sent and its end is open, and the order has ended. */
export function mayBeEndedBy({ state, sentAt }: Draft, { order }: TrackedOrder): boolean {
  const isWaiting = state === 'sending' || state === 'accepted' || state === 'unknown' || state === 'notPlaced';
  return isWaiting && sentAt !== undefined && isFinal(order.state);
}
