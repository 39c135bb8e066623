// Exact decimal arithmetic on plain decimal strings: the only place that knows bignumber.js.
import { BigNumber } from 'bignumber.js';

/** A canonical plain decimal string: optional minus, digits, optional dot and digits; no exponent, no trailing zeros. */
export type Decimal = string & { readonly __decimal: unique symbol };

/** Whole satoshis, written as plain digits: a type of its own, so that sats can never stand where BTC is meant. */
export type Sats = string & { readonly __sats: unique symbol };

/** How a value that does not fit a precision is cut. `down` is toward zero. */
export type Rounding = 'down' | 'up' | 'nearest';

const Exact = BigNumber.clone({ DECIMAL_PLACES: 40, EXPONENTIAL_AT: 1e9, ROUNDING_MODE: BigNumber.ROUND_DOWN });
const plainShape = /^-?\d{1,40}(\.\d{1,40})?$/;
const jsonNumberShape = /^-?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,2})?$/;
const modes = { down: BigNumber.ROUND_DOWN, up: BigNumber.ROUND_UP, nearest: BigNumber.ROUND_HALF_UP } as const;

const big = (value: Decimal): BigNumber => new Exact(value);
const plain = (value: BigNumber): Decimal => (value.isZero() ? '0' : value.toFixed()) as Decimal;

export const ZERO = '0' as Decimal;
export const ONE = '1' as Decimal;

/**
 * Reads a plain decimal ("0.10" gives "0.1").
 * @throws RangeError when the text is anything else (hex, exponent, sign +, spaces, commas).
 */
export function decimal(text: string): Decimal {
  if (!plainShape.test(text)) throw new RangeError('not a plain decimal number');
  return plain(new Exact(text));
}

/** Reads what an exchange may send for a number: a decimal string or a JSON number, exponents allowed; anything else is undefined. */
export function readDecimal(value: unknown): Decimal | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  return jsonNumberShape.test(text) ? plain(new Exact(text)) : undefined;
}

export const plus = (a: Decimal, b: Decimal): Decimal => plain(big(a).plus(b));
export const minus = (a: Decimal, b: Decimal): Decimal => plain(big(a).minus(b));
export const times = (a: Decimal, b: Decimal): Decimal => plain(big(a).times(b));
export const negate = (a: Decimal): Decimal => plain(big(a).negated());
export const absolute = (a: Decimal): Decimal => plain(big(a).abs());
export const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => plus(total, value), ZERO);

/** a / b cut to `places` decimals. @throws RangeError when b is zero. */
export function dividedBy(a: Decimal, b: Decimal, places: number, rounding: Rounding = 'down'): Decimal {
  if (isZero(b)) throw new RangeError('division by zero');
  return round(plain(big(a).dividedBy(b)), places, rounding);
}

/** -1, 0 or 1 as a is below, equal to or above b. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  return big(a).comparedTo(b) ?? 0;
}

export const isZero = (a: Decimal): boolean => big(a).isZero();
export const isPositive = (a: Decimal): boolean => big(a).isGreaterThan(0);
export const isNegative = (a: Decimal): boolean => big(a).isLessThan(0);
export const isBelow = (a: Decimal, b: Decimal): boolean => compare(a, b) < 0;
export const isAbove = (a: Decimal, b: Decimal): boolean => compare(a, b) > 0;
export const smaller = (a: Decimal, b: Decimal): Decimal => (isBelow(b, a) ? b : a);
export const larger = (a: Decimal, b: Decimal): Decimal => (isAbove(b, a) ? b : a);

/** Cuts to `places` decimals. */
export function round(a: Decimal, places: number, rounding: Rounding): Decimal {
  return plain(big(a).decimalPlaces(places, modes[rounding]));
}

/** How many decimals a value carries ("0.10" is 1). */
export function decimalPlaces(a: Decimal): number {
  return big(a).decimalPlaces() ?? 0;
}

/** The value with exactly `places` decimals, for showing ("1" with 2 is "1.00"); cut as told. */
export function fixed(a: Decimal, places: number, rounding: Rounding = 'nearest'): string {
  return big(a).toFixed(places, modes[rounding]);
}

/** (to - from) / from in per cent with `places` decimals; zero when `from` is zero. */
export function percentChange(from: Decimal, to: Decimal, places = 2): Decimal {
  if (isZero(from)) return ZERO;
  return dividedBy(times(minus(to, from), '100' as Decimal), from, places, 'nearest');
}

const satsPlaces = 8;
const satsPerBtc = '100000000' as Decimal;
/** There are 21 million BTC, so nothing is worth more sats than this. */
export const satsLimit = '2100000000000000' as Sats;

/** Reads whole sats written as plain digits ("0050" gives "50"); undefined for anything else and for more than there are. */
export function sats(text: string): Sats | undefined {
  if (!/^\d{1,40}$/.test(text)) return undefined;
  const value = (decimal(text) as string) as Sats;
  return isMoreSats(value, satsLimit) ? undefined : value;
}

/** The number alone, for arithmetic that stays within sats. */
const count = (value: Sats): Decimal => (value as string) as Decimal;

export const addSats = (values: readonly Sats[]): Sats => (sum(values.map(count)) as string) as Sats;
export const isMoreSats = (a: Sats, b: Sats): boolean => isAbove(count(a), count(b));
export const isSameSats = (a: Sats, b: Sats): boolean => compare(count(a), count(b)) === 0;

/** Sats in BTC, exact: one BTC is 100 000 000 sats. */
export const satsToBtc = (value: Sats): Decimal => dividedBy(count(value), satsPerBtc, satsPlaces);

/** BTC in sats, exact; undefined where it is negative, finer than one sat, or more than there are. */
export function btcToSats(value: Decimal): Sats | undefined {
  return isNegative(value) || decimalPlaces(value) > satsPlaces ? undefined : sats(times(value, satsPerBtc));
}
