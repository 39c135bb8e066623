// The price axis: how far it reaches, where a price lies on it, and round prices to write beside it; pure.
import type { Candle } from '../model/trading/market.js';
import { decimal, decimalPlaces, ONE, readDecimal, times, type Decimal } from '../model/money.js';

/** How much further than the candles the axis may reach for a line of the user's, on each side, as a part of the candles' range. */
export const wideningLimit = 0.15;
/** Room left over and under all that is drawn, as a part of the range. */
const margin = 0.04;
/** The range of a market that has not moved at all, as a part of its price. */
const flatRange = 0.01;
/** The range of an axis at the very least, in quote currency. */
const leastRange = 1e-12;

export interface PriceScale {
  readonly low: number;
  readonly high: number;
  /** Pixels from the top of the picture. */
  y(price: Decimal): number;
  /** True when a price lies above, below or within the axis. */
  side(price: Decimal): 'above' | 'below' | 'within';
}

/** Pixel coordinates may be numbers: nothing is reckoned with them but where to draw. */
const place = (price: Decimal): number => Number(price);

/** An axis between two pixels that holds all candles, and of the lines those that are near enough. */
export function priceScale(candles: readonly Candle[], lines: readonly Decimal[], top: number, bottom: number): PriceScale {
  const lowest = Math.min(...candles.map((candle) => place(candle.low)));
  const highest = Math.max(...candles.map((candle) => place(candle.high)));
  const range = highest > lowest ? highest - lowest : Math.max(Math.abs(highest) * flatRange, leastRange);
  const middle = (highest + lowest) / 2;
  const reach = { low: middle - range / 2 - range * wideningLimit, high: middle + range / 2 + range * wideningLimit };
  const near = lines.map(place).filter((price) => price >= reach.low && price <= reach.high);
  const low = Math.min(middle - range / 2, ...near) - range * margin;
  const high = Math.max(middle + range / 2, ...near) + range * margin;
  return {
    low, high,
    y: (price) => bottom - ((place(price) - low) / (high - low)) * (bottom - top),
    side: (price) => (place(price) > high ? 'above' : place(price) < low ? 'below' : 'within'),
  };
}

/** What a step between written prices is, times a power of ten. */
const roundSteps = [10, 20, 25, 50, 100] as const;
/** More prices than this are never written, whatever the scale. */
const ticksLimit = 20;

export interface PriceTicks {
  readonly prices: readonly Decimal[];
  /** Decimals that tell them apart. */
  readonly places: number;
}

/** Round prices within a range that are at least `room` apart; none where prices lie too close for a JS number. */
export function priceTicks(low: number, high: number, room: number): PriceTicks {
  const power = Math.floor(Math.log10(room)) - 1;
  const step = readDecimal(`${roundSteps.find((one) => one * 10 ** power >= room) ?? 100}e${power}`) ?? ONE;
  const first = Math.ceil(low / place(step));
  const count = Math.min(ticksLimit, Math.floor(high / place(step)) - first + 1);
  const isExact = Number.isSafeInteger(first + ticksLimit) && count > 0;
  return { places: decimalPlaces(step), prices: isExact ? Array.from({ length: count }, (_, index) => times(decimal(String(first + index)), step)) : [] };
}
