// The spread of a book: best ask less best bid, in per cent of the middle.
import type { BookView } from '../markets/markets.js';
import { decimal, dividedBy, isPositive, minus, plus, times, type Decimal } from '../model/money.js';

const spreadPlaces = 6;
const twoHundred = decimal('200');

/** Undefined when a side is empty. */
export function spreadOf({ bestBid, bestAsk }: Pick<BookView, 'bestBid' | 'bestAsk'>): Decimal | undefined {
  if (bestBid === undefined || bestAsk === undefined) return undefined;
  const both = plus(bestAsk.price, bestBid.price);
  return isPositive(both) ? dividedBy(times(minus(bestAsk.price, bestBid.price), twoHundred), both, spreadPlaces, 'nearest') : undefined;
}
