// Every change of a balance is explained, or it is looked for: the one judgement of whether what is known of an account makes its balances what they are.
//
//   rest = what the balances have changed by - what the known fills, deposits, withdrawals and vouchers change them by
//
// Each receipt counts once, when it is first heard, whichever comes first, it or the balance: where the two fit they meet, and
// where the sum is nothing all is explained. What stays open is something not yet heard of: a deposit, which no frame tells, or
// news that was lost on the way. What becomes of it is for restJudgement.ts.
import type { AccountState, OpenPiece, Unexplained } from '../../model/account.js';
import { totalOf, type Balance } from '../../model/balance.js';
import { absolute, isAbove, isNegative, isZero, larger, minus, negate, plus, sum, ZERO, type Decimal } from '../../model/money.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { UserRecord } from '../../model/user.js';
import type { Movement } from './movements.js';
import { lookUp, type Want } from './reconcileTypes.js';

/** An event stamped so long before the balances were read is in them, ms: balances may be read stale, and clocks differ. */
const staleMs = 10_000;
/** The exchange's clock may differ from ours by this, ms: where a currency is first heard of by a frame. */
const clocksMs = 40_000;
/** Open pieces kept of a currency: beyond it the two oldest become one. */
const piecesLimit = 16;
const nothing: Unexplained = { pieces: [], slack: ZERO };

/** What a balance is above what all that is known makes it; negative: below. */
export const restOf = ({ pieces }: Pick<Unexplained, 'pieces'>): Decimal => sum(pieces.map(({ amount }) => amount));
/** How far that may be off for figures that were cut. */
export const offOf = (pieces: readonly OpenPiece[]): Decimal => sum(pieces.map(({ off }) => off));

/** True when what is left over is more than cut figures and unknown fees can be. */
export const isUnexplained = (one: Unexplained): boolean => isAbove(absolute(restOf(one)), plus(one.slack, offOf(one.pieces)));

/** True where the currency's balance has been read, so that what changes can be told from what was always there. */
function isCounted({ baselineAt, recount, balancesUnread, balances }: AccountState, currency: CurrencyCode): boolean {
  return baselineAt !== undefined && recount !== true && (balancesUnread !== true || Object.hasOwn(balances, currency));
}

/** True for an event of this time (the exchange's ms since 1970) that was in the balance when it was first read, or whose currency's has not been read. */
function isPast({ account }: UserRecord, currency: CurrencyCode, at: number | undefined): boolean {
  if (!isCounted(account, currency)) return true;
  const from = lookUp(account.openRests ?? {}, currency)?.from ?? account.countedFrom ?? account.baselineAt ?? 0;
  return at !== undefined && at < from - staleMs;
}

/** The movements that count. Before the first catch-up has ended none does: all of it is in the balances that are read last. */
export const countable = (record: UserRecord, movements: readonly Movement[]): readonly Movement[] =>
  movements.filter(({ currency, at }) => !isPast(record, currency, at));

/** The record with movements that have just become known. `now` is ms since 1970. */
export function countMovements(record: UserRecord, movements: readonly Movement[], now: number): UserRecord {
  const counted = countable(record, movements);
  return [...new Set(counted.map(({ currency }) => currency))].reduce((next, currency) => {
    const all = counted.filter((one) => one.currency === currency);
    const piece: OpenPiece = { what: 'event', amount: negate(sum(all.map(({ amount }) => amount))), off: sum(all.map(({ off = ZERO }) => off)), at: now };
    return add(next, currency, piece, sum(all.map(({ slack = ZERO }) => slack)));
  }, record);
}

/** A balance before and after, and the exchange's ms since 1970 when its reading began, where it was read. */
export interface BalanceChange {
  readonly currency: CurrencyCode;
  readonly before: Balance | undefined;
  readonly after: Balance | undefined;
  readonly readFrom?: number | undefined;
}

/** The record in which a balance has changed, and what is to be read at once where nothing known explains that; `record` has the balance already. */
export function countChange(record: UserRecord, { currency, before, after, readFrom }: BalanceChange, now: number): { readonly record: UserRecord; readonly wants: readonly Want[] } {
  if (!isCounted(record.account, currency)) return { record, wants: [] };
  if (before === undefined && record.account.balancesUnread === true) return { record: beginCounting(record, currency, readFrom ?? now - clocksMs), wants: [] };
  const change = minus(totalOf(after), totalOf(before));
  if (isZero(change)) return { record, wants: [] };
  const next = add(record, currency, { what: 'change', amount: change, off: ZERO, at: now }, ZERO);
  const left = lookUp(next.account.openRests ?? {}, currency);
  if (left === undefined || !isUnexplained(left)) return { record: next, wants: [] };
  return { record: next, wants: wantsOf(change, restOf(left)) };
}

