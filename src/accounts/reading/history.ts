// Reads parts of an account's history for a person who looks at it: trades, deposits, withdrawals, the trades of one order, and one deposit.
import type { ExchangeClient } from '../../exchange/client.js';
import { depositByTxid } from '../../exchange/endpoints/account/depositByTxid.js';
import { listDeposits } from '../../exchange/endpoints/account/listDeposits.js';
import { listTrades } from '../../exchange/endpoints/market/listTrades.js';
import { listWithdrawals } from '../../exchange/endpoints/account/listWithdrawals.js';
import { readPages } from '../../exchange/endpoints/pages.js';
import type { AccountState } from '../../model/account.js';
import type { Deposit } from '../../model/payments/deposit.js';
import { isNotFound } from '../../model/errors.js';
import type { CurrencyCode, MarketId } from '../../model/trading/market.js';
import { isBelow, isZero, minus, sum } from '../../model/money.js';
import { oldestFirst } from '../../model/trading/averageEntry.js';
import { heldIn, unreadIn, type Rows } from '../../model/rows.js';
import type { Order } from '../../model/trading/order.js';
import { selfTradesOf } from '../../model/trading/selfTrade.js';
import type { Trade } from '../../model/trading/trade.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { countTrades, feesKnown } from '../reconciling/orderTrades.js';
import { lookUp } from '../reconciling/reconcileTypes.js';

/** Rows of one read: a dozen screens of eight, and within the 100 that deposits and withdrawals allow (API.txt). */
export const blockSize = 96;
/** Pages of 100 trades looked through for the trades of one order. */
export const orderTradesPagesLimit = 5;
const tradesPageSize = 100;
/** The exchange stamps an order and its trades with different clocks, ms. */
const stampSlackMs = 60_000;

/** Which rows of a list: `from` is 0 for the newest; `count` is at most blockSize. */
export interface Slice {
  readonly from: number;
  readonly count: number;
}

export interface History<Row> {
  readonly rows: readonly Row[];
  /** True when older rows follow. */
  readonly more: boolean;
}

export interface OrderTrades {
  /** Oldest first. */
  readonly trades: readonly Trade[];
  /** False when they do not account for all that the exchange says was executed. */
  readonly complete: boolean;
}

const forPerson = { urgency: 'person' } as const;

export function readTrades(client: ExchangeClient, slice: Slice & { readonly market?: MarketId }): Promise<History<Trade>> {
  const { market } = slice;
  return readSlice((page) => client.call(listTrades, { ...(market === undefined ? {} : { market }), limit: blockSize, page }, forPerson), slice);
}

export function readDeposits(client: ExchangeClient, slice: Slice & { readonly currency?: CurrencyCode }): Promise<History<Deposit>> {
  return readSlice((page) => client.call(listDeposits, { ...ofCurrency(slice), limit: blockSize, page }, forPerson), slice);
}

export function readWithdrawals(client: ExchangeClient, slice: Slice & { readonly currency?: CurrencyCode }): Promise<History<Withdrawal>> {
  return readSlice((page) => client.call(listWithdrawals, { ...ofCurrency(slice), limit: blockSize, page }, forPerson), slice);
}

/** A deposit over a blockchain by its transaction id; undefined when the exchange says that it knows none of this account's. @throws as ExchangeClient.call */
export async function readDeposit(client: ExchangeClient, txid: string): Promise<Deposit | undefined> {
  try {
    return await client.call(depositByTxid, { txid }, forPerson);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const ofCurrency = ({ currency }: { readonly currency?: CurrencyCode }): { readonly currency?: CurrencyCode } => (currency === undefined ? {} : { currency });

/** Lists send no total (PROTOCOL.md section 3, pagination): whether more follow is seen from one row beyond. At most two reads. */
async function readSlice<Row>(read: (page: number) => Promise<Rows<Row>>, { from, count }: Slice): Promise<History<Row>> {
  const start = from % blockSize;
  const page = Math.floor(from / blockSize) + 1;
  const first = await read(page);
  const places = start + count < blockSize || heldIn(first) < blockSize ? placesOf(first) : [...placesOf(first), ...placesOf(await read(page + 1))];
  return { rows: places.slice(start, start + count).flat(), more: places.length > start + count };
}

/** The rows and, at the end of their page, empty places for those that could not be read: each screen then begins where the one before ended. */
const placesOf = <Row>(page: Rows<Row>): readonly (readonly Row[])[] => [...page.map((row) => [row]), ...Array.from({ length: unreadIn(page) }, () => [])];

/** From what is known of the account where that is whole, else from the exchange's list of the market's trades. */
export async function readOrderTrades(client: ExchangeClient, order: Order, account: AccountState | undefined): Promise<OrderTrades> {
  if (isZero(order.executedVolume)) return { trades: [], complete: true };
  const tracked = account === undefined ? undefined : lookUp(account.orders, order.id);
  const isWhole = tracked !== undefined && accountsFor(tracked.trades, order) && feesKnown(tracked) && countTrades(tracked) === tracked.trades.length;
  if (isWhole) return { trades: tracked.trades, complete: true };
  const { items } = await readPages(client, listTrades, { market: order.market }, {
    pageSize: tradesPageSize, maxPages: orderTradesPagesLimit, stopWhen: (page) => page.some((trade) => trade.at < order.createdAt - stampSlackMs),
  }, forPerson);
  const byId = new Map(items.filter((trade) => trade.orderId === order.id).map((trade) => [trade.id, trade]));
  const own = [...byId.values()].reverse();
  const lacking = minus(order.executedVolume, sum(own.map((trade) => trade.amount)));
  const trades = oldestFirst([...own, ...selfTradesOf(order, lacking, items)]);
  return { trades, complete: accountsFor(trades, order) };
}

const accountsFor = (trades: readonly Trade[], order: Order): boolean => !isBelow(sum(trades.map((trade) => trade.amount)), order.executedVolume);
