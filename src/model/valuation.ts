// What balances are worth in rand.
import type { Balance } from './balance.js';
import type { CurrencyCode } from './market.js';
import { compare, isBelow, isZero, plus, sum, times, ZERO, type Decimal } from './money.js';

export interface ValuedBalance extends Balance {
  /** Price of one unit in rand and its time (ms since 1970); absent where there is no price. */
  readonly price?: Decimal;
  readonly pricedAt?: number;
  readonly value?: Decimal;
}

export interface Valuation {
  /** In rand; leaves out what has no price. */
  readonly total: Decimal;
  /** Non-zero balances worth showing one by one, the largest value first, those without a price after them. */
  readonly rows: readonly ValuedBalance[];
  /** Balances worth less than the dust limit, folded into one sum. */
  readonly dust: { readonly count: number; readonly value: Decimal };
  /** The oldest price used, ms since 1970; absent when none was needed. */
  readonly oldestPriceAt?: number;
}

/** Below this many rand a balance is folded as dust. */
export const dustLimitRand = '5' as Decimal;

/** Values non-zero balances; `prices` are rand for one unit. Rand itself is never dust and needs no price. */
export function valueBalances(balances: readonly Balance[], prices: ReadonlyMap<CurrencyCode, { readonly price: Decimal; readonly at: number }>): Valuation {
  const valued = balances.filter((one) => !isZero(one.available) || !isZero(one.locked)).map((one) => valueOne(one, prices));
  const isDust = (one: ValuedBalance): boolean => one.currency !== 'zar' && one.value !== undefined && isBelow(one.value, dustLimitRand);
  const dust = valued.filter(isDust);
  const times = valued.flatMap((one) => (one.pricedAt === undefined ? [] : [one.pricedAt]));
  return {
    total: sum(valued.flatMap((one) => (one.value === undefined ? [] : [one.value]))),
    rows: valued.filter((one) => !isDust(one)).sort(byValue),
    dust: { count: dust.length, value: sum(dust.map((one) => one.value ?? ZERO)) },
    ...(times.length > 0 ? { oldestPriceAt: Math.min(...times) } : {}),
  };
}

function valueOne(balance: Balance, prices: ReadonlyMap<CurrencyCode, { readonly price: Decimal; readonly at: number }>): ValuedBalance {
  const held = plus(balance.available, balance.locked);
  if (balance.currency === 'zar') return { ...balance, value: held };
  const price = prices.get(balance.currency);
  return price === undefined ? balance : { ...balance, price: price.price, pricedAt: price.at, value: times(held, price.price) };
}

function byValue(a: ValuedBalance, b: ValuedBalance): number {
  if (a.value === undefined || b.value === undefined) return Number(a.value === undefined) - Number(b.value === undefined);
  return compare(b.value, a.value) || a.currency.localeCompare(b.currency);
}
