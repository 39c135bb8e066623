// How the figures of an order are shown: price at the market's precision, totals in cents, fees and rebates.
import type { CurrencyCode } from '../model/trading/market.js';
import { absolute, isBelow, isZero, round, type Decimal } from '../model/money.js';
import { showCode, showMoney } from './format.js';
import type { Say } from './index.js';
import type { Shown } from './rich.js';

/** Fees come with up to 16 decimals (PROTOCOL.md section 5); more than this tells a person nothing. */
const shownFeePlaces = 8;
const oneCent = '0.01' as Decimal;

/** A price, rounded to the market's precision; rand always with at least cents. */
export function showPrice(say: Say, price: Decimal, quote: CurrencyCode, pricePrecision: number): Shown {
  const places = quote.toLowerCase() === 'zar' ? Math.max(pricePrecision, 2) : pricePrecision;
  return showMoney(say, round(price, places, 'nearest'), quote);
}

/** A sum of money: rand in cents unless it is less than one, anything else with all its decimals up to eight. */
export function showTotal(say: Say, total: Decimal, quote: CurrencyCode): Shown {
  const tiny = !isZero(total) && isBelow(absolute(total), oneCent);
  const shown = round(total, shownFeePlaces, 'nearest');
  return quote.toLowerCase() === 'zar' && !tiny ? showMoney(say, total, quote, 2) : showMoney(say, shown, quote);
}

/** What is, or stays, available: rand down to the cent, because less cannot be spent and more must not be promised. */
export function showAvailable(say: Say, sum: Decimal, currency: CurrencyCode): Shown {
  return currency.toLowerCase() === 'zar' ? showMoney(say, round(sum, 2, 'down'), currency) : showMoney(say, sum, currency);
}

/** A fee or, without its sign, a rebate; as a total. */
export const showFee = (say: Say, fee: Decimal, currency: CurrencyCode): Shown => showTotal(say, absolute(fee), currency);

/** "BTC/ZAR" */
export const showMarket = (base: CurrencyCode, quote: CurrencyCode): Shown => `${showCode(base)}/${showCode(quote)}` as Shown;
