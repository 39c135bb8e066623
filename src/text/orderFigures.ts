// How the figures of an order are shown: price at the market's precision, totals in cents, fees and rebates.
import type { CurrencyCode } from '../model/trading/market.js';
import { absolute, isBelow, isNegative, isZero, round, type Decimal, type Rounding } from '../model/money.js';
import { showCode, showMoney } from './format.js';
import type { Say } from './index.js';
import type { Shown } from './rich.js';

/** Decimals of a coin whose precision is not known, and of a fee, which may come with up to 16 (PROTOCOL.md section 5): more tells a person nothing. */
const unknownPlaces = 8;
const oneCent = '0.01' as Decimal;

/** A price, rounded to the market's precision; rand always with at least cents. */
export function showPrice(say: Say, price: Decimal, quote: CurrencyCode, pricePrecision: number): Shown {
  const places = quote.toLowerCase() === 'zar' ? Math.max(pricePrecision, 2) : pricePrecision;
  return showMoney(say, round(price, places, 'nearest'), quote);
}

/** A sum of money, cut downwards like what is held: rand in cents unless it is less than one, anything else to its currency's `places`, eight where they are not known. */
export const showTotal = (say: Say, total: Decimal, quote: CurrencyCode, places?: number): Shown => showSum(say, total, quote, 'down', places);

function showSum(say: Say, total: Decimal, currency: CurrencyCode, rounding: Rounding, places = unknownPlaces): Shown {
  const isRand = currency.toLowerCase() === 'zar';
  if (!isRand) return showMoney(say, round(total, places, rounding), currency);
  const tiny = !isZero(total) && isBelow(absolute(total), oneCent);
  return tiny ? showMoney(say, round(total, unknownPlaces, rounding), currency) : showMoney(say, round(total, 2, rounding), currency, 2);
}

/**
 * What is held, available, locked or left: rand to the cent and a coin to its currency's `places` (eight where the exchange's
 * list is not at hand), cut downwards, so that it is never shown as more than it is; below zero that is away from zero.
 */
export const showHeld = (say: Say, held: Decimal, currency: CurrencyCode, places?: number): Shown => showMoney(say, cutHeld(held, currency, places), currency);

/** The figure that showHeld shows. */
export function cutHeld(held: Decimal, currency: CurrencyCode, places = unknownPlaces): Decimal {
  return round(held, currency.toLowerCase() === 'zar' ? 2 : places, isNegative(held) ? 'up' : 'down');
}

/** A fee, rounded up, or a rebate without its sign, rounded down: a cost is never shown as less than it is. Rand below one cent keep eight decimals. */
export const showFee = (say: Say, fee: Decimal, currency: CurrencyCode, places?: number): Shown => showSum(say, absolute(fee), currency, isNegative(fee) ? 'down' : 'up', places);

/** "BTC/ZAR" */
export const showMarket = (base: CurrencyCode, quote: CurrencyCode): Shown => `${showCode(base)}/${showCode(quote)}` as Shown;
