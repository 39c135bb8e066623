// The rules a withdrawal must keep before its card is drawn, and the nearest amount that would keep them (API.txt, Models: Currency).
import type { Currency } from '../trading/market.js';
import { decimalPlaces, isAbove, isBelow, isPositive, minus, round, smaller, sum, ZERO, type Decimal } from '../money.js';
import { isGivenBack, type Withdrawal } from './withdrawal.js';

export type WithdrawalRule = 'disabled' | 'precision' | 'minimum' | 'funds' | 'limit24h' | 'limit72h' | 'fee';

export interface WithdrawalBreach {
  readonly rule: WithdrawalRule;
  /** An amount that breaks no rule, where there is one near. */
  readonly nearest?: Decimal;
}

export interface AskedWithdrawal {
  /** Fee included. */
  readonly amount: Decimal;
  readonly available: Decimal;
  /** Zero while it is not known. */
  readonly fee: Decimal;
  /** What may still leave within the two limits, where they are known. */
  readonly room: WithdrawalRoom;
}

export interface WithdrawalRoom {
  readonly within24h?: Decimal;
  readonly within72h?: Decimal;
}

/** The first rule that is broken; undefined when none is. */
export function findWithdrawalBreach(currency: Currency, asked: AskedWithdrawal): WithdrawalBreach | undefined {
  const { amount, available, fee, room } = asked;
  const least = currency.minWithdrawAmount;
  const most = smallest([available, room.within24h, room.within72h], currency.precision);
  const breach = (rule: WithdrawalRule, nearest?: Decimal): WithdrawalBreach => {
    const isGood = nearest !== undefined && isPositive(nearest) && !isBelow(nearest, least) && !isAbove(nearest, most) && isAbove(nearest, fee);
    return isGood ? { rule, nearest } : { rule };
  };
  if (!currency.withdrawalEnabled) return breach('disabled');
  if (decimalPlaces(amount) > currency.precision) return breach('precision', round(amount, currency.precision, 'down'));
  if (isBelow(amount, least)) return breach('minimum', round(least, currency.precision, 'up'));
  if (isAbove(amount, available)) return breach('funds', most);
  if (room.within24h !== undefined && isAbove(amount, room.within24h)) return breach('limit24h', most);
  if (room.within72h !== undefined && isAbove(amount, room.within72h)) return breach('limit72h', most);
  return isAbove(amount, fee) ? undefined : breach('fee');
}

const smallest = ([first = ZERO, ...others]: readonly (Decimal | undefined)[], places: number): Decimal =>
  round(others.reduce<Decimal>((least, one) => (one === undefined ? least : smaller(least, one)), first), places, 'down');

const hourMs = 3_600_000;

/** What may still leave, from the limits and the withdrawals of this currency that were read. `now` is ms since 1970. */
export function withdrawalRoom(currency: Currency, withdrawals: readonly Withdrawal[], now: number): WithdrawalRoom {
  const left = (limit: Decimal | undefined, hours: number): Decimal | undefined => {
    if (limit === undefined) return undefined;
    const counted = withdrawals.filter((one) => one.currency === currency.id && !isGivenBack(one.state) && one.createdAt > now - hours * hourMs);
    const gone = sum(counted.map((one) => one.amount));
    return isAbove(gone, limit) ? ZERO : minus(limit, gone);
  };
  const within24h = left(currency.withdrawLimit24h, 24);
  const within72h = left(currency.withdrawLimit72h, 72);
  return { ...(within24h === undefined ? {} : { within24h }), ...(within72h === undefined ? {} : { within72h }) };
}
