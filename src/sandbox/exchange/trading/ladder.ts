// The prices and volumes other traders quote around a price.
import { Decimal } from '../decimals.js';
import type { Market } from './marketList.js';
import type { Side } from './order.js';
import type { Random } from '../random.js';

export interface QuotedLevel {
  price: Decimal;
  volume: Decimal;
}

/** Levels on each side of a freshly quoted book. */
export const LADDER_LEVELS = 20;
/** Distance between levels, as a share of the price. */
const STEP_SHARE = '0.0004';

/** Levels of one side away from a price: best first, never at or beyond the price itself. */
export function ladder(market: Market, side: Side, around: Decimal, random: Random): QuotedLevel[] {
  const tick = new Decimal(1).shiftedBy(-market.pricePrecision);
  const step = Decimal.max(tick, around.times(STEP_SHARE));
  const levels: QuotedLevel[] = [];
  for (let rank = 1; rank <= LADDER_LEVELS; rank += 1) {
    const distance = Decimal.max(tick.times(rank), step.times((rank - 0.5 + random() * 0.4).toFixed(4)));
    const price = (side === 'sell' ? around.plus(distance) : around.minus(distance)).decimalPlaces(market.pricePrecision, Decimal.ROUND_HALF_UP);
    const beyond = side === 'sell' ? price.lte(around) : price.gte(around);
    const allowed = price.gte(market.minPrice) && (market.maxPrice.isZero() || price.lte(market.maxPrice));
    if (!beyond && allowed) levels.push({ price, volume: usualVolume(market, random, 0.2 + rank / 10) });
  }
  return levels;
}

/** A volume around the market's usual one, times `scale`; never under the smallest amount. */
export function usualVolume(market: Market, random: Random, scale: number): Decimal {
  const share = (scale * (0.3 + random() * 1.4)).toFixed(4);
  return Decimal.max(market.minAmount, market.usualVolume.times(share).decimalPlaces(market.amountPrecision));
}
