// What a read of the deposits changes: what is seen, what moves on, what is credited, each told once.
import { depositKey } from '../../notifications/kinds/depositSeen.js';
import { enqueue } from '../../notifications/outbox.js';
import type { AccountState, TrackedDeposit } from '../../model/account.js';
import { isCredited, isEnded, isRefused, type Deposit } from '../../model/payments/deposit.js';
import { isPositive, negate } from '../../model/money.js';
import type { UserRecord } from '../../model/user.js';
import { invoicePaidBy, payInvoice } from './invoiceNews.js';
import { lookUp, newsFrom, unchanged, type ReconcileContext, type Step } from './reconcileTypes.js';
import { prunedRows, prunedTo } from './settledRows.js';
import { countMovements } from './unexplained.js';
import { depositMovement } from './movements.js';

/** True when nothing more is told of a deposit in this state: fiat may rest in `accepted` for ever. */
export const isSettled = (state: string): boolean => isEnded(state) || isCredited(state);
const isSettledRow = ({ state }: TrackedDeposit): boolean => isSettled(state);

/** Deposits as read, in any order; older ones are told first. */
export function reconcileDeposits(record: UserRecord, deposits: readonly Deposit[], context: ReconcileContext): Step {
  const oldestFirst = [...deposits].sort((a, b) => a.createdAt - b.createdAt);
  const next = oldestFirst.reduce((now, deposit) => reconcileDeposit(now, deposit, context), record);
  return unchanged(next === record ? record : withDeposits(next, prunedRows(next.account.deposits, isSettledRow)));
}

function reconcileDeposit(record: UserRecord, deposit: Deposit, context: ReconcileContext): UserRecord {
  const known = lookUp(record.account.deposits, deposit.id);
  if (known === undefined) return firstSight(record, deposit, context);
  if (known.state === deposit.state && known.confirmations === deposit.confirmations) return record;
  if (isRefused(deposit.state) && (known.creditTold || known.counted === true)) return takeBack(record, deposit, context);
  const credits = isCredited(deposit.state) && !known.creditTold;
  const kept = keep(record, deposit, known.creditTold || credits, known.counted);
  // Once credited, what the exchange does with the coins afterwards says nothing to the user.
  if (known.creditTold) return kept;
  const moved = !credits || hasMessage(record, deposit.id) ? oweSeen(kept, deposit, `${deposit.state}:${deposit.confirmations ?? 0}`, context.now, context) : kept;
  return credits ? oweCredited(known.counted === true ? moved : counted(moved, deposit, context), deposit, context) : moved;
}

function firstSight(record: UserRecord, deposit: Deposit, context: ReconcileContext): UserRecord {
  if (isSettled(deposit.state) && deposit.createdAt <= prunedTo(record.account.deposits, isSettledRow)) return record;
  const kept = keep(record, deposit, isCredited(deposit.state));
  const isOld = deposit.createdAt < newsFrom(record);
  if (!isCredited(deposit.state)) return isOld ? kept : oweSeen(kept, deposit, 'seen', deposit.createdAt, context);
  const known = counted(kept, deposit, context);
  return isOld ? known : oweCredited(known, deposit, context);
}

const counted = (record: UserRecord, deposit: Deposit, { now }: ReconcileContext): UserRecord => countMovements(record, [depositMovement(deposit)], now);

/** The exchange takes back what was on the account: told anew, for the message that said so is long read. */
function takeBack(record: UserRecord, deposit: Deposit, context: ReconcileContext): UserRecord {
  const { currency, amount, fee } = deposit;
  const movement = depositMovement({ currency, amount, fee });
  const kept = keep(countMovements(record, [{ ...movement, amount: negate(amount) }], context.now), deposit, false);
  return oweSeen(kept, deposit, `${deposit.state}:${deposit.confirmations ?? 0}`, context.now, context, true);
}

function hasMessage(record: UserRecord, id: string): boolean {
  return Object.hasOwn(record.messages, depositKey(id)) || record.outbox.some((row) => row.messageKey === depositKey(id));
}

function keep(record: UserRecord, deposit: Deposit, creditTold: boolean, isCounted?: true): UserRecord {
  const { id, currency, amount, state, confirmations, createdAt } = deposit;
  const tracked: TrackedDeposit = { id, currency, amount, state, creditTold, createdAt, ...(isCounted === undefined ? {} : { counted: isCounted }), ...(confirmations === undefined ? {} : { confirmations }) };
  return withDeposits(record, { ...record.account.deposits, [id]: tracked });
}

function withDeposits(record: UserRecord, deposits: AccountState['deposits']): UserRecord {
  return deposits === record.account.deposits ? record : { ...record, account: { ...record.account, deposits } };
}

function oweSeen(record: UserRecord, deposit: Deposit, suffix: string, eventAt: number, context: ReconcileContext, isFresh = false): UserRecord {
  const { id, currency, amount, txid, confirmations, state } = deposit;
  const needed = context.neededConfirmations(currency);
  const data = {
    depositId: id, currency, amount, state,
    ...(txid === undefined ? {} : { txid }),
    ...(confirmations === undefined ? {} : { confirmations }),
    ...(needed === undefined ? {} : { needed }),
  };
  return enqueue(record, { kind: 'depositSeen', id: `deposit:${id}:${suffix}`, data, eventAt, messageKey: depositKey(id), ...(isFresh ? { fresh: true } : {}) }, context.now);
}

/** A deposit that pays an invoice of ours turns that invoice's card too. */
function oweCredited(record: UserRecord, deposit: Deposit, context: ReconcileContext): UserRecord {
  const { id, currency, amount, fee, txid, completedAt } = deposit;
  const invoice = invoicePaidBy(record, deposit);
  const data = {
    depositId: id, currency, amount, ...(isPositive(fee) ? { fee } : {}), ...(txid === undefined ? {} : { txid }),
    ...(invoice === undefined ? {} : { invoice: { amountSat: invoice.amountSat, ...(invoice.note === undefined ? {} : { note: invoice.note }) } }),
  };
  return enqueue(invoice === undefined ? record : payInvoice(record, invoice, context.now), { kind: 'depositCredited', id: `deposit:${id}:credited`, data, eventAt: completedAt ?? context.now }, context.now);
}
