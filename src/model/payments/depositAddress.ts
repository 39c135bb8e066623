// Where a coin is to be sent to arrive on the account (API.txt, Deposit address; PROTOCOL.md section 3, shapes).
import type { Decimal } from '../money.js';
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

/** How a coin arrives, as far as the exchange tells. */
export interface DepositTerms {
  /** Over which network; `host` is where the exchange looks its addresses up, absent where only its withdrawals name the network. */
  readonly network?: { readonly name: string; readonly host?: string };
  /** Absent: none. */
  readonly least?: Decimal;
  /** Absent: none. */
  readonly fee?: Decimal;
  /** After how many confirmations it is credited; absent: not told. */
  readonly confirmations?: number;
}
