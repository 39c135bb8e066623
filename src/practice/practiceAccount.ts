// The practice account as a whole: begun, begun anew, its orders and trades kept within their limits; pure.
import { times, ZERO, type Decimal } from '../model/money.js';
import { isFinal } from '../model/trading/order.js';
import { endedPracticeOrdersLimit, practiceStartRand, practiceTradesLimit, type PracticeAccount, type PracticeOrder } from '../model/practice.js';
import type { Trade } from '../model/trading/trade.js';

/** R100 000 and nothing else; `lastId` is the latest order id ever given. `now` is ms since 1970. */
export function beginPractice(on: boolean, now: number, lastId = 0): PracticeAccount {
  return { on, since: now, funds: { zar: { currency: 'zar', available: practiceStartRand, locked: ZERO } }, orders: [], trades: [], lastId };
}

export const isOpen = ({ order }: PracticeOrder): boolean => !isFinal(order.state);

export const openOrdersOf = ({ orders }: PracticeAccount): readonly PracticeOrder[] => orders.filter(isOpen);

export const findPracticeOrder = ({ orders }: PracticeAccount, id: string): PracticeOrder | undefined => orders.find((one) => one.order.id === id);

/** The account with this order as it is now, new or known; of ended ones the oldest are forgotten. */
export function withOrder(account: PracticeAccount, changed: PracticeOrder): PracticeAccount {
  const isKnown = findPracticeOrder(account, changed.order.id) !== undefined;
  const orders = isKnown ? account.orders.map((one) => (one.order.id === changed.order.id ? changed : one)) : [...account.orders, changed];
  const ended = orders.filter((one) => !isOpen(one));
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - endedPracticeOrdersLimit)));
  return { ...account, orders: orders.filter((one) => !forgotten.has(one)) };
}

export const withTrade = (account: PracticeAccount, trade: Trade): PracticeAccount => ({ ...account, trades: [...account.trades, trade].slice(-practiceTradesLimit) });

/** What an open order has locked of what it gives: for a buy its price for all that is not filled, for a sell that amount. */
export function lockedBy({ order }: PracticeOrder): Decimal {
  return order.side === 'buy' ? times(order.price ?? ZERO, order.remainingVolume) : order.remainingVolume;
}
