// The practice account as the trading commands read it: the same questions as to a linked account, answered from the user's record.
import type { Balance } from '../model/balance.js';
import { RefusedError } from '../model/errors.js';
import type { MarketId } from '../model/trading/market.js';
import type { UserId } from '../model/message.js';
import { compare, sum } from '../model/money.js';
import type { Rows } from '../model/rows.js';
import type { Order } from '../model/trading/order.js';
import type { OwnReason } from '../model/ownReason.js';
import type { PracticeAccount } from '../model/practice.js';
import type { Trade } from '../model/trading/trade.js';
import type { Store } from '../storage/store.js';
import { beginPractice, findPracticeOrder, openOrdersOf } from './practiceAccount.js';

/** Asynchronous as the reads of a linked account are, so that commands need not tell them apart. */
export interface PracticeReads {
  balances(userId: UserId): Promise<Rows<Balance>>;
  /** Newest first. */
  openOrders(userId: UserId): Promise<readonly Order[]>;
  /** @throws RefusedError with status 404 for one it does not know, as the exchange does */
  order(userId: UserId, orderId: string): Promise<Order>;
  /** Newest first; those that have been forgotten are not said to be more. */
  trades(userId: UserId, slice: { readonly from: number; readonly count: number; readonly market?: MarketId }): Promise<{ readonly rows: readonly Trade[]; readonly more: boolean }>;
  /** Oldest first; not complete where some have been forgotten. */
  orderTrades(userId: UserId, order: Order): Promise<{ readonly trades: readonly Trade[]; readonly complete: boolean }>;
}

export function createPracticeReads(store: Pick<Store, 'read'>): PracticeReads {
  const accountOf = (userId: UserId): PracticeAccount => store.read(userId)?.practice ?? beginPractice(false, 0);
  return {
    balances: (userId) => Promise.resolve(Object.values(accountOf(userId).funds)),
    openOrders: (userId) => Promise.resolve(openOrdersOf(accountOf(userId)).map(({ order }) => order).reverse()),
    order: (userId, orderId) => {
      const placed = findPracticeOrder(accountOf(userId), orderId.toUpperCase());
      return placed === undefined ? Promise.reject(new RefusedError(404, ['own.practiceUnknown' satisfies OwnReason], 'practice order')) : Promise.resolve(placed.order);
    },
    trades: (userId, { from, count, market }) => {
      const all = accountOf(userId).trades.filter((trade) => market === undefined || trade.market === market).reverse();
      return Promise.resolve({ rows: all.slice(from, from + count), more: all.length > from + count });
    },
    orderTrades: (userId, order) => {
      const trades = accountOf(userId).trades.filter((trade) => trade.orderId === order.id);
      return Promise.resolve({ trades, complete: compare(sum(trades.map((trade) => trade.amount)), order.executedVolume) === 0 });
    },
  };
}
