// Trades of an account with itself: found, marked with both of their orders, and taken out of what its coins cost.
import type { AccountState, TrackedOrder } from '../../model/account.js';
import { minus } from '../../model/money.js';
import { selfTradesOf } from '../../model/trading/selfTrade.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import { forgetFees } from './fillCount.js';
import { withPush } from './fillPush.js';
import { executedByTrades, withoutFeeDue, withTrades } from './orderTrades.js';
import type { ReconcileContext } from './reconcileTypes.js';
import { keepOrder } from './trackedOrders.js';

/** Ids kept, so that /profit leaves them out; the latest are kept. */
export const selfTradesLimit = 2000;

/** True for the second row of a trade that is known as the other side of it: some list one for each side. */
export const isOtherSide = ({ account: { orders } }: UserRecord, { id, orderId, side }: Trade): boolean =>
  Object.values(orders).some((tracked) => tracked.order.id !== orderId && tracked.order.side !== side && tracked.trades.some((trade) => trade.id === id));

/** What an ended order lacks although all trades have been read, where it is the other side of orders of the same account. */
export function withLackingSelfTrades(record: UserRecord, tracked: TrackedOrder, now: number): TrackedOrder {
  const others = Object.values(record.account.orders).flatMap(({ trades }) => trades);
  const found = selfTradesOf(tracked.order, minus(tracked.order.executedVolume, executedByTrades(tracked)), others);
  const [first] = found;
  return first === undefined ? tracked : withPush(withTrades(tracked, found), first.id, now);
}

/** The record in which these trades are known to be with oneself: a message that told of a profit by them takes it back. */
export function markSelfTrades(record: UserRecord, ids: readonly string[], context: ReconcileContext): UserRecord {
  if (ids.length === 0) return record;
  const marked = { ...record, account: withoutCosts(record.account, ids) };
  return Object.values(marked.account.orders).reduce((next, before) => {
    const isOne = (trade: Trade): boolean => trade.self !== true && ids.includes(trade.id);
    if (!before.trades.some(isOne)) return next;
    const after: TrackedOrder = { ...withoutSale(before), trades: before.trades.map((trade) => (isOne(trade) ? { ...withoutFeeDue(trade), self: true } : trade)) };
    return keepOrder({ record: forgetFees(next, before.trades.filter(isOne), context), before, after, eventAt: context.now, context });
  }, marked);
}

const withoutSale = ({ sale: _sale, ...tracked }: TrackedOrder): TrackedOrder => tracked;

function withoutCosts(account: AccountState, ids: readonly string[]): AccountState {
  const { costs, selfTrades = [] } = account;
  const known = [...selfTrades, ...ids.filter((id) => !selfTrades.includes(id))].slice(-selfTradesLimit);
  return { ...account, selfTrades: known, ...(costs === undefined ? {} : { costs: { ...costs, recent: costs.recent.filter(({ id }) => !ids.includes(id)) } }) };
}