/** A deposit raises a balance however far an older fall is still open, and the balance may rise by less than what is not known of: both say where to look. */
const wantsOf = (change: Decimal, rest: Decimal): readonly Want[] => [
  ...(isNegative(change) && isNegative(rest) ? [] : ['deposits' as const]),
  ...(isNegative(change) || isNegative(rest) ? ['withdrawals' as const] : []),
  'trades',
];

const beginCounting = (record: UserRecord, currency: CurrencyCode, from: number): UserRecord =>
  withUnexplained(record, { ...record.account.openRests, [currency]: { ...nothing, from } });

function add(record: UserRecord, currency: CurrencyCode, piece: OpenPiece, slack: Decimal): UserRecord {
  const before = lookUp(record.account.openRests ?? {}, currency) ?? nothing;
  const pieces = isZero(piece.amount) ? loosened(before.pieces, piece.off) : place(before.pieces, piece, plus(before.slack, larger(slack, ZERO)));
  return withOne(record, currency, { ...before, pieces: limited(pieces), slack: larger(plus(before.slack, slack), ZERO) });
}

/** The record with this of a currency; nothing is kept where there is nothing to keep. */
export function withOne(record: UserRecord, currency: CurrencyCode, one: Unexplained): UserRecord {
  const others = Object.fromEntries(Object.entries(record.account.openRests ?? {}).filter(([other]) => other !== currency));
  const pieces = isZero(restOf(one)) ? [] : one.pieces.filter(({ amount, off, met }) => met !== true || isAbove(absolute(amount), off));
  const isWhole = pieces.length === 0 && isZero(one.slack) && one.closed === undefined && one.from === undefined;
  return withUnexplained(record, isWhole ? others : { ...others, [currency]: { ...one, pieces } });
}

function withUnexplained(record: UserRecord, openRests: NonNullable<AccountState['openRests']>): UserRecord {
  return { ...record, account: Object.keys(openRests).length === 0 ? whole(record.account) : { ...record.account, openRests } };
}

const whole = ({ openRests: _before, ...account }: AccountState): AccountState => account;

/**
 * The pieces with one more. It meets the oldest that it undoes exactly, else the oldest of the other sort that it fits within what
 * either may be off; what is left of the two stays with the time of the older. One that fits none stays by itself: its other half
 * may come in a moment, and the oldest unexplained change must not be taken for it.
 */
function place(pieces: readonly OpenPiece[], added: OpenPiece, slack: Decimal): readonly OpenPiece[] {
  const overOf = (one: OpenPiece): Decimal => plus(one.amount, added.amount);
  const fits = (one: OpenPiece): boolean => one.what !== added.what && isNegative(one.amount) !== isNegative(added.amount)
    && !isAbove(absolute(overOf(one)), sum([one.off, added.off, slack]));
  const met = pieces.find((one) => isZero(overOf(one))) ?? pieces.find(fits);
  if (met === undefined) return [...pieces, added];
  const left: OpenPiece = { what: 'change', amount: overOf(met), off: plus(met.off, added.off), at: met.at, met: true };
  return pieces.flatMap((one) => (one !== met ? [one] : isAbove(absolute(left.amount), left.off) ? [left] : []));
}

/** The newest piece may be off by more. */
function loosened(pieces: readonly OpenPiece[], off: Decimal): readonly OpenPiece[] {
  const last = pieces.at(-1);
  return last === undefined || isZero(off) ? pieces : [...pieces.slice(0, -1), { ...last, off: plus(last.off, off), met: true }];
}

function limited(pieces: readonly OpenPiece[]): readonly OpenPiece[] {
  const [first, second, ...others] = pieces;
  if (first === undefined || second === undefined || pieces.length <= piecesLimit) return pieces;
  return [{ ...second, amount: plus(first.amount, second.amount), off: plus(first.off, second.off), met: true }, ...others];
}

/** The record in which what is open is forgotten and nothing is counted until all balances have been read anew. */
export const loseCount = (record: UserRecord): UserRecord => ({ ...record, account: { ...whole(record.account), recount: true } });
