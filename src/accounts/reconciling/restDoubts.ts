// What may yet explain a change of a balance although no list does so now: deposits between two states, and what is under way.
import { isForExchange } from '../../actions/draft.js';
import { kindOf } from '../../actions/kinds/index.js';
import type { TrackedDeposit, TrackedOrder } from '../../model/account.js';
import type { Draft, DraftState } from '../../model/draft.js';
import { absolute, decimal, isAbove, isNegative, isPositive, larger, minus, plus, satsToBtc, sum, times, ZERO, type Decimal } from '../../model/money.js';
import { isCredited, isRefused } from '../../model/payments/deposit.js';
import { isGivenBack, isWithdrawalEnded } from '../../model/payments/withdrawal.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { UserRecord } from '../../model/user.js';
import { flowsOfFills, type Flow } from '../../model/trading/flow.js';
import { executedByTrades, isComplete } from './orderTrades.js';
import { depositMovement } from './movements.js';
import type { DescribeMarket, ReconcileContext } from './reconcileTypes.js';
import { countMovements } from './unexplained.js';

/** More than there is of anything. */
const unbounded = decimal('1000000000000000000');
/** What is older than this leaves no doubt any more, ms. */
export const doubtMs = 86_400_000;

const isAbout = (amount: Decimal, other: Decimal, bound: Decimal): boolean => !isAbove(absolute(minus(amount, other)), bound);

/**
 * The record in which a deposit counts whose money is on the account before its state says so, as an exchange may have it that looks
 * into a deposit first (PROTOCOL.md section 3, deposit); the same record where no deposit fits.
 */
export function countEarlyDeposit(record: UserRecord, currency: CurrencyCode, amount: Decimal, bound: Decimal, now: number): UserRecord {
  if (isNegative(amount)) return record;
  const early = pendingDeposits(record, currency, now).find((one) => one.state !== 'submitted' && one.amount !== undefined && isAbout(one.amount, amount, bound));
  if (early?.amount === undefined) return record;
  const deposits = { ...record.account.deposits, [early.id]: { ...early, counted: true as const } };
  return countMovements({ ...record, account: { ...record.account, deposits } }, [depositMovement({ currency, amount: early.amount, fee: ZERO })], now);
}

/** Neither on the account nor refused. */
function pendingDeposits({ account }: UserRecord, currency: CurrencyCode, now: number): readonly TrackedDeposit[] {
  return Object.values(account.deposits).filter((one) => one.currency === currency && one.counted !== true && !one.creditTold
    && !isCredited(one.state) && !isRefused(one.state) && now - one.createdAt < doubtMs);
}

/** A fee or a better price may make it more than was said, by so much of it. */
const spare = decimal('1.1');

/** True while something of this currency is known that may yet explain a change by `amount` (negative: a fall), all of it. */
export function isUnderWay(record: UserRecord, currency: CurrencyCode, amount: Decimal, bound: Decimal, { now, describe }: ReconcileContext): boolean {
  const way = isNegative(amount) ? 'out' : 'in';
  if (way === 'in' && (isComing(record, currency, amount, bound, now) || isTurnedToRand(record, currency, now))) return true;
  const flows = [
    ...Object.values(record.drafts).flatMap((draft) => ofDraft(draft, now)),
    ...Object.values(record.account.orders).flatMap((tracked) => ofOrder(tracked, now, describe)),
    ...leaving(record, now), ...turnedToRand(record, now),
  ];
  const open = flows.filter((flow) => flow.way === way && flow.currency === currency).map((flow) => flow.amount);
  return !isAbove(absolute(amount), plus(times(sum(open), spare), open.some(isPositive) ? bound : ZERO));
}

const openStates: ReadonlySet<DraftState> = new Set(['confirmed', 'sending', 'accepted', 'unknown']);

/** The most that an action of this account may move whose end is not known. */
function ofDraft(draft: Draft, now: number): readonly Flow[] {
  const isOpen = isForExchange(draft) && openStates.has(draft.state) && draft.leftBehind === undefined && now - draft.changedAt < doubtMs;
  return isOpen ? kindOf(draft.request).mayMove(draft.request) : [];
}

/** What is executed of an order beyond the fills that are known. */
function ofOrder(tracked: TrackedOrder, now: number, describe: DescribeMarket): readonly Flow[] {
  const { order } = tracked;
  if (isComplete(tracked) || now - order.updatedAt >= doubtMs) return [];
  const volume = minus(order.executedVolume, executedByTrades(tracked));
  return flowsOfFills(order.side, describe(order.market), volume, times(volume, larger(order.averagePrice, order.price ?? ZERO)));
}

/** Withdrawals without their end, also those that were stopped by an error. One whose amount was not kept may be any. */
function leaving({ account: { withdrawals = {} } }: UserRecord, now: number): readonly Flow[] {
  return Object.values(withdrawals).flatMap(({ amount = unbounded, currency, movedAt, state }) => (!isWithdrawalEnded(state) && now - movedAt < doubtMs ? [{ way: 'out', currency, amount }] : []));
}

/** What comes in by an invoice may be turned into rand on payment, which no list shows. */
function turnedToRand({ invoices = {} }: UserRecord, now: number): readonly Flow[] {
  return Object.values(invoices).flatMap(({ amountSat, conversionPart, createdAt }) =>
    (conversionPart !== undefined && isPositive(conversionPart) && now - createdAt < doubtMs ? [{ way: 'out', currency: 'btc', amount: satsToBtc(amountSat) }] : []));
}

const isTurnedToRand = (record: UserRecord, currency: CurrencyCode, now: number): boolean => currency === 'zar' && turnedToRand(record, now).length > 0;

/** A deposit of this size that is not credited yet, or a withdrawal of this size that was given back. */
function isComing(record: UserRecord, currency: CurrencyCode, amount: Decimal, bound: Decimal, now: number): boolean {
  const fits = (one: Decimal | undefined): boolean => one === undefined || isAbout(one, amount, bound);
  const { withdrawals = {} } = record.account;
  return pendingDeposits(record, currency, now).some((one) => fits(one.amount))
    || Object.values(withdrawals).some((one) => one.currency === currency && isGivenBack(one.state) && now - one.movedAt < doubtMs && fits(one.amount));
}
