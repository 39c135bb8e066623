// What trades mean for what the account's coins cost: the cost basis in its record, and what each order's sales came to by it.
import type { AccountState, TrackedOrder } from '../../model/account.js';
import { salesOf, settledTo, withRecent, type CostBasis, type Keeps, type OrderSale } from '../../model/trading/costBasis.js';
import { withoutSelfTrades } from '../../model/trading/selfTrade.js';
import { isFinal } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import { lookUp, tradesOverlapMs, type DescribeMarket } from './reconcileTypes.js';

/** A basis is taken in only while the next read of the trades still reaches back before it was begun, with this to spare, ms. */
const lateTradesMs = 300_000;

/**
 * Takes what a read told into the basis. Frames are not: they may be missed, and a basis that skips a trade is wrong, while
 * reads follow each other without a gap and bring the fees.
 */
export function countTrades(record: UserRecord, trades: readonly Trade[], describe: DescribeMarket): UserRecord {
  const { costs, selfTrades = [] } = record.account;
  if (costs === undefined) return record;
  const next = withRecent(costs, withoutSelfTrades(trades, new Set(selfTrades)).map(({ customOrderId: _id, takerSide: _side, ...trade }) => trade), describe);
  return next === costs ? record : withCosts(record, next);
}

/** What the sales of each order came to that has recent trades or may be filled further; none where the cost is not known. */
export function knownSales({ account: { costs } }: UserRecord, describe: DescribeMarket): ReadonlyMap<string, OrderSale> {
  return costs === undefined ? new Map() : salesOf(costs, describe);
}

/** The order with what its sales came to; the same one when that is known already or not known. */
export function withSale(tracked: TrackedOrder, sale: OrderSale | undefined): TrackedOrder {
  if (sale === undefined || tracked.order.side !== 'sell' || isSameSale(tracked.sale, sale)) return tracked;
  return { ...tracked, sale };
}

function isSameSale(a: OrderSale | undefined, b: OrderSale): boolean {
  return a !== undefined && a.unsure === b.unsure && (['sold', 'unbought', 'received', 'cost', 'fees'] as const).every((name) => a[name] === b[name]);
}

/** Trades were read in full up to `readTo`, ms since 1970: what the next read does not reach back to is settled. */
export function settleCosts(record: UserRecord, readTo: number, describe: DescribeMarket): UserRecord {
  const { costs } = record.account;
  if (costs === undefined) return record;
  const next = settledTo(costs, readTo - tradesOverlapMs, describe, keepsSalesOf(record));
  return next === costs ? record : withCosts(record, next);
}

/** Trades were given up unread: what the coins cost is not known until the whole history has been read again. */
export const loseCosts = (record: UserRecord): UserRecord => (record.account.costs === undefined ? record : withCosts(record, undefined));

/** The basis worked out from a history whose reading began at `readFrom`, ms since 1970; the same record when it comes too late. */
export function adoptCosts(record: UserRecord, costs: CostBasis, readFrom: number): UserRecord {
  const { tradesReadTo, costs: known } = record.account;
  const isHeardAgain = tradesReadTo > 0 && tradesReadTo - tradesOverlapMs <= readFrom - lateTradesMs;
  return known === undefined && isHeardAgain ? withCosts(record, costs) : record;
}

/** Orders that may be filled further, or whose end waits for trades. */
export const keepsSalesOf = ({ account: { orders } }: UserRecord): Keeps => (orderId) => {
  const tracked = lookUp(orders, orderId);
  return tracked !== undefined && (!isFinal(tracked.order.state) || !tracked.endTold);
};

function withCosts(record: UserRecord, next: CostBasis | undefined): UserRecord {
  return { ...record, account: next === undefined ? withoutCosts(record.account) : { ...record.account, costs: next } };
}

const withoutCosts = ({ costs: _costs, ...account }: AccountState): AccountState => account;
