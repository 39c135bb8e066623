// What a read of the withdrawals changes: what is seen, what moves on, how it ends, each told once.
import { bindWithdrawals, payoutTold } from '../../actions/resolving/bindWithdrawals.js';
import type { TrackedWithdrawal } from '../../model/account.js';
import type { PayoutTold } from '../../actions/actionKind.js';
import { readInvoice } from '../../lightning/readInvoice.js';
import { costOfPayment, isBolt } from '../../model/payments/lightning.js';
import { minus, ZERO } from '../../model/money.js';
import type { UserRecord } from '../../model/user.js';
import { isWithdrawalEnded, isWithdrawalStopped, type Withdrawal } from '../../model/payments/withdrawal.js';
import { withdrawalKey, type WithdrawalMoved } from '../../notifications/kinds/withdrawalMoved.js';
import { enqueue } from '../../notifications/outbox.js';
import { withdrawalMovement } from './movements.js';
import { lookUp, newsFrom, type ReconcileContext } from './reconcileTypes.js';
import { prunedRows, prunedTo } from './settledRows.js';
import { countMovements } from './unexplained.js';

type Tracked = Readonly<Record<string, TrackedWithdrawal>>;

const trackedOf = (record: UserRecord): Tracked => record.account.withdrawals ?? {};
const isSettled = ({ state }: TrackedWithdrawal): boolean => isWithdrawalEnded(state);

/** Withdrawals as read, in any order; older ones are told first. The same record when nothing of it is news. */
export function reconcileWithdrawals(record: UserRecord, withdrawals: readonly Withdrawal[], context: ReconcileContext): UserRecord {
  const from = toldFrom(record);
  const oldestFirst = [...withdrawals].sort((a, b) => a.createdAt - b.createdAt);
  // First those that are this bot's own doing: their card is where they are told.
  const bound = bindWithdrawals(record, oldestFirst, context.now);
  const next = oldestFirst.reduce((now, withdrawal) => reconcileWithdrawal(now, withdrawal, from, context), bound);
  if (next === record && record.account.withdrawals !== undefined) return record;
  return withWithdrawals(next, prunedRows(trackedOf(next), isSettled));
}

/** A first look at an account that was followed before withdrawals were: all that it finds is known, only what comes of it is told. */
function toldFrom(record: UserRecord): number {
  const { withdrawals, baselineAt } = record.account;
  return withdrawals === undefined && baselineAt !== undefined ? Infinity : newsFrom(record);
}

function reconcileWithdrawal(record: UserRecord, withdrawal: Withdrawal, from: number, context: ReconcileContext): UserRecord {
  const known = lookUp(trackedOf(record), withdrawal.id);
  if (known === undefined) return firstSight(record, withdrawal, from, context);
  const same = known.state === withdrawal.state && known.confirmations === withdrawal.confirmations && known.txid === withdrawal.txid;
  // An end is the end: an older answer that comes after it is no news.
  if (same || isSettled(known)) return record;
  const errorTold = known.errorTold === true || withdrawal.state === 'errored';
  const moved: TrackedWithdrawal = { ...track(withdrawal, context.now), moves: known.moves + 1, ...(errorTold ? { errorTold } : {}) };
  const edited = owe(keep(counted(record, withdrawal, context), moved), withdrawal, moved.moves, false, context);
  const isEnd = isWithdrawalEnded(withdrawal.state) || (withdrawal.state === 'errored' && known.errorTold !== true);
  return isEnd ? owe(edited, withdrawal, moved.moves, true, context) : edited;
}

