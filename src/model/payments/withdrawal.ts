// Money going out (API.txt, Models: Withdraw; States).
import type { Decimal } from '../money.js';
import type { CurrencyCode } from '../trading/market.js';

/** Documented: prepared, submitted, rejected, accepted, skipped, processing, succeed, canceled, failed, errored, confirming. */
export type WithdrawalState = string;

export interface Withdrawal {
  readonly id: string;
  readonly currency: CurrencyCode;
  /** Fee included (PROTOCOL.md section 3, shapes). */
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly txid?: string;
  /** Absent for fiat and where the exchange says "N/A". */
  readonly confirmations?: number;
  readonly destination?: string;
  readonly state: WithdrawalState;
  readonly note?: string;
  /** Lightning invoices and payment hashes in fields other than these: a payment is known by them. */
  readonly marks?: readonly string[];
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly doneAt?: number;
}

const unlocked: ReadonlySet<string> = new Set(['failed', 'rejected', 'canceled']);

/** True when it did not go through and its sum is free again (PROTOCOL.md section 3, shapes: these unlock). */
export const isGivenBack = (state: WithdrawalState): boolean => unlocked.has(state);
/** True when the state will not change any more; one stopped by an error may yet be sent. */
export const isWithdrawalEnded = (state: WithdrawalState): boolean => state === 'succeed' || isGivenBack(state);
/** True when the exchange has come to an end with it, for good or stopped by an error. */
export const isWithdrawalStopped = (state: WithdrawalState): boolean => isWithdrawalEnded(state) || state === 'errored';
