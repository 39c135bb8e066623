// Reads an account's history back to a time, page by page: all own trades, deposits or withdrawals since then.
import type { ExchangeClient } from '../../exchange/client.js';
import { listDeposits } from '../../exchange/endpoints/account/listDeposits.js';
import { listTrades } from '../../exchange/endpoints/market/listTrades.js';
import { listWithdrawals } from '../../exchange/endpoints/account/listWithdrawals.js';
import type { Deposit } from '../../model/payments/deposit.js';
import { heldIn, readPage, unreadIn, type Rows } from '../../model/rows.js';
import type { Trade } from '../../model/trading/trade.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';

/** Rows of one read: what the exchange gives at most of deposits and withdrawals (API.txt). */
export const longHistoryPageSize = 100;
/** Pages of one list at most; with the page size, 10 000 rows. */
export const longHistoryPagesLimit = 100;

export interface HistoryRows {
  readonly trades: Trade;
  readonly deposits: Deposit;
  readonly withdrawals: Withdrawal;
}

export type HistoryKind = keyof HistoryRows;

export interface LongHistoryWish {
  /** ms since 1970; 0 for everything. */
  readonly since: number;
  /** Asked before each page but the first: true ends the reading there. */
  readonly isOutOfTime: () => boolean;
  /** Told after each page how many rows have been read. */
  readonly onPage: (rows: number) => void;
  /** Ends the reading with an error. */
  readonly signal?: AbortSignal;
}

export interface LongHistory<Row> {
  /** Newest first, each once, none from before `since`. */
  readonly rows: readonly Row[];
  /** False when a limit ended it, or the exchange gave the same page again, or a row could not be read: rows may be missing. */
  readonly complete: boolean;
  /** Time of the oldest row read, ms since 1970, `since` or not; undefined when there was none. */
  readonly readBackTo: number | undefined;
}

/** When it was made, ms since 1970. */
export const timeOfRow = (row: HistoryRows[HistoryKind]): number => ('at' in row ? row.at : row.createdAt);

/** Calls wait behind those of people who look at one thing. @throws as ExchangeClient.call; then nothing of what was read is given */
export function readLongHistory<Kind extends HistoryKind>(client: ExchangeClient, kind: Kind, wish: LongHistoryWish): Promise<LongHistory<HistoryRows[Kind]>> {
  return readBack(pagesOf(client, wish.signal)[kind], wish);
}

type Pages = { readonly [Kind in HistoryKind]: (page: number) => Promise<Rows<HistoryRows[Kind]>> };

function pagesOf(client: ExchangeClient, signal?: AbortSignal): Pages {
  const urgency = { urgency: 'background', ...(signal === undefined ? {} : { signal }) } as const;
  const limit = longHistoryPageSize;
  return {
    trades: (page) => client.call(listTrades, { limit, page }, urgency),
    deposits: (page) => client.call(listDeposits, { limit, page }, urgency),
    withdrawals: (page) => client.call(listWithdrawals, { limit, page }, urgency),
  };
}

/** A trade with oneself may be listed once for each side, under one id. */
const nameOf = (row: HistoryRows[HistoryKind]): string => ('side' in row ? `${row.id}:${row.side}` : row.id);

/** New rows push older ones to later pages, so that some come twice; none is left out. A list ends with a page that is not full. */
async function readBack<Row extends HistoryRows[HistoryKind]>(read: (page: number) => Promise<Rows<Row>>, { since, isOutOfTime, onPage }: LongHistoryWish): Promise<LongHistory<Row>> {
  const byId = new Map<string, Row>();
  let complete = false;
  let unread = 0;
  for (let page = 1; page <= longHistoryPagesLimit && !(page > 1 && isOutOfTime()); page += 1) {
    const found = await readPage(page, read);
    const known = byId.size;
    for (const row of found) byId.set(nameOf(row), row);
    onPage(byId.size);
    // Within a page rows may be out of order by a little; a whole page of older ones is far enough.
    complete = heldIn(found) < longHistoryPageSize || (found.length > 0 && found.every((row) => timeOfRow(row) < since));
    unread += unreadIn(found);
    if (complete || (byId.size === known && unreadIn(found) < heldIn(found))) break;
  }
  const all = [...byId.values()].sort((a, b) => timeOfRow(b) - timeOfRow(a));
  const oldest = all.at(-1);
  return { rows: all.filter((row) => timeOfRow(row) >= since), complete: complete && unread === 0, readBackTo: oldest === undefined ? undefined : timeOfRow(oldest) };
}