function firstSight(record: UserRecord, withdrawal: Withdrawal, from: number, context: ReconcileContext): UserRecord {
  const { createdAt, state } = withdrawal;
  const isStopped = isWithdrawalStopped(state);
  const errorTold = state === 'errored' ? { errorTold: true } : {};
  if (isWithdrawalEnded(state) && createdAt <= prunedTo(trackedOf(record), isSettled)) return record;
  // What is older than all that is told is silent, and still takes its sum where it ended only now.
  if (createdAt < from) return keep(from === Infinity ? record : counted(record, withdrawal, context), { ...track(withdrawal, createdAt), ...errorTold });
  const kept = keep(counted(record, withdrawal, context), { ...track(withdrawal, context.now), ...errorTold });
  // The card of a payout is the message of its withdrawal: it must not go on saying that it is on its way.
  const shown = isStopped && Object.hasOwn(record.messages, withdrawalKey(withdrawal.id)) ? owe(kept, withdrawal, 0, false, context) : kept;
  return owe(shown, withdrawal, 0, isStopped, context);
}

/** A withdrawal locks its sum and takes it only when it has succeeded (PROTOCOL.md section 3, shapes): until then the balance in all is the same. */
function counted(record: UserRecord, withdrawal: Withdrawal, { now }: ReconcileContext): UserRecord {
  if (withdrawal.state !== 'succeed') return record;
  const { amount = withdrawal.amount } = toldOf(record, withdrawal);
  return countMovements(record, [withdrawalMovement(withdrawal, amount)], now);
}

/** A Lightning payment's own figures, where the history counts the fee otherwise. */
const toldOf = (record: UserRecord, withdrawal: Withdrawal): PayoutTold => ({ ...paymentTold(withdrawal), ...payoutTold(record, withdrawal) });

function track({ id, currency, amount, state, confirmations, txid, createdAt }: Withdrawal, movedAt: number): TrackedWithdrawal {
  return { id, currency, amount, state, createdAt, movedAt, moves: 0, ...(confirmations === undefined ? {} : { confirmations }), ...(txid === undefined ? {} : { txid }) };
}

const keep = (record: UserRecord, tracked: TrackedWithdrawal): UserRecord => withWithdrawals(record, { ...trackedOf(record), [tracked.id]: tracked });

const withWithdrawals = (record: UserRecord, withdrawals: Tracked): UserRecord => ({ ...record, account: { ...record.account, withdrawals } });

/** Owes the message of this step, or the edit of it; an end is told with a message of its own besides. */
function owe(record: UserRecord, withdrawal: Withdrawal, step: number, end: boolean, context: ReconcileContext): UserRecord {
  const { id, state, createdAt, doneAt } = withdrawal;
  const name = end ? `${state}:end` : step === 0 ? 'seen' : `${state}:${step}`;
  const eventAt = end ? doneAt ?? context.now : step === 0 ? createdAt : context.now;
  const row = { kind: 'withdrawalMoved', id: `${withdrawalKey(id)}:${name}`, data: dataOf(record, withdrawal, end, context), eventAt, messageKey: withdrawalKey(id) } as const;
  return enqueue(record, { ...row, ...(end ? { fresh: true } : {}) }, context.now);
}

function dataOf(record: UserRecord, withdrawal: Withdrawal, end: boolean, context: ReconcileContext): WithdrawalMoved {
  const { id, currency, amount, fee, destination, txid, confirmations, state } = withdrawal;
  const needed = context.neededConfirmations(currency);
  const told = toldOf(record, withdrawal);
  return {
    withdrawalId: id, currency, amount, fee, receives: minus(amount, fee), state, end,
    ...told, ...(told.lightning === true || destination === undefined ? {} : { destination }),
    ...(txid === undefined ? {} : { txid }),
    ...(confirmations === undefined ? {} : { confirmations }),
    ...(needed === undefined ? {} : { needed }),
  };
}

/** Of a payment that was made elsewhere, where the history names its invoice: an invoice that cannot be read leaves the row's figures. */
function paymentTold({ destination, amount, fee }: Withdrawal): PayoutTold {
  if (destination === undefined || !isBolt(destination)) return {};
  const invoice = readInvoice(destination);
  if ('fault' in invoice) return { lightning: true };
  const cost = costOfPayment(invoice.amountSat, { amount, fee });
  return { lightning: true, receives: cost.receives, fee: cost.fee ?? ZERO, amount: cost.amount };
}
