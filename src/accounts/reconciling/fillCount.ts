// Counts fills into what the balances should be, and their fees when they become known; pure.
import type { TrackedOrder } from '../../model/account.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import { feesLearnt, isFeeDue, movementsOf, released } from './movements.js';
import type { ReconcileContext } from './reconcileTypes.js';
import { countable, countMovements } from './unexplained.js';

/** The record with these fills counted, each with what its fee may be where that is not known. */
export const countFills = (record: UserRecord, trades: readonly Trade[], { now, describe }: ReconcileContext): UserRecord =>
  countMovements(record, trades.flatMap((trade) => movementsOf(trade, describe)), now);

/** The order in which those of `counted` wait for their fees that were counted without. `record` is as it was before they were counted. */
export function withFeesDue(tracked: TrackedOrder, counted: readonly Trade[], record: UserRecord, { describe }: ReconcileContext): TrackedOrder {
  const due = new Set(counted.filter((trade) => trade.feeAmount === undefined && trade.self !== true && countable(record, movementsOf(trade, describe)).length > 0).map(({ id }) => id));
  return due.size === 0 ? tracked : { ...tracked, trades: tracked.trades.map((trade) => (due.has(trade.id) ? { ...trade, feeDue: true } : trade)) };
}

/** The record with the fees counted that an order's fills were counted without. */
export const countFees = (record: UserRecord, before: readonly Trade[], after: readonly Trade[], { now, describe }: ReconcileContext): UserRecord =>
  countMovements(record, feesLearnt(before, after, describe), now);

/** The record in which the fees of these fills are waited for no longer: of a trade with oneself one of them may never be listed. */
export function forgetFees(record: UserRecord, trades: readonly Trade[], { now, describe }: ReconcileContext): UserRecord {
  const due = trades.filter(isFeeDue);
  return due.length === 0 ? record : countMovements(record, due.flatMap((trade) => [released(trade, describe), ...movementsOf({ ...trade, self: true }, describe).slice(2)]), now);
}
