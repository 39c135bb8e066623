// What becomes of a change that stays unexplained: told where it is certain that nothing listed explains it, else given up quietly.
//
// Certain is: for two minutes nothing explained it, every list that could was read whole by a read begun after that, and nothing of
// that currency is under way. A false "if this was not you" is worse than silence, so whatever leaves a doubt keeps it from being
// told; and each doubt is bounded by currency, direction and age, so that none keeps the account from being told for ever.
import type { OpenPiece, Unexplained } from '../../model/account.js';
import { absolute, decimal, isAbove, isNegative, larger, minus, negate, plus, round, smaller, sum, times, ZERO, type Decimal } from '../../model/money.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { UserRecord } from '../../model/user.js';
import { enqueue } from '../../notifications/outbox.js';
import { lookUp, type Looked, type ReconcileContext, type Want } from './reconcileTypes.js';
import { countEarlyDeposit, isUnderWay } from './restDoubts.js';
import { isUnexplained, offOf, restOf, withOne } from './unexplained.js';
import { countDraftCredits } from './draftCredits.js';

/** What nothing has explained for this long is judged, ms: some lists are late. */
export const restLimitMs = 120_000;
/** What is still in doubt after this long is given up, ms. */
export const giveUpMs = 600_000;
/** A balance is as it is now where it was read this long after the last piece, ms. */
const settledMs = 30_000;
/** Fees that are not known yet may be this many times what they usually are at most. */
const slackTimes = decimal('3');
/** Less than this is not worth a message: in rand, and of any coin. */
const dustRand = decimal('0.1');
const dustCoins = decimal('0.000001');

/** The record in which what can be judged of all that is unexplained has been; the same record where that is nothing. */
export function judgeRests(record: UserRecord, looked: Looked, context: ReconcileContext): UserRecord {
  return Object.keys(record.account.openRests ?? {}).reduce((next, currency) => judge(next, currency, looked, context), countDraftCredits(record, context.now));
}

/** What is over of a currency once what is old enough has been added up. */
interface Judged {
  readonly old: readonly OpenPiece[];
  readonly young: readonly OpenPiece[];
  /** What there is no reason for; negative: the balance fell. */
  readonly amount: Decimal;
  /** How much of what was closed before that explained after all. */
  readonly reopened: Decimal;
}

function judge(record: UserRecord, currency: CurrencyCode, looked: Looked, context: ReconcileContext): UserRecord {
  const { now } = context;
  const found = lookUp(record.account.openRests ?? {}, currency);
  if (found === undefined || !isUnexplained(found)) return record;
  const judged = judgedOf(found, now);
  const newest = Math.max(...judged.old.map(({ at }) => at));
  if (judged.old.length === 0 || (looked.readAt.balances ?? 0) < newest + settledMs) return record;
  const bound = plus(times(found.slack, slackTimes), offOf(judged.old));
  const oldest = Math.min(...judged.old.map(({ at }) => at));
  const isOver = now - Math.max(oldest, looked.watchedFrom) >= giveUpMs;
  // An event of which nothing is seen yet may only be ahead of its balance.
  if (!isAbove(absolute(judged.amount), larger(bound, dustOf(currency)))) return isOver ? withOne(record, currency, closed(found, judged, ZERO)) : record;
  const explained = countEarlyDeposit(record, currency, judged.amount, bound, now);
  if (explained !== record) return judge(explained, currency, looked, context);
  const isCertain = isStanding(found, judged, bound) && isReadSince(looked, judged.amount, newest + restLimitMs) && !isUnderWay(record, currency, judged.amount, bound, context);
  if (!isCertain && !isOver) return record;
  const next = withOne(record, currency, closed(found, judged, judged.amount));
  return isCertain ? tell(next, currency, judged.amount, oldest, now) : next;
}

/**
 * Of what stands long enough: events alone, of which no balance ever showed any, are no change of a balance, and what explains a
 * change that was told or given up is no other change.
 */
