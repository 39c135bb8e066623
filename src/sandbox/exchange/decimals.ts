// Exact decimals for the simulated exchange, and the way its Rails half writes them.
import { BigNumber } from 'bignumber.js';

/** Exact decimal numbers: 16 places on division, rounded down, never an exponent. */
export const Decimal = BigNumber.clone({ DECIMAL_PLACES: 16, ROUNDING_MODE: BigNumber.ROUND_DOWN, EXPONENTIAL_AT: 1e9 });
export type Decimal = BigNumber;

export const ZERO = new Decimal(0);

/** A decimal from its text; throws on anything that is not a finite number, so that control calls fail loudly. */
export function decimal(text: string): Decimal {
  const value = new Decimal(text);
  if (!value.isFinite()) throw new Error(`not a decimal: ${text}`);
  return value;
}

/** A decimal from a request, or null when the text is not a plain finite number. */
export function parseDecimal(text: string): Decimal | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text.trim())) return null;
  const value = new Decimal(text.trim());
  return value.isFinite() ? value : null;
}

/** Rails style: at least one decimal, never an exponent ("1.0", "0.00001"); PROTOCOL.md section 3, shapes. */
export function railsText(value: Decimal): string {
  const text = value.toFixed();
  return text.includes('.') ? text : `${text}.0`;
}

/** The number of decimals a value really uses. */
export function decimalsOf(value: Decimal): number {
  return value.decimalPlaces() ?? 0;
}
