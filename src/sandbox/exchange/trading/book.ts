// The resting orders of one market, kept in price-time priority.
import { ZERO, type Decimal } from '../decimals.js';
import type { Order, Side } from './order.js';

export interface Level {
  price: Decimal;
  volume: Decimal;
}

interface Resting {
  order: Order;
  price: Decimal;
}

/** Two sorted lists of limit orders: asks low to high, bids high to low, older first at one price. */
export class Book {
  readonly #resting: Record<Side, Resting[]> = { buy: [], sell: [] };

  /** Adds a limit order behind every order of its price. */
  add(order: Order): void {
    if (order.price === null) throw new Error('a market order cannot rest');
    const list = this.#resting[order.side];
    const entry = { order, price: order.price };
    const index = list.findIndex((other) => isBetter(order.side, entry.price, other.price));
    list.splice(index === -1 ? list.length : index, 0, entry);
  }

  /** Takes an order out; false when it was not there. */
  remove(order: Order): boolean {
    const list = this.#resting[order.side];
    const index = list.findIndex((entry) => entry.order === order);
    if (index !== -1) list.splice(index, 1);
    return index !== -1;
  }

  /** The first order in priority on a side, with its price. */
  best(side: Side): Resting | null {
    return this.#resting[side][0] ?? null;
  }

  /** The orders of a side in priority. */
  orders(side: Side): Order[] {
    return this.#resting[side].map((entry) => entry.order);
  }

  /** The remaining volume at one price. */
  volumeAt(side: Side, price: Decimal): Decimal {
    return this.#resting[side].reduce((sum, entry) => (entry.price.eq(price) ? sum.plus(entry.order.remaining) : sum), ZERO);
  }

  /** Price levels away from the spread, at most `limit` of them. */
  levels(side: Side, limit: number): Level[] {
    const levels: Level[] = [];
    for (const { order, price } of this.#resting[side]) {
      const last = levels.at(-1);
      if (last?.price.eq(price) === true) last.volume = last.volume.plus(order.remaining);
      else if (levels.length === limit) break;
      else levels.push({ price, volume: order.remaining });
    }
    return levels;
  }

  /** The whole volume of a side. */
  depth(side: Side): Decimal {
    return this.#resting[side].reduce((sum, entry) => sum.plus(entry.order.remaining), ZERO);
  }
}

/** Whether a price goes before another on that side of the book. */
export function isBetter(side: Side, price: Decimal, other: Decimal): boolean {
  return side === 'sell' ? price.lt(other) : price.gt(other);
}

/** Whether an order at `price` on `side` would trade with the opposite price `counter`; a null price is a market order. */
export function crosses(side: Side, price: Decimal | null, counter: Decimal): boolean {
  if (price === null) return true;
  return side === 'buy' ? price.gte(counter) : price.lte(counter);
}

/** What a volume would cost against these levels, in quote currency; null when they do not hold that much. */
export function costOf(levels: Level[], volume: Decimal): Decimal | null {
  let left = volume;
  let cost = ZERO;
  for (const level of levels) {
    const taken = left.lt(level.volume) ? left : level.volume;
    cost = cost.plus(taken.times(level.price));
    left = left.minus(taken);
    if (left.isZero()) return cost;
  }
  return null;
}
