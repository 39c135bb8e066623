// An alert on a balance: what is held of a currency, in orders included, falls below an amount.
import type { AccountState } from '../../model/account.js';
import type { BalanceBelowRule } from '../../model/alert.js';
import { totalOf } from '../../model/balance.js';
import { absolute, isBelow, percentChange, ZERO, type Decimal } from '../../model/money.js';
import type { AlertKind } from '../alertKind.js';
import { bandOf, checkPositive, hasLeftAt, leftAt } from '../limits.js';

/** Undefined before the account was first read; after that, what is not among the balances is nothing. */
function held(account: AccountState, currency: string): Decimal | undefined {
  const balance = Object.hasOwn(account.balances, currency) ? account.balances[currency] : undefined;
  if (balance !== undefined) return totalOf(balance);
  return account.baselineAt === undefined ? undefined : ZERO;
}

export const balanceBelow: AlertKind<BalanceBelowRule> = {
  name: 'balanceBelow',
  feed: 'account',
  followsAccount: true,
  check: ({ threshold }) => checkPositive(threshold),
  market: () => undefined,
  watches: () => [],
  stand(alert, { account }) {
    const value = held(account, alert.currency);
    if (value === undefined) return undefined;
    const holds = isBelow(value, alert.threshold);
    const leaving = leftAt('below', alert.threshold, bandOf(alert));
    const hasLeft = bandOf(alert) === ZERO ? !holds : hasLeftAt('below', leaving, value);
    return { value, holds, hasLeft, distance: holds ? ZERO : absolute(percentChange(value, alert.threshold)) };
  },
  firedData: ({ id, currency, threshold, repeat }, { standing, at }) =>
    ({ kind: 'balanceBelow', alertId: id, market: '', base: currency, quote: '', threshold, price: standing.value, firedAt: at, ...(repeat === undefined ? {} : { repeat }) }),
  rehearse: () => undefined,
};
