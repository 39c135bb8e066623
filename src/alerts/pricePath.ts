// Past prices made of candles, and how often a condition on them would have fired.
import { defaultBand, defaultEveryMs, type AlertRepeat } from '../model/alert.js';
import type { Candle } from '../model/trading/market.js';
import { isBelow, type Decimal } from '../model/money.js';

/** Minutes of the candles that past prices are made of. */
export const pathMinutes = 5;

export interface PricePoint {
  /** ms since 1970 */
  readonly at: number;
  readonly price: Decimal;
}

export interface PricePath {
  /** Oldest first. */
  readonly candles: readonly Candle[];
  /** Each candle as the four prices it went through, in the likely order. */
  readonly points: readonly PricePoint[];
}

/** A candle that rose is taken to have gone to its low first. */
export function pathOf(candles: readonly Candle[]): PricePath {
  const sorted = candles.toSorted((a, b) => a.at - b.at);
  const points = sorted.flatMap(({ at, open, high, low, close }) => {
    const middle = isBelow(close, open) ? [high, low] : [low, high];
    return [open, ...middle, close].map((price) => ({ at, price }));
  });
  return { candles: sorted, points };
}

/** What a condition says of one past value: does it hold, and is it false by the band? */
export interface PastStanding {
  readonly at: number;
  readonly holds: boolean;
  readonly hasLeft: boolean;
}

/** A one-shot is rehearsed as if it had been armed again each time its price had left. */
export const rehearsedRepeat = (repeat: AlertRepeat | undefined): AlertRepeat => repeat ?? { everyMs: 0, band: defaultBand };

/** Firings of a condition over time: one each time it becomes true, after it was false by the band and the cool-down was over. */
export function countFirings(standings: Iterable<PastStanding>, everyMs: number = defaultEveryMs): readonly number[] {
  const firings: number[] = [];
  let isArmed: boolean | undefined;
  for (const { at, holds, hasLeft } of standings) {
    // What holds from the first is no crossing.
    isArmed = isArmed === undefined ? !holds : isArmed || hasLeft;
    const last = firings.at(-1);
    if (!isArmed || !holds || (last !== undefined && at - last < everyMs)) continue;
    firings.push(at);
    isArmed = false;
  }
  return firings;
}
