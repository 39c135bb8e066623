// Where a coin is to be sent to arrive on the account (API.txt, Deposit address; PROTOCOL.md section 3, shapes).
import type { CurrencyCode } from '../trading/market.js';

export interface DepositAddress {
  /** One wallet may serve several currencies. */
  readonly currencies: readonly CurrencyCode[];
  /** Without the tag. Absent while the exchange still makes it: ask again in a few seconds. */
  readonly address?: string;
  /** The destination tag that must be given too, for XRP and its like. */
  readonly tag?: string;
  readonly state?: string;
}
