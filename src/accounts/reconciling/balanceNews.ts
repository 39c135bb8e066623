// What balance frames and balance reads change: both go through the one judgement of unexplained.ts.
import type { AccountState } from '../../model/account.js';
import type { Balance } from '../../model/balance.js';
import type { UserRecord } from '../../model/user.js';
import { lookUp, unchanged, type AccountEvent, type ReconcileContext, type Step, type Want } from './reconcileTypes.js';
import { countChange } from './unexplained.js';
import { countDraftCredits } from './draftCredits.js';

const same = (a: Balance | undefined, b: Balance): boolean => a?.available === b.available && a.locked === b.locked;

/** One balance frame. Deposits are not streamed (RELIABILITY.md 0): what nothing known explains wants a look at them. */
export function reconcileBalance(record: UserRecord, balance: Balance, { now }: ReconcileContext): Step {
  const before = lookUp(record.account.balances, balance.currency);
  if (same(before, balance)) return unchanged(record);
  const next = { ...record, account: { ...record.account, balances: { ...record.account.balances, [balance.currency]: balance } } };
  return countChange(countDraftCredits(next, now), { currency: balance.currency, before, after: balance }, now);
}

/** All balances as read: what is not among them is gone. */
export function reconcileBalances(record: UserRecord, { balances, hasUnread, readFrom }: AccountEvent & { readonly type: 'balances' }, { now }: ReconcileContext): Step {
  const known = record.account.balances;
  const account = withState(record.account, hasUnread === true, readFrom);
  if (account === record.account && Object.keys(known).length === balances.length && balances.every((one) => same(lookUp(known, one.currency), one))) return unchanged(record);
  const read = Object.fromEntries(balances.map((one) => [one.currency, one]));
  if (record.account.recount === true) return unchanged({ ...record, account: { ...account, balances: read } });
  const wants = new Set<Want>();
  let next = countDraftCredits({ ...record, account: { ...record.account, balances: read } }, now);
  for (const currency of new Set([...Object.keys(known), ...Object.keys(read)])) {
    const step = countChange(next, { currency, before: lookUp(known, currency), after: lookUp(read, currency), readFrom }, now);
    next = step.record;
    for (const want of step.wants) wants.add(want);
  }
  return { record: { ...next, account: withState(next.account, hasUnread === true, readFrom) }, wants: [...wants] };
}

/** What is known of which balances have been read; the same state where this read says nothing new of it. */
function withState(account: AccountState, hasUnread: boolean, readFrom: number | undefined): AccountState {
  const isFirst = account.baselineAt === undefined;
  const isCountedAnew = account.recount === true && readFrom !== undefined;
  const isPartial = hasUnread && (isFirst || isCountedAnew || account.balancesUnread === true);
  if (!isCountedAnew && isPartial === (account.balancesUnread === true)) return account;
  const partly: AccountState = isPartial ? { ...account, balancesUnread: true } : withoutUnread(account);
  return isCountedAnew ? { ...withoutRecount(partly), countedFrom: readFrom } : partly;
}

const withoutUnread = ({ balancesUnread: _unread, ...account }: AccountState): AccountState => account;
const withoutRecount = ({ recount: _recount, ...account }: AccountState): AccountState => account;
