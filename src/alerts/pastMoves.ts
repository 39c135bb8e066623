// Counts how often a move of some per cent was made in past prices, starting anew after each.
import type { PercentMoveRule } from '../model/alert.js';
import type { Decimal } from '../model/money.js';
import { lessPercent, morePercent } from './limits.js';
import type { PricePoint } from './pricePath.js';
import { comparePlain } from './thresholdList.js';

/** One way a move can go: its reference is the first of some points whose price only rises (or only falls) from there on. */
class PastMove {
  #points: PricePoint[] = [];
  /** The reference that `#firesAt` was worked out for. */
  #reference: Decimal | undefined;
  #firesAt: Decimal | undefined;

  constructor(private readonly way: 'up' | 'down', private readonly percent: Decimal) {}

  /** True when this point is a whole move away from the reference of the window that ends with it. */
  reaches(point: PricePoint, from: number): boolean {
    while (this.#points.length > 0 && this.#isOutdoneBy(point.price)) this.#points.pop();
    this.#points.push(point);
    while ((this.#points[0]?.at ?? Infinity) < from) this.#points.shift();
    const reference = this.#points[0]?.price ?? point.price;
    if (reference !== this.#reference) this.#firesAt = this.way === 'up' ? morePercent(reference, this.percent) : lessPercent(reference, this.percent);
    this.#reference = reference;
    const past = comparePlain(point.price, this.#firesAt ?? point.price);
    return this.way === 'up' ? past >= 0 : past <= 0;
  }

  clear(): void {
    this.#points = [];
  }

  /** A lower price (for a fall, a higher one) is the better reference, and those before it never count again. */
  #isOutdoneBy(price: Decimal): boolean {
    const last = this.#points.at(-1);
    return last !== undefined && (this.way === 'up' ? comparePlain(price, last.price) <= 0 : comparePlain(price, last.price) >= 0);
  }
}

/** When it would have fired, ms since 1970. */
export function countMoves({ direction, percent, windowMs }: PercentMoveRule, points: readonly PricePoint[], everyMs: number): readonly number[] {
  const ways = (['up', 'down'] as const).filter((way) => direction === 'both' || direction === way).map((way) => new PastMove(way, percent));
  const firings: number[] = [];
  for (const point of points) {
    const last = firings.at(-1);
    // While it sleeps it sees nothing, and what it measures from is what comes after.
    if (last !== undefined && point.at - last < everyMs) continue;
    // Every way must see every point.
    const reached = ways.map((way) => way.reaches(point, point.at - windowMs));
    if (!reached.includes(true)) continue;
    firings.push(point.at);
    for (const way of ways) way.clear();
  }
  return firings;
}
