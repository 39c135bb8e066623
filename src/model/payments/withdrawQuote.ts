// What a withdrawal would cost, honoured until it expires (API.txt, Withdraw quote).
import { isAbove, isNegative, type Decimal } from '../money.js';
import type { CurrencyCode } from '../trading/market.js';

export interface WithdrawQuote {
  /** Sent with the withdrawal so that this fee is kept. */
  readonly id: string;
  readonly currency: CurrencyCode;
  /** In `currency`; for a Lightning invoice in btc. */
  readonly fee: Decimal;
  readonly blockchain?: string;
  /** ms since 1970 */
  readonly createdAt?: number;
  /** ms since 1970; documented as 90 s after creation. */
  readonly expiresAt?: number;
}

/** A fee that is less than nothing, or more than what is paid out, is a fault of whoever quotes it: no card is drawn on it. Both in the same currency. */
export const isFeeSound = (fee: Decimal, amount: Decimal): boolean => !isNegative(fee) && !isAbove(fee, amount);

/** A quote is given up this long before it ends, ms: the tap and the call take time too. */
const quoteMarginMs = 2_000;

/**
 * When to stop relying on a quote received `now`, ms since 1970 by our clock; undefined when it does not say. Where both its times
 * are given their distance counts, because the exchange's clock may differ from ours.
 */
export function quoteEndsAt({ createdAt, expiresAt }: WithdrawQuote, now: number): number | undefined {
  if (expiresAt === undefined) return undefined;
  return (createdAt === undefined ? expiresAt : now + expiresAt - createdAt) - quoteMarginMs;
}
