// Reads from the exchange whatever may have been missed and puts it into the words of the reconciler.
import { balances as balancesEndpoint } from '../../exchange/endpoints/account/balances.js';
import { getOrder } from '../../exchange/endpoints/market/getOrder.js';
import { listDeposits } from '../../exchange/endpoints/account/listDeposits.js';
import { listOrders } from '../../exchange/endpoints/market/listOrders.js';
import { listTrades } from '../../exchange/endpoints/market/listTrades.js';
import { listWithdrawals } from '../../exchange/endpoints/account/listWithdrawals.js';
import type { ExchangeClient, Urgency } from '../../exchange/client.js';
import type { AccountState, TrackedOrder } from '../../model/account.js';
import type { Balance } from '../../model/balance.js';
import type { Deposit } from '../../model/payments/deposit.js';
import { isNotFound, ProtocolError } from '../../model/errors.js';
import { heldIn, joinRows, readPage, unreadIn, withUnread, type Rows } from '../../model/rows.js';
import { ZERO, isAbove } from '../../model/money.js';
import { isFinal, type Order } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import { isWithdrawalEnded, isWithdrawalStopped, type Withdrawal } from '../../model/payments/withdrawal.js';
import { isSettled } from '../reconciling/depositNews.js';
import { awaitsTrades } from '../reconciling/orderEnd.js';
import { executedByTrades } from '../reconciling/orderTrades.js';
import { lookUp, newsFrom, tradesOverlapMs, type AccountEvent } from '../reconciling/reconcileTypes.js';
import type { Go, TradesProgress } from './tradesProgress.js';

/** Rows per page: the largest the lists of deposits and withdrawals allow (API.txt). */
export const pageSize = 100;
/** Pages of one list read at most. */
export const pageLimits = { orders: 20, trades: 50, deposits: 10, withdrawals: 10, balances: 10 } as const;
/** Orders read one by one at most in one go. */
export const singleReadsLimit = 200;

export interface Reader {
  readonly client: ExchangeClient;
  readonly urgency: Urgency;
  readonly signal: AbortSignal;
}

export interface Pages<Row> {
  readonly rows: Rows<Row>;
  /** False when the limit of pages was reached first. */
  readonly whole: boolean;
}

/** Lists send no total (PROTOCOL.md section 3, pagination): a short page is the last. */
async function readPages<Row>(limit: number, read: (page: number) => Promise<Rows<Row>>, enough: (page: readonly Row[]) => boolean, first = 1): Promise<Pages<Row>> {
  const pages: Rows<Row>[] = [];
  for (let page = first; page < first + limit; page += 1) {
    const found = await readPage(page, read);
    pages.push(found);
    if (heldIn(found) < pageSize || (unreadIn(found) < heldIn(found) && enough(found))) return { rows: joinRows(pages), whole: true };
  }
  return { rows: joinRows(pages), whole: false };
}

/** Orders in `wait` and in `pending`, each once. @throws as ExchangeClient.call */
export async function readOpenOrders({ client, urgency, signal }: Reader): Promise<readonly Order[]> {
  const byId = new Map<string, Order>();
  // pending first: an order that moves on between the two reads is then found in one of them.
  for (const state of ['pending', 'wait']) {
    const read = (page: number) => client.call(listOrders, { states: [state], page, limit: pageSize }, { urgency, signal });
    const { rows } = await readPages(pageLimits.orders, read, () => false);
    // An exchange that ignores the filter answers with all.
    for (const order of rows) if (!isFinal(order.state)) byId.set(order.id, order);
  }
  return [...byId.values()];
}

/** One order as an event; `orderMissing` when the exchange says that it knows none of this id. @throws as ExchangeClient.call for the rest */
export async function readOrder({ client, urgency, signal }: Reader, orderId: string): Promise<AccountEvent> {
  try {
    return { type: 'order', order: await client.call(getOrder, { id: orderId }, { urgency, signal }), source: 'read' };
  } catch (error) {
    if (isNotFound(error)) return { type: 'orderMissing', orderId };
    throw error;
  }
}

