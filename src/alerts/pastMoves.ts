// Counts how often a move of some per cent was made in past prices, starting anew after each.
import type { PercentMoveRule } from '../model/alert.js';
import { isAbove, isBelow, type Decimal } from '../model/money.js';
import { holdsAt, lessPercent, morePercent } from './limits.js';
import type { PricePoint } from './pricePath.js';

/** Points whose price only rises (or only falls) from the first on: the first is the lowest (highest) of the window. */
class Extreme {
  #points: PricePoint[] = [];

  constructor(private readonly isPassed: (kept: Decimal, price: Decimal) => boolean) {}

  get price(): Decimal | undefined {
    return this.#points[0]?.price;
  }

  add(point: PricePoint, from: number): void {
    while (this.#points.length > 0 && this.#isPassedBy(point)) this.#points.pop();
    this.#points.push(point);
    while ((this.#points[0]?.at ?? Infinity) < from) this.#points.shift();
  }

  clear(): void {
    this.#points = [];
  }

  #isPassedBy({ price }: PricePoint): boolean {
    const last = this.#points.at(-1);
    return last !== undefined && !this.isPassed(last.price, price);
  }
}

/** When it would have fired, ms since 1970. */
export function countMoves({ direction, percent, windowMs }: PercentMoveRule, points: readonly PricePoint[], everyMs: number): readonly number[] {
  const lowest = new Extreme(isBelow);
  const highest = new Extreme(isAbove);
  const firings: number[] = [];
  for (const point of points) {
    const last = firings.at(-1);
    // While it sleeps it sees nothing, and what it measures from is what comes after.
    if (last !== undefined && point.at - last < everyMs) continue;
    for (const extreme of [lowest, highest]) extreme.add(point, point.at - windowMs);
    const rose = direction !== 'down' && holdsAt('above', morePercent(lowest.price ?? point.price, percent), point.price);
    const fell = direction !== 'up' && holdsAt('below', lessPercent(highest.price ?? point.price, percent), point.price);
    if (!rose && !fell) continue;
    firings.push(point.at);
    lowest.clear();
    highest.clear();
  }
  return firings;
}
