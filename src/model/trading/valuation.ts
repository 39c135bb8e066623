// What balances are worth in rand.
import { totalOf, type Balance } from '../balance.js';
import type { CurrencyCode } from './market.js';
import { compare, decimal, isBelow, isZero, sum, times, ZERO, type Decimal } from '../money.js';

export interface ValuedBalance extends Balance {
  /** Price of one unit in rand and its time (ms since 1970); absent where there is no price. */
  readonly price?: Decimal;
  readonly pricedAt?: number;
  readonly value?: Decimal;
  /** Decimals its currency is shown with, where the exchange's list was known. */
  readonly places?: number;
}

export interface Valuation {
  /** In rand; leaves out what has no price. */
  readonly total: Decimal;
  /** Non-zero balances worth showing one by one, the largest value first, those without a price after them. */
  readonly rows: readonly ValuedBalance[];
  /** Balances worth less than the dust limit, folded into one sum; the limit in rand, absent where there is none. */
  readonly dust: { readonly count: number; readonly value: Decimal; readonly limit?: Decimal };
  /** The oldest price used, ms since 1970; absent when none was needed. */
  readonly oldestPriceAt?: number;
}

/** What a user can set as the worth below which a balance is dust, in rand. */
export const dustLimitBounds = { least: decimal('0.01'), most: decimal('10000') } as const;

/** What one unit is worth in rand, and when that was so, ms since 1970. */
type Prices = ReadonlyMap<CurrencyCode, { readonly price: Decimal; readonly at: number }>;

type PlacesOf = (currency: CurrencyCode) => number | undefined;

/**
 * Values non-zero balances and folds those worth less than `dustLimit` rand, where one is given. Rand itself is never dust
 * and needs no price; what has no price is not dust either.
 */
export function valueBalances(balances: readonly Balance[], prices: Prices, dustLimit?: Decimal, placesOf: PlacesOf = () => undefined): Valuation {
  const valued = balances.filter((one) => !isZero(one.available) || !isZero(one.locked)).map((one) => ({ ...valueOne(one, prices), ...shownWith(placesOf(one.currency)) }));
  const isDust = ({ currency, value }: ValuedBalance): boolean => dustLimit !== undefined && currency !== 'zar' && value !== undefined && isBelow(value, dustLimit);
  const dust = valued.filter(isDust);
  const times = valued.flatMap((one) => (one.pricedAt === undefined ? [] : [one.pricedAt]));
  return {
    total: sum(valued.flatMap((one) => (one.value === undefined ? [] : [one.value]))),
    rows: valued.filter((one) => !isDust(one)).sort(byValue),
    dust: { count: dust.length, value: sum(dust.map((one) => one.value ?? ZERO)), ...(dustLimit === undefined ? {} : { limit: dustLimit }) },
    ...(times.length > 0 ? { oldestPriceAt: Math.min(...times) } : {}),
  };
}

const shownWith = (places: number | undefined): Pick<ValuedBalance, 'places'> => (places === undefined ? {} : { places });

function valueOne(balance: Balance, prices: Prices): ValuedBalance {
  const held = totalOf(balance);
  if (balance.currency === 'zar') return { ...balance, value: held };
  const price = prices.get(balance.currency);
  return price === undefined ? balance : { ...balance, price: price.price, pricedAt: price.at, value: times(held, price.price) };
}

function byValue(a: ValuedBalance, b: ValuedBalance): number {
  if (a.value === undefined || b.value === undefined) return Number(a.value === undefined) - Number(b.value === undefined);
  return compare(b.value, a.value) || a.currency.localeCompare(b.currency);
}
