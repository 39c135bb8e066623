// Works out what a size would cost or fetch by walking the levels of a book; pure.
import type { Level, Market } from '../model/trading/market.js';
import { dividedBy, isZero, minus, plus, round, smaller, times, ZERO, type Decimal } from '../model/money.js';

export type QuoteSize = { readonly volume: Decimal } | { readonly spend: Decimal };

/** What walking a book gave; volumes in base, total in quote and exact. */
export interface Walk {
  readonly volume: Decimal;
  readonly total: Decimal;
  readonly averagePrice: Decimal;
  readonly worstPrice: Decimal;
  /** False when the levels are too few for the whole size. */
  readonly complete: boolean;
}

/**
 * Walks `levels` (of the opposite side, best first) for a size. A spend gives the largest volume with the market's amount
 * precision that costs no more. The average is rounded to the price precision; a volume of zero has the best price for it.
 * Undefined when there is no level at all.
 */
export function walkBook(levels: readonly Level[], market: Pick<Market, 'amountPrecision' | 'pricePrecision'>, size: QuoteSize): Walk | undefined {
  const best = levels[0];
  if (best === undefined) return undefined;
  const wanted = 'volume' in size ? { volume: size.volume, complete: true } : volumeFor(levels, size.spend, market.amountPrecision);
  const reached = reach(levels, wanted.volume);
  return {
    volume: reached.volume,
    total: reached.total,
    averagePrice: isZero(reached.volume) ? best.price : dividedBy(reached.total, reached.volume, market.pricePrecision, 'nearest'),
    worstPrice: reached.worst ?? best.price,
    complete: wanted.complete && reached.complete,
  };
}

/** The volume a spend buys, cut down to what the market takes; incomplete when the levels end before the money. */
function volumeFor(levels: readonly Level[], spend: Decimal, amountPrecision: number): { volume: Decimal; complete: boolean } {
  let left = spend;
  let volume = ZERO;
  for (const level of levels) {
    const cost = times(level.price, level.amount);
    const part = smaller(left, cost);
    const isWhole = part === cost;
    volume = plus(volume, isWhole ? level.amount : dividedBy(left, level.price, amountPrecision));
    left = minus(left, part);
    if (isZero(left)) break;
  }
  return { volume: round(volume, amountPrecision, 'down'), complete: isZero(left) };
}

function reach(levels: readonly Level[], volume: Decimal): { volume: Decimal; total: Decimal; worst: Decimal | undefined; complete: boolean } {
  let left = volume;
  let total = ZERO;
  let worst: Decimal | undefined;
  for (const level of levels) {
    if (isZero(left)) break;
    const part = smaller(left, level.amount);
    total = plus(total, times(part, level.price));
    worst = level.price;
    left = minus(left, part);
  }
  return { volume: minus(volume, left), total, worst, complete: isZero(left) };
}
