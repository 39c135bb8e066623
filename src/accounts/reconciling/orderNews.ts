// Decides whether what is heard of an order is news, and merges it with what is known.
import { ZERO, compare, isZero } from '../../model/money.js';
import { stateRank, type Order } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';

/** An order known only from its trades: any word of the exchange about it replaces it. */
export const isPlaceholder = (order: Order): boolean => order.updatedAt === 0 && isZero(order.originVolume);

/** Stands for an order whose trade came before any word of the order itself. Its volumes are not known. */
export function placeholderOrder(trade: Trade): Order {
  return {
    id: trade.orderId, market: trade.market, side: trade.side, type: 'limit', price: trade.price,
    averagePrice: trade.price, state: 'wait', originVolume: ZERO, remainingVolume: ZERO, executedVolume: ZERO,
    createdAt: trade.at, updatedAt: 0,
    ...(trade.customOrderId === undefined ? {} : { customOrderId: trade.customOrderId }),
  };
}

type Identity = Pick<Order, 'uuid' | 'customOrderId' | 'postOnly'>;

// Frames leave these out (PROTOCOL.md section 1): even an old answer may complete them.
function identityOf(order: Order): Partial<Identity> {
  return {
    ...(order.uuid === undefined ? {} : { uuid: order.uuid }),
    ...(order.customOrderId === undefined ? {} : { customOrderId: order.customOrderId }),
    ...(order.postOnly === undefined ? {} : { postOnly: order.postOnly }),
  };
}

/** Frames and answers come in any order and more than once: lower rank, smaller executed volume or an older stamp is old news. */
function isOldNews(known: Order, heard: Order): boolean {
  const ahead = stateRank(heard.state) - stateRank(known.state) || compare(heard.executedVolume, known.executedVolume);
  return ahead < 0 || (ahead === 0 && heard.updatedAt < known.updatedAt);
}

const stamps: ReadonlySet<string> = new Set<keyof Order>(['createdAt', 'updatedAt']);

// Stamps differ between a frame (whole seconds) and an answer for the very same state: alone they are no news.
function sameContent(a: Order, b: Order): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Order>;
  return [...keys].every((key) => stamps.has(key) || a[key] === b[key]);
}

/** What is known of an order after hearing of it; the known object itself when that changes nothing. */
export function mergeOrder(known: Order | undefined, heard: Order): Order {
  if (known === undefined) return heard;
  if (isPlaceholder(known)) return { ...identityOf(known), ...heard };
  const merged = isOldNews(known, heard)
    ? { ...identityOf(heard), ...known }
    : { ...known, ...heard, updatedAt: Math.max(known.updatedAt, heard.updatedAt) };
  return sameContent(known, merged) ? known : merged;
}
