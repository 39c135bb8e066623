// What balance frames and balance reads change: both go through the one judgement of unexplained.ts.
import type { Balance } from '../../model/balance.js';
import type { UserRecord } from '../../model/user.js';
import { lookUp, unchanged, type ReconcileContext, type Step, type Want } from './reconcileTypes.js';
import { changeOf, countChange } from './unexplained.js';

const same = (a: Balance | undefined, b: Balance): boolean => a?.available === b.available && a.locked === b.locked;

/** One balance frame. Deposits are not streamed (RELIABILITY.md 0): what nothing known explains wants a look at them. */
export function reconcileBalance(record: UserRecord, balance: Balance, { now }: ReconcileContext): Step {
  const known = lookUp(record.account.balances, balance.currency);
  if (same(known, balance)) return unchanged(record);
  const next = { ...record, account: { ...record.account, balances: { ...record.account.balances, [balance.currency]: balance } } };
  return countChange(next, balance.currency, changeOf(known, balance), now);
}

/** All balances as read: what is not among them is gone. */
export function reconcileBalances(record: UserRecord, balances: readonly Balance[], { now }: ReconcileContext): Step {
  const known = record.account.balances;
  if (Object.keys(known).length === balances.length && balances.every((one) => same(lookUp(known, one.currency), one))) return unchanged(record);
  const read = Object.fromEntries(balances.map((one) => [one.currency, one]));
  const wants = new Set<Want>();
  let next: UserRecord = { ...record, account: { ...record.account, balances: read } };
  for (const currency of new Set([...Object.keys(known), ...Object.keys(read)])) {
    const step = countChange(next, currency, changeOf(lookUp(known, currency), lookUp(read, currency)), now);
    next = step.record;
    for (const want of step.wants) wants.add(want);
  }
  return { record: next, wants: [...wants] };
}
