// What a withdrawal would cost, honoured until it expires (API.txt, Withdraw quote).
import type { Decimal } from './money.js';
import type { CurrencyCode } from './market.js';

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