/** One that cannot be read holds up no other, and stays as it is known. */
async function readEach(reader: Reader, orderIds: Iterable<string>): Promise<readonly AccountEvent[]> {
  const events: AccountEvent[] = [];
  for (const orderId of [...orderIds].slice(0, singleReadsLimit)) events.push(...await readReadable(reader, orderId));
  return events;
}

async function readReadable(reader: Reader, orderId: string): Promise<readonly AccountEvent[]> {
  try {
    return [await readOrder(reader, orderId)];
  } catch (error) {
    if (error instanceof ProtocolError) return [];
    throw error;
  }
}

/** One go of trades not older than `from` (ms since 1970), newest first. The exchange's own time filters cannot be relied on (PROTOCOL.md section 3). */
async function readTrades({ client, urgency, signal }: Reader, from: number, now: number, progress: TradesProgress): Promise<Go> {
  const older = (trade: Trade): boolean => trade.at < from;
  const read = (page: number) => client.call(listTrades, { page, limit: pageSize }, { urgency, signal });
  const { rows, whole } = await readPages(pageLimits.trades, read, (page) => page.some(older), progress.firstPage);
  return progress.take(rows.filter((trade) => !older(trade)), pageLimits.trades, whole, now, oldestUnread(rows, from));
}

/**
 * How old the oldest trade may be that could not be read, ms since 1970: as old as the next older one that could, else as `from`.
 * Undefined where there is none that is newer than `from`.
 */
function oldestUnread(trades: Rows<Trade>, from: number): number | undefined {
  const places = (trades.unread ?? []).filter((place) => (trades[place - 1]?.at ?? Infinity) >= from);
  return places.length === 0 ? undefined : Math.min(...places.map((place) => Math.max(from, trades[place]?.at ?? from)));
}

const openOrdersOf = (account: AccountState): readonly TrackedOrder[] => Object.values(account.orders).filter(({ order }) => !isFinal(order.state));

/** How far back trades are needed: what was read before, or, the first time, the fills of orders that are still open. */
function tradesFrom(account: AccountState, open: readonly Order[], now: number): number {
  if (account.tradesReadTo > 0) return account.tradesReadTo - tradesOverlapMs;
  const lacking = open.filter((order) => {
    const tracked = lookUp(account.orders, order.id);
    return isAbove(order.executedVolume, tracked === undefined ? ZERO : executedByTrades(tracked));
  });
  return Math.min(now, ...lacking.map((order) => order.createdAt)) - tradesOverlapMs;
}

function strangersIn(trades: readonly Trade[], record: UserRecord, read: ReadonlySet<string>): ReadonlySet<string> {
  const seen = new Set(record.account.seenTrades);
  const news = trades.filter((trade) => !seen.has(trade.id) && trade.at >= newsFrom(record));
  return new Set(news.map((trade) => trade.orderId).filter((id) => !read.has(id) && !Object.hasOwn(record.account.orders, id)));
}

export interface OrdersAndTrades {
  readonly events: readonly AccountEvent[];
  /** To be committed once the events are stored. */
  readonly go: Go;
}

/**
 * Reads orders (when `orders` is true) and trades; more trades than one go holds are read on by further calls with the same
 * `progress`. `now` is the exchange's time, ms since 1970. In the events orders come before their trades, so that nothing must
 * be told of an order that is not known.
 * @throws as ExchangeClient.call
 */
