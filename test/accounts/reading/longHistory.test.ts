// Reading a list back to a time: how far, how often, and what is said of what is missing.
import { describe, expect, it } from '@jest/globals';
import { longHistoryPageSize, longHistoryPagesLimit, readLongHistory, type LongHistoryWish } from '../../../src/accounts/reading/longHistory.js';
import type { ExchangeClient } from '../../../src/exchange/client.js';
import type { Deposit } from '../../../src/model/payments/deposit.js';
import { deposit, start, trade } from '../samples.js';

const size = longHistoryPageSize;
/** Newest first, one a second; the id says how old. */
const list = (count: number): Deposit[] => Array.from({ length: count }, (_, age) => deposit({ id: String(age), createdAt: start - age * 1000 }));

async function read(rows: readonly unknown[] | ((page: number) => readonly unknown[]), over: Partial<LongHistoryWish> = {}) {
  const pages: number[] = [];
  const told: number[] = [];
  const call = async (_endpoint: unknown, input: unknown): Promise<unknown> => {
    const { page, limit } = input as { page: number; limit: number };
    pages.push(page);
    expect(limit).toBe(size);
    return Promise.resolve(typeof rows === 'function' ? rows(page) : rows.slice((page - 1) * limit, page * limit));
  };
  const client: ExchangeClient = { call: call as ExchangeClient['call'] };
  const history = await readLongHistory(client, 'deposits', { since: 0, isOutOfTime: () => false, onPage: (count) => told.push(count), ...over });
  return { ...history, ids: history.rows.map((row) => Number(row.id)), pages, told };
}

describe('a list read back', () => {
  it.each([[0, [1]], [1, [1]], [size - 1, [1]], [size, [1, 2]], [size + 1, [1, 2]], [3 * size, [1, 2, 3, 4]]])('of %p rows is whole', async (count, pages) => {
    const found = await read(list(count));
    expect([found.ids, found.complete, found.pages]).toEqual([list(count).map((_, age) => age), true, pages]);
  });

  it('ends with the first page that is all older than the time, and gives nothing older', async () => {
    const found = await read(list(5 * size), { since: start - (size + 9) * 1000 });
    expect([found.ids.length, found.complete, found.pages, found.readBackTo]).toEqual([size + 10, true, [1, 2, 3], start - (3 * size - 1) * 1000]);
  });

  it('gives each row once though new ones push the others to later pages', async () => {
    const rows = list(2 * size + 5);
    const found = await read((page) => [deposit({ id: 'new1', createdAt: start + 1 }), deposit({ id: 'new2', createdAt: start + 2 }), ...rows].slice(page === 1 ? 2 : 0).slice((page - 1) * size, page * size));
    expect([found.ids, found.complete]).toEqual([rows.map((_, age) => age), true]);
  });

  it('sorts what comes out of order', async () => {
    expect((await read([...list(9)].reverse())).ids).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('stops where an exchange gives the same page again, and does not call that whole', async () => {
    const found = await read(() => list(size));
    expect([found.ids.length, found.complete, found.pages]).toEqual([size, false, [1, 2]]);
  });

  it('stops after so many pages, and does not call that whole', async () => {
    const found = await read((page) => list(size).map((row) => ({ ...row, id: `${page}-${row.id}`, createdAt: start - page })));
    expect([found.pages.length, found.complete, found.readBackTo]).toEqual([longHistoryPagesLimit, false, start - longHistoryPagesLimit]);
  });

  it('stops when its time is over, after one page at least, and does not call that whole', async () => {
    const found = await read(list(9 * size), { isOutOfTime: () => true });
    expect([found.pages, found.complete, found.ids.length]).toEqual([[1], false, size]);
  });

  it('tells after each page how many rows there are', async () => expect((await read(list(size + 3))).told).toEqual([size, size + 3]));

  it('of trades goes by when they were made', async () => {
    const client: ExchangeClient = { call: (async () => Promise.resolve([trade({ at: start }), trade({ id: '1', at: start - 1 })])) as unknown as ExchangeClient['call'] };
    const found = await readLongHistory(client, 'trades', { since: start, isOutOfTime: () => false, onPage: () => undefined });
    expect(found).toMatchObject({ rows: [{ id: '501' }], complete: true, readBackTo: start - 1 });
  });
});
