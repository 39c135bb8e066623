// Parts of an account's history: which pages are read, whether more follows, and the trades of one order.
import { describe, expect, it } from '@jest/globals';
import { blockSize, orderTradesPagesLimit, readDeposits, readOrderTrades, readTrades } from '../../../src/accounts/reading/history.js';
import type { ExchangeClient } from '../../../src/exchange/client.js';
import { emptyAccount } from '../../../src/model/account.js';
import { d, deposit, order, start, trade, withFee } from '../samples.js';

/** An exchange with one list, newest first, that is asked page by page. */
function clientWith(rows: readonly unknown[]): { readonly client: ExchangeClient; readonly asked: Record<string, unknown>[] } {
  const asked: Record<string, unknown>[] = [];
  const call = async (_endpoint: unknown, input: unknown): Promise<unknown> => {
    const { page, limit } = input as { page: number; limit: number };
    asked.push(input as Record<string, unknown>);
    return Promise.resolve(rows.slice((page - 1) * limit, page * limit));
  };
  return { client: { call: call as ExchangeClient['call'] }, asked };
}

const depositsOf = (count: number) => Array.from({ length: count }, (_, index) => deposit({ id: String(index) }));

describe('a slice of a list', () => {
  it.each([
    ['an empty list', 0, 0, [], false, [1]],
    ['a short list', 3, 0, [0, 1, 2], false, [1]],
    ['exactly one screen', 8, 0, [0, 1, 2, 3, 4, 5, 6, 7], false, [1]],
    ['one row more', 9, 0, [0, 1, 2, 3, 4, 5, 6, 7], true, [1]],
    ['past the end', 9, 16, [], false, [1]],
    ['the last screen of a full block', blockSize, blockSize - 8, [88, 89, 90, 91, 92, 93, 94, 95], false, [1, 2]],
    ['the last screen of a block with one row after it', blockSize + 1, blockSize - 8, [88, 89, 90, 91, 92, 93, 94, 95], true, [1, 2]],
    ['the first screen of the second block', blockSize + 1, blockSize, [96], false, [2]],
  ])('of %s', async (_name, length, from, ids, more, pages) => {
    const { client, asked } = clientWith(depositsOf(length));
    const read = await readDeposits(client, { from, count: 8, currency: 'btc' });
    expect([read.rows.map((row) => row.id), read.more]).toEqual([ids.map(String), more]);
    expect(asked.map((input) => [input['page'], input['limit'], input['currency']])).toEqual(pages.map((page) => [page, blockSize, 'btc']));
  });

  it('of all markets names none', async () => {
    const { client, asked } = clientWith([trade()]);
    expect(await readTrades(client, { from: 0, count: 8 })).toEqual({ rows: [trade()], more: false });
    expect(asked[0]).not.toHaveProperty('market');
  });
});

describe('the trades of an order', () => {
  const filled = order({ executed: '0.8' });
  const both = [withFee(trade({ id: '502' })), withFee(trade({ id: '501' }))];

  it('are none, unread, while nothing is executed', async () => {
    const { client, asked } = clientWith(both);
    expect([await readOrderTrades(client, order(), undefined), asked]).toEqual([{ trades: [], complete: true }, []]);
  });

  it('come from what is known where that is whole', async () => {
    const { client, asked } = clientWith([]);
    const tracked = { order: filled, trades: [...both].reverse(), endTold: false };
    expect(await readOrderTrades(client, filled, { ...emptyAccount, orders: { 77: tracked } })).toEqual({ trades: [...both].reverse(), complete: true });
    expect(asked).toEqual([]);
  });

  it.each([['a fee is not known', [trade({ id: '501' }), trade({ id: '502' })]], ['one is missing', [withFee(trade({ id: '501' }))]]])('are read, oldest first, where %s', async (_name, trades) => {
    const { client, asked } = clientWith([trade({ id: '503', orderId: '78' }), ...both]);
    const read = await readOrderTrades(client, filled, { ...emptyAccount, orders: { 77: { order: filled, trades, endTold: false } } });
    expect([read.trades.map((one) => one.id), read.complete, asked[0]?.['market']]).toEqual([['501', '502'], true, 'btczar']);
  });

  it('are whole where what is lacking was traded with an order of one’s own, which alone has it listed', async () => {
    const taker = order({ id: '90', executed: '0.4', averagePrice: d('0') });
    const listed = trade({ id: '601', orderId: '91', side: taker.side === 'buy' ? 'sell' : 'buy', takerSide: taker.side, amount: d('0.4'), at: taker.createdAt });
    const read = await readOrderTrades(clientWith([listed]).client, taker, undefined);
    expect([read.complete, read.trades.map((one) => [one.id, one.orderId, one.side, one.self])]).toEqual([true, [['601', '90', taker.side, true]]]);
    const known = { ...emptyAccount, orders: { 90: { order: taker, trades: read.trades, endTold: true } } };
    expect(await readOrderTrades(clientWith([]).client, taker, known)).toMatchObject({ complete: true });
  });

  it('are not whole when the exchange lists too few', async () => {
    expect(await readOrderTrades(clientWith([both[0]]).client, filled, undefined)).toMatchObject({ complete: false });
  });

  it('are looked for back to the order itself, and no further than the limit', async () => {
    const others = (at: number) => Array.from({ length: 2000 }, (_, index) => trade({ id: String(9000 - index), orderId: '78', at, amount: d('1') }));
    const [older, younger] = [clientWith(others(start - 3_600_000)), clientWith(others(start + 3_600_000))];
    await readOrderTrades(older.client, filled, undefined);
    await readOrderTrades(younger.client, filled, undefined);
    expect([older.asked.length, younger.asked.length]).toEqual([1, orderTradesPagesLimit]);
  });
});