export async function readOrdersAndTrades(reader: Reader, record: UserRecord, orders: boolean, now: number, progress: TradesProgress): Promise<OrdersAndTrades> {
  const { account } = record;
  const open = orders ? await readOpenOrders(reader) : [];
  const listed = new Set(open.map((order) => order.id));
  const unlisted = orders ? openOrdersOf(account).map(({ order }) => order.id).filter((id) => !listed.has(id)) : [];
  const single = await readEach(reader, unlisted);
  const ended = [
    ...Object.values(account.orders).filter(awaitsTrades).map(({ order }) => order.id),
    ...single.flatMap((event) => (event.type === 'order' && isFinal(event.order.state) ? [event.order.id] : [])),
  ];
  const go = await readTrades(reader, tradesFrom(account, open, now), now, progress);
  const strangers = await readEach(reader, strangersIn(go.trades, record, new Set([...listed, ...unlisted])));
  const events: readonly AccountEvent[] = [
    ...open.map((order): AccountEvent => ({ type: 'order', order, source: 'read' })), ...single, ...strangers,
    ...(go.isCut ? [{ type: 'tradesLost', isCut: true } as const] : go.hasUnread ? [{ type: 'tradesLost' } as const] : []),
    { type: 'trades', trades: [...go.trades].reverse(), source: 'read' },
    // While older trades are still to be read, what is missing of an ended order may yet come.
    ...(go.readTo === undefined ? [] : [{ type: 'tradesRead', ended, readTo: go.readTo } as const]),
  ];
  return { events, go };
}

/** Deposits from the newest back to a page on which all are known and settled. @throws as ExchangeClient.call */
export function readDeposits({ client, urgency, signal }: Reader, account: AccountState): Promise<Pages<Deposit>> {
  const known = (deposit: Deposit): boolean => lookUp(account.deposits, deposit.id)?.state === deposit.state && isSettled(deposit.state);
  const read = (page: number) => client.call(listDeposits, { page, limit: pageSize }, { urgency, signal });
  return readPages(pageLimits.deposits, read, (page) => page.every(known));
}

/**
 * Withdrawals from the newest back to a page on which all are known and stopped, and at least back to the oldest that was
 * still under way. @throws as ExchangeClient.call
 */
export function readWithdrawals({ client, urgency, signal }: Reader, account: AccountState): Promise<Pages<Withdrawal>> {
  const tracked = account.withdrawals ?? {};
  const oldestOpen = Math.min(...Object.values(tracked).filter((one) => !isWithdrawalStopped(one.state)).map((one) => one.createdAt));
  const isOld = ({ id, state, createdAt }: Withdrawal): boolean => {
    const known = lookUp(tracked, id);
    return known !== undefined && createdAt < oldestOpen && (isWithdrawalEnded(known.state) || (known.state === state && isWithdrawalStopped(state)));
  };
  const read = (page: number) => client.call(listWithdrawals, { page, limit: pageSize }, { urgency, signal });
  return readPages(pageLimits.withdrawals, read, (page) => page.every(isOld));
}

/** All balances, each once. @throws as ExchangeClient.call */
export async function readBalances({ client, urgency, signal }: Reader): Promise<Rows<Balance>> {
  const read = (page: number) => client.call(balancesEndpoint, { page, limit: pageSize }, { urgency, signal });
  const { rows } = await readPages(pageLimits.balances, read, () => false);
  return withUnread([...new Map(rows.map((one) => [one.currency, one])).values()], rows.unread ?? []);
}

/**
 * What all balances are now. One that could not be read is not gone: while there is one, those not listed stay as they are known.
 * `readFrom`: when the reading began, the exchange's ms since 1970, where it may be counted from.
 */
export function balancesEvent(read: Rows<Balance>, record: UserRecord | undefined, readFrom?: number): AccountEvent {
  const from = readFrom === undefined ? {} : { readFrom };
  if (unreadIn(read) === 0 || record === undefined) return { type: 'balances', balances: read, ...from };
  const listed = new Set(read.map((one) => one.currency));
  return { type: 'balances', balances: [...read, ...Object.values(record.account.balances).filter((one) => !listed.has(one.currency))], hasUnread: true, ...from };
}

/** What is older than this may be unreadable without a doubt about what is new, ms. */
const oldRowMs = 86_400_000;

/** True where the list shows all that is new, as far back as it was read: no page is missing, and no row of the last day could not be read. `now` is the exchange's ms since 1970. */
export function isReadWhole({ rows, whole }: Pages<{ readonly createdAt: number }>, now: number): boolean {
  return whole && (rows.unread ?? []).every((place) => (rows[place - 1]?.createdAt ?? Infinity) < now - oldRowMs);
}
