// Every change of a balance is explained, or it is looked for: the one judgement of whether what is known of an account makes its balances what they are.
//
//   rest = what the balances have changed by - what the known fills, deposits and withdrawals change them by
//
// Each receipt counts once, when it is first heard, whichever comes first, it or the balance. A rest that stays is something
// not yet heard of: a deposit, which no frame tells, or news that was lost on the way.
import type { AccountState, Unexplained } from '../../model/account.js';
import { totalOf, type Balance } from '../../model/balance.js';
import { absolute, compare, decimal, isAbove, isNegative, isZero, larger, minus, negate, plus, sum, times, ZERO, type Decimal } from '../../model/money.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import { receivedOf } from './feeRates.js';
import { lookUp, type DescribeMarket, type Want } from './reconcileTypes.js';

/** The most a fee that is not known yet may be, of what is received: a rest below it may be that fee. */
const feeBound = decimal('0.01');
/** How far one fill's listed figures may be off for having been cut, in units of the coin. */
const cutCoins = decimal('0.00000001');
/** The same for rand. */
const cutRand = decimal('0.01');

/** What one event changes a currency's balance by, and how far that may be off. */
interface Movement {
  readonly currency: CurrencyCode;
  readonly amount: Decimal;
  /** For fees that are not known. May be negative: one has become known. */
  readonly slack?: Decimal;
  /** For figures that were cut. */
  readonly cut?: Decimal;
}

/** A rest that nothing has explained for this long is looked for no further, ms; the usual reads go on. */
export const restLimitMs = 120_000;

/** What is left over beyond what has been given up. */
const leftOf = ({ rest, givenUp = ZERO }: Unexplained): Decimal => minus(rest, givenUp);

/** True when what is left over is more than cut figures and unknown fees can be. */
export const isUnexplained = (one: Unexplained): boolean => isAbove(absolute(leftOf(one)), plus(one.slack, one.cut));

/** The record with movements that have just become known. Before the first catch-up has ended nothing counts: all of it is in the balances that are read last. */
export function countMovements(record: UserRecord, movements: readonly Movement[], now: number): UserRecord {
  if (record.account.baselineAt === undefined) return record;
  const byCurrency = new Map<CurrencyCode, Movement[]>();
  for (const movement of movements) {
    const known = byCurrency.get(movement.currency);
    if (known === undefined) byCurrency.set(movement.currency, [movement]);
    else known.push(movement);
  }
  return [...byCurrency].reduce((next, [currency, all]) => add(next, currency, {
    rest: negate(sum(all.map((one) => one.amount))), slack: sum(all.map((one) => one.slack ?? ZERO)), cut: sum(all.map((one) => one.cut ?? ZERO)),
  }, now), record);
}

/** The record in which a balance has changed by so much, and what is to be read at once where nothing known explains that. */
export function countChange(record: UserRecord, currency: CurrencyCode, change: Decimal, now: number): { readonly record: UserRecord; readonly wants: readonly Want[] } {
  if (record.account.baselineAt === undefined || isZero(change)) return { record, wants: [] };
  const next = add(record, currency, { rest: change, slack: ZERO, cut: ZERO }, now);
  const left = lookUp(next.account.unexplained ?? {}, currency);
  if (left === undefined || !isUnexplained(left)) return { record: next, wants: [] };
  return { record: next, wants: isNegative(leftOf(left)) ? ['withdrawals', 'trades'] : ['deposits', 'trades'] };
}

function add(record: UserRecord, currency: CurrencyCode, more: Pick<Unexplained, 'rest' | 'slack' | 'cut'>, now: number): UserRecord {
  const { [currency]: before, ...others } = record.account.unexplained ?? {};
  const after: Unexplained = {
    rest: plus(before?.rest ?? ZERO, more.rest), slack: larger(plus(before?.slack ?? ZERO, more.slack), ZERO), cut: plus(before?.cut ?? ZERO, more.cut), since: now,
    ...(before?.givenUp === undefined ? {} : { givenUp: before.givenUp }),
  };
  const isOver = !isAbove(absolute(after.rest), after.cut) && compare(after.slack, ZERO) <= 0;
  return withUnexplained(record, isOver ? others : { ...others, [currency]: after });
}

function withUnexplained(record: UserRecord, unexplained: NonNullable<AccountState['unexplained']>): UserRecord {
  return { ...record, account: Object.keys(unexplained).length === 0 ? whole(record.account) : { ...record.account, unexplained } };
}

const whole = ({ unexplained: _before, ...account }: AccountState): AccountState => account;

/** The record in which what has been looked for long enough is looked for no further; the same record where there is no such thing. */
export function giveUpRests(record: UserRecord, now: number): UserRecord {
  const old = Object.entries(record.account.unexplained ?? {}).filter(([, one]) => isUnexplained(one) && now - one.since >= restLimitMs);
  if (old.length === 0) return record;
  return withUnexplained(record, { ...record.account.unexplained, ...Object.fromEntries(old.map(([currency, one]) => [currency, { ...one, givenUp: one.rest }])) });
}

/** What a fill changes: the one currency comes, less the fee, and the other goes. */
export function movementsOf(trade: Trade, describe: DescribeMarket): readonly Movement[] {
  const { base, quote } = describe(trade.market);
  const isBuy = trade.side === 'buy';
  return [
    { currency: base, amount: isBuy ? trade.amount : negate(trade.amount), cut: cutCoins },
    { currency: quote, amount: isBuy ? negate(trade.total) : trade.total, cut: quote === 'zar' ? cutRand : cutCoins },
    trade.feeAmount === undefined ? { currency: receivedOf(trade, describe).currency, amount: ZERO, slack: trade.self === true ? ZERO : unknownFee(trade, describe) } : feeMovement(trade, trade.feeAmount, describe),
  ];
}

/** What a fee changes that has become known after its fill. */
export function feesLearnt(before: readonly Trade[], after: readonly Trade[], describe: DescribeMarket): readonly Movement[] {
  const lacking = new Set(before.filter((trade) => trade.feeAmount === undefined).map((trade) => trade.id));
  return after.flatMap((trade) => (trade.feeAmount === undefined || !lacking.has(trade.id) ? [] : [
    feeMovement(trade, trade.feeAmount, describe), { currency: receivedOf(trade, describe).currency, amount: ZERO, slack: negate(unknownFee(trade, describe)) },
  ]));
}

/** A fee is of what is received where the exchange does not say of what (PROTOCOL.md section 5); a rebate is a negative one. */
const feeMovement = (trade: Trade, fee: Decimal, describe: DescribeMarket): Movement =>
  ({ currency: trade.feeCurrency ?? receivedOf(trade, describe).currency, amount: negate(fee), cut: cutCoins });

const unknownFee = (trade: Trade, describe: DescribeMarket): Decimal => times(receivedOf(trade, describe).amount, feeBound);

/** From one known balance to the next. */
export const changeOf = (before: Balance | undefined, after: Balance | undefined): Decimal => minus(totalOf(after), totalOf(before));
