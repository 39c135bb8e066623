// Money coming in (API.txt, Models: Deposit; States).
import type { Decimal } from '../money.js';
import type { CurrencyCode } from '../trading/market.js';

/** The documented states are submitted, canceled, rejected, accepted, collected, skipped; others are kept as they are. */
export type DepositState = string;

export interface Deposit {
  readonly id: string;
  readonly currency: CurrencyCode;
  /** What is credited, net of the fee. */
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly txid?: string;
  /** Absent for fiat and where the exchange says "N/A". */
  readonly confirmations?: number;
  readonly state: DepositState;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly completedAt?: number;
}

const credited: ReadonlySet<string> = new Set(['accepted', 'collected', 'skipped']);
const ended: ReadonlySet<string> = new Set(['canceled', 'rejected', 'collected', 'skipped', 'refunding']);

const refused: ReadonlySet<string> = new Set(['canceled', 'rejected', 'refunding']);

/** True when the amount is not on the account and will not come, or goes back. */
export const isRefused = (state: DepositState): boolean => refused.has(state);
/** True when the amount is on the account. */
export const isCredited = (state: DepositState): boolean => credited.has(state);
/** True when the state will not change any more. */
export const isEnded = (state: DepositState): boolean => ended.has(state);
