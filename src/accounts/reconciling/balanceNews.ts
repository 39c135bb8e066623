// What balance frames and balance reads change, and when a rise must mean a deposit.
import type { Balance } from '../../model/balance.js';
import { ZERO, isAbove, plus } from '../../model/money.js';
import type { UserRecord } from '../../model/user.js';
import { receivedOf } from './feeRates.js';
import { lookUp, unchanged, type ReconcileContext, type Step } from './reconcileTypes.js';

/** A fill, or a withdrawal that moved, explains a rise of its currency for this long; one second of it is for whole-second stamps. */
export const explainedMs = 11_000;

const totalOf = (balance: Balance | undefined) => (balance === undefined ? ZERO : plus(balance.available, balance.locked));
const same = (a: Balance | undefined, b: Balance): boolean => a?.available === b.available && a.locked === b.locked;

/** One balance frame. Deposits are not streamed (RELIABILITY.md 0): a rise that nothing known explains wants a look at them. */
export function reconcileBalance(record: UserRecord, balance: Balance, context: ReconcileContext): Step {
  const known = lookUp(record.account.balances, balance.currency);
  if (same(known, balance)) return unchanged(record);
  const rose = isAbove(totalOf(balance), totalOf(known));
  const next = { ...record, account: { ...record.account, balances: { ...record.account.balances, [balance.currency]: balance } } };
  return { record: next, wants: rose && !isExplained(record, balance.currency, context) ? ['deposits'] : [] };
}

function isExplained(record: UserRecord, currency: string, context: ReconcileContext): boolean {
  const isRecent = (at: number): boolean => Math.abs(context.now - at) < explainedMs;
  const byWithdrawal = Object.values(record.account.withdrawals ?? {}).some((one) => one.currency === currency && isRecent(one.movedAt));
  return byWithdrawal || Object.values(record.account.orders).some(({ trades }) => {
    const last = trades.at(-1);
    return last !== undefined && isRecent(last.at) && receivedOf(last, context.describe).currency === currency;
  });
}

/** All balances as read: what is not among them is gone. */
export function reconcileBalances(record: UserRecord, balances: readonly Balance[]): Step {
  const known = record.account.balances;
  if (Object.keys(known).length === balances.length && balances.every((one) => same(lookUp(known, one.currency), one))) return unchanged(record);
  return unchanged({ ...record, account: { ...record.account, balances: Object.fromEntries(balances.map((one) => [one.currency, one])) } });
}
