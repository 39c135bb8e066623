// How far a price may be from what was shown or from the best one, in per cent, exact to the last digit.
import type { OrderEstimate, OrderRequest } from '../draft.js';
import { absolute, decimal, dividedBy, isAbove, isBelow, isNegative, isZero, minus, plus, round, times, ZERO, type Decimal } from '../money.js';
import type { Side } from './order.js';

/** What holds until a user sets something else, and the bounds of what can be set; all in per cent (RELIABILITY.md T19). */
export const defaultMoveLimit = decimal('0.5');
export const defaultSlippageCeiling = decimal('1');
export const moveLimitBounds = { least: decimal('0.05'), most: decimal('10') } as const;
export const slippageCeilingBounds = { least: decimal('0.1'), most: decimal('20') } as const;
/** What a user can set as the most one order may be worth, in rand. */
export const orderCeilingBounds = { least: decimal('10'), most: decimal('100000000') } as const;

const hundred = decimal('100');

/** True when `to` is more than `percent` per cent away from `from`, up or down; a move of exactly the limit is within it. */
export function isFartherThan(from: Decimal, to: Decimal, percent: Decimal): boolean {
  return isAbove(times(absolute(minus(to, from)), hundred), times(absolute(from), percent));
}

/** How much worse than the best price a total for this volume is, in the quote currency; zero when it is not worse. */
function worseBy(side: Side, best: Decimal, volume: Decimal, total: Decimal): Decimal {
  const atBest = times(best, volume);
  const worse = side === 'buy' ? minus(total, atBest) : minus(atBest, total);
  return isNegative(worse) ? ZERO : worse;
}

/** The slippage of the expected average against the best price, in per cent, rounded up to two decimals: never shown as less than it is. */
export function slippageOf(side: Side, best: Decimal, volume: Decimal, total: Decimal): Decimal {
  const atBest = times(best, volume);
  return isZero(atBest) ? ZERO : dividedBy(times(worseBy(side, best, volume, total), hundred), atBest, 2, 'up');
}

/** True for a market order whose expected average is beyond the ceiling frozen with it; false where either is not known. */
export function isBeyondCeiling(order: OrderRequest, { bestPrice, slippageCeiling, total }: OrderEstimate): boolean {
  if (order.price !== undefined || bestPrice === undefined || slippageCeiling === undefined) return false;
  const worse = times(worseBy(order.side, bestPrice, order.volume, total), hundred);
  return isAbove(worse, times(times(bestPrice, order.volume), slippageCeiling));
}

/** The worst price within the ceiling, at the market's precision, rounded to the user's favour. */
export function ceilingPrice(side: Side, best: Decimal, percent: Decimal, pricePrecision: number): Decimal {
  const part = dividedBy(times(best, percent), hundred, 40);
  return side === 'buy' ? round(plus(best, part), pricePrecision, 'down') : round(minus(best, part), pricePrecision, 'up');
}

/** True when a limit stands beyond the best price of the other side by more than `percent` per cent: it would fill at once. */
export function isCrossing(side: Side, limit: Decimal, best: Decimal, percent: Decimal): boolean {
  const beyond = side === 'buy' ? isAbove(limit, best) : isAbove(best, limit);
  return beyond && isFartherThan(best, limit, percent);
}

/** True when a limit order at this price would trade at once against the best price of the other side: what post-only forbids. */
export const wouldMatch = (side: Side, limit: Decimal, best: Decimal): boolean => (side === 'buy' ? !isBelow(limit, best) : !isAbove(limit, best));

/** What a limit order is expected to come to in the quote currency: what trades at once at the book's prices, the rest at its limit. */
export function expectedTotal({ volume, price }: OrderRequest, { total, atOnce }: Pick<OrderEstimate, 'total' | 'atOnce'>): Decimal {
  return price === undefined || atOnce === undefined ? total : plus(atOnce.total, times(minus(volume, atOnce.volume), price));
}
