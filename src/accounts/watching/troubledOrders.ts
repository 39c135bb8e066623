// Orders about which the exchange gives no sensible answer, for /status: stuck on their way in, or not known any more.
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { isPlaceholder } from '../reconciling/orderNews.js';

/** An order longer than this in `pending` is stuck, ms: it is usually there for less than a second (PROTOCOL.md section 3, life cycle). */
export const stuckAfterMs = 60_000;

export interface TroubledOrders {
  readonly stuckOrders: readonly string[];
  readonly missingOrders: readonly string[];
}

/** `now` is the exchange's time, ms since 1970. */
export function troubledOrders(record: UserRecord | undefined, now: number): TroubledOrders {
  const open = Object.values(record?.account.orders ?? {}).filter(({ order }) => !isFinal(order.state) && !isPlaceholder(order));
  const oldestFirst = [...open].sort((a, b) => a.order.createdAt - b.order.createdAt);
  return {
    stuckOrders: oldestFirst.filter(({ order }) => order.state === 'pending' && now - order.createdAt > stuckAfterMs).map(({ order }) => order.id),
    missingOrders: oldestFirst.filter((tracked) => tracked.missingSince !== undefined).map(({ order }) => order.id),
  };
}
