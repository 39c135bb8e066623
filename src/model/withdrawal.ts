// Money going out (API.txt, Models: Withdraw; States).
import type { Decimal } from './money.js';
import type { CurrencyCode } from './market.js';

/** Documented: prepared, submitted, rejected, accepted, skipped, processing, succeed, canceled, failed, errored, confirming. */
export type WithdrawalState = string;

export interface Withdrawal {
  readonly id: string;
  readonly currency: CurrencyCode;
  /** Fee included (PROTOCOL.md section 3, shapes). */
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly txid?: string;
  readonly destination?: string;
  readonly state: WithdrawalState;
  readonly note?: string;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly doneAt?: number;
}
