// Finds out that a stream is acknowledged but silent: reads bring what it should have told long ago.
import { isFinal, type Order } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { isPlaceholder, mergeOrder } from '../reconciling/orderNews.js';
import { lookUp, type AccountEvent } from '../reconciling/reconcileTypes.js';

/** A live stream brings its news within this, ms. */
export const streamLagMs = 10_000;

/**
 * True when these read events hold a fill or a change of an order that a stream connected since `since` should have told
 * at least streamLagMs ago. All times are ms since 1970.
 */
export function missedByStream(record: UserRecord, events: readonly AccountEvent[], since: number, now: number): boolean {
  const due = (at: number): boolean => at > since && at < now - streamLagMs;
  const seen = new Set(record.account.seenTrades);
  return events.some((event) => {
    if (event.type === 'trades') return event.trades.some((trade) => due(trade.at) && !seen.has(trade.id));
    return event.type === 'order' && due(event.order.updatedAt) && isUntold(record, event.order);
  });
}

// A market order is told by the stream only when it is done (PROTOCOL.md section 1, order), so its silence proves nothing.
function isUntold(record: UserRecord, heard: Order): boolean {
  const known = lookUp(record.account.orders, heard.id)?.order;
  if (known === undefined || isPlaceholder(known) || known.type === 'market' || isFinal(known.state)) return false;
  const merged = mergeOrder(known, heard);
  return merged.state !== known.state || merged.executedVolume !== known.executedVolume;
}