function judgedOf({ pieces, closed: before }: Unexplained, now: number): Judged {
  const old = pieces.filter(({ at }) => now - at >= restLimitMs);
  const net = sum(old.map(({ amount }) => amount));
  const size = absolute(net);
  const events = absolute(sum(old.filter(({ what, amount }) => what === 'event' && isSameWay(amount, net)).map(({ amount }) => amount)));
  const credit = smaller((isNegative(net) ? before?.rose : before?.fell) ?? ZERO, size);
  const isSeen = old.some(({ what }) => what === 'change');
  const late = isSeen ? smaller(credit, events) : size;
  const left = minus(size, late);
  return { old, young: pieces.filter((one) => !old.includes(one)), amount: isNegative(net) ? negate(left) : left, reopened: smaller(credit, late) };
}

/** What is not old yet says nothing against it: the sum of all goes the same way and as far, and no half of what is young is among the old. */
function isStanding(all: Unexplained, { old, young, amount }: Judged, bound: Decimal): boolean {
  const rest = restOf(all);
  const isBalanced = !isAbove(absolute(sum(young.map((one) => one.amount))), bound);
  return isSameWay(rest, amount) && !isAbove(absolute(amount), plus(absolute(rest), bound)) && (isBalanced || old.every((one) => isSameWay(one.amount, amount)));
}

const isSameWay = (a: Decimal, b: Decimal): boolean => isNegative(a) === isNegative(b);
const dustOf = (currency: CurrencyCode): Decimal => (currency === 'zar' ? dustRand : dustCoins);

/** Without what is old; `amount` of it is closed as told or given up. */
function closed(one: Unexplained, { old, young, reopened }: Judged, amount: Decimal): Unexplained {
  const { rose, fell } = one.closed ?? { rose: ZERO, fell: ZERO };
  const isFall = isNegative(sum(old.map((piece) => piece.amount)));
  const next = isFall
    ? { rose: minus(rose, reopened), fell: plus(fell, absolute(amount)) }
    : { rose: plus(rose, absolute(amount)), fell: minus(fell, reopened) };
  return { ...neverClosed(one), pieces: young, ...(isAbove(plus(next.rose, next.fell), ZERO) ? { closed: next } : {}) };
}

const neverClosed = ({ closed: _closed, ...one }: Unexplained): Unexplained => one;

/** Every list that could explain a change that way has been read whole by a read begun not before `from`. */
function isReadSince({ readAt }: Looked, amount: Decimal, from: number): boolean {
  const lists: readonly Want[] = ['trades', 'balances', isNegative(amount) ? 'withdrawals' : 'deposits'];
  return lists.every((list) => (readAt[list] ?? 0) >= from);
}

/** Nothing is late about it: it is news once it is certain. */
function tell(record: UserRecord, currency: CurrencyCode, amount: Decimal, since: number, now: number): UserRecord {
  const way = isNegative(amount) ? 'fell' : 'rose';
  const data = { currency, amount: round(absolute(amount), currency === 'zar' ? 2 : 8, 'nearest'), way } as const;
  return enqueue(record, { kind: 'balanceUnexplained', id: `unexplained:${currency}:${way}:${since}`, data, eventAt: now }, now);
}

/** What is given up by the change from one record to the next, for the log: closed and not told. */
export function givenUpBetween(before: UserRecord, after: UserRecord): readonly CurrencyCode[] {
  const closedOf = ({ account }: UserRecord, currency: CurrencyCode): Decimal => {
    const { rose, fell } = lookUp(account.openRests ?? {}, currency)?.closed ?? { rose: ZERO, fell: ZERO };
    return plus(rose, fell);
  };
  const told = new Set(after.outbox.filter((row) => row.kind === 'balanceUnexplained' && !before.outbox.includes(row)).map(({ data }) => data['currency']));
  return Object.keys(after.account.openRests ?? {}).filter((currency) => !told.has(currency) && isAbove(closedOf(after, currency), closedOf(before, currency)));
}
