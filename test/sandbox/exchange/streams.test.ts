import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { startExchange, type ExchangeOptions, type SimulatedExchange } from '../../../src/sandbox/exchange/index.js';
import { call, Listener, object, signed, until, type Key } from './exchangeClient.js';

let exchange: SimulatedExchange;
let key: Key;
let listeners: Listener[] = [];

async function start(options: ExchangeOptions = {}): Promise<void> {
  await exchange.stop();
  exchange = await startExchange({ otherTraders: false, processingDelayMs: 5, ...options });
  key = exchange.control.createAccount({ balances: { btc: '1', zar: '100000' } });
}

beforeEach(async () => {
  exchange = await startExchange({ otherTraders: false, processingDelayMs: 5 });
  key = exchange.control.createAccount({ balances: { btc: '1', zar: '100000' } });
});
afterEach(async () => {
  for (const { socket } of listeners) socket.terminate();
  listeners = [];
  await exchange.stop();
});

function open(path: string, headers: Record<string, string> = {}): Listener {
  const listener = new Listener(exchange.streamUrl + path, headers);
  listeners.push(listener);
  return listener;
}
const openPublic = (query = ''): Promise<Listener> => open(`/public${query}`).greeted();
const openPrivate = (query = ''): Promise<Listener> => open(`/private${query}`, signed(key)).greeted();

async function place(body: Record<string, unknown>): Promise<number> {
  return object(await call(exchange.restUrl, 'POST', '/market/orders', key, body))['id'] as number;
}

describe('a stream connection', () => {
  it('is greeted with an ack that lists no streams when it names none', async () => {
    expect((await openPublic()).acks()).toEqual([{ message: 'subscribed', streams: [] }]);
  });

  it.each([
    ['repeated stream=', '?stream=btczar.ob-inc&stream=ethzar.trades', ['btczar.ob-inc', 'ethzar.trades']],
    ['a comma list', '?stream=btczar.ob-inc,ethzar.trades', ['btczar.ob-inc', 'ethzar.trades']],
    ['a name without stream=', '?stream=btczar.ob-inc&ethzar.ob-inc', ['btczar.ob-inc']],
    ['two question marks', '??stream=btczar.ob-inc', []],
    ['an escaped comma', '?stream=btczar.trades%2Cethzar.trades', []],
    ['private names without credentials', '?stream=order,btczar.trades,balance', ['btczar.trades']],
  ])('with %s in its address listens to the streams the ack lists', async (_, query, streams) => {
    const listener = await openPublic(query);
    await until(() => listener.acks().some((ack) => ack['message'] === 'subscribed'));
    expect(listener.acks().at(-1)).toEqual({ message: 'subscribed', streams });
  });

  it('is told every current stream in each ack, public ones first', async () => {
    const listener = await openPrivate('?stream=order');
    await listener.subscribe('btczar.trades', 'balance');
    expect(listener.acks().at(-1)).toEqual({ message: 'subscribed', streams: ['btczar.trades', 'order', 'balance'] });
    listener.socket.send('{"event":"unsubscribe","streams":["order","never"]}');
    await until(() => listener.acks().length === 3);
    expect(listener.acks().at(-1)).toEqual({ message: 'unsubscribed', streams: ['btczar.trades', 'balance'] });
  });

  it.each([
    ['{"event":"join","streams":["x.y"]}', '{"error":"Could not parse Type: Invalid event"}'],
    ['{"event":"subscribe"}', '{"error":"No streams provided"}'],
    ['{"event":"subscribe","streams":"order"}', '{"success":{"message":"subscribed","streams":[]}}'],
    ['{"event":"subscribe","streams":["admin.btczar.sys"]}', '{"success":{"message":"cannot subscribe to admin.btczar.sys"}}'],
    ['{', '{"error":"Could not parse message: invalid character looking for beginning of value"}'],
    ['ping', 'pong'],
  ])('answers %s with %s', async (sent, answer) => {
    const listener = await openPublic();
    listener.socket.send(sent);
    await until(() => listener.texts.length > 1);
    expect(listener.texts[1]).toBe(answer);
  });

  it.each([[511, null], [512, null], [513, 1009]])('may send a frame of %d bytes: close code %p', async (size, code) => {
    const listener = await openPublic();
    listener.socket.send('x'.repeat(size));
    await until(() => listener.texts.length > 1 || listener.closeCode !== null);
    expect(listener.closeCode).toBe(code);
  });

  it.each([
    ['/private', {}, 401], ['/private', { 'X-Auth-Apikey': 'ffffffffffffffff', 'X-Auth-Nonce': '1', 'X-Auth-Signature': 'x' }, 401],
    ['/elsewhere', {}, 404], ['/public', { Origin: 'https://elsewhere.example' }, 403],
  ])('to %s with headers %j is refused with %d', async (path, headers, status) => {
    const socket = new WebSocket(exchange.streamUrl + path, { headers });
    const refused = await new Promise((resolve) => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.on('error', () => undefined);
    });
    expect(refused).toBe(status);
    socket.terminate();
  });

  it('is pinged, and cut when it does not answer', async () => {
    await start({ pingIntervalMs: 30 });
    const listener = await openPublic();
    await until(() => listener.pings >= 3);
    const deaf = new WebSocket(`${exchange.streamUrl}/public`, { autoPong: false });
    const code = await new Promise((resolve) => deaf.on('close', resolve));
    expect([code, listener.closeCode]).toEqual([1006, null]);
  });
});

describe('the order book stream', () => {
  const inc = 'btczar.ob-inc';
  const snap = 'btczar.ob-snap';

  it('sends the snapshot, the stored increments and only then the ack, and all of it again when asked again', async () => {
    exchange.control.otherTrader.placeLimit('btczar', 'sell', '840000', '0.5');
    exchange.control.otherTrader.placeLimit('btczar', 'sell', '841000', '0.5');
    const listener = await openPublic();
    for (const round of [1, 2]) {
      await listener.subscribe(inc);
      expect(listener.frames().map((frame) => Object.keys(frame)[0]).slice(-4)).toEqual([snap, inc, inc, 'success']);
      expect(listener.of(snap)).toHaveLength(round);
    }
  });

  it('numbers increments from the snapshot on, one side at a time, the absolute volume as text and "" for a level that is gone', async () => {
    const listener = await openPublic(`?stream=${inc}`);
    const sequence = listener.of(snap)[0]!['sequence'] as number;
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.5');
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.25');
    const id = await place({ market: 'btczar', side: 'sell', price: '999999', volume: '0.1' });
    await until(() => listener.of(inc).length === 3);
    exchange.control.cancelOrder(id);
    await until(() => listener.of(inc).length === 4);
    expect(listener.of(inc)).toEqual([
      { bids: ['700000.0', '0.5'], sequence: sequence + 1 }, { bids: ['700000.0', '0.75'], sequence: sequence + 2 },
      { asks: ['999999.0', '0.1'], sequence: sequence + 3 }, { asks: ['999999.0', ''], sequence: sequence + 4 },
    ]);
  });

  it('sends lists of pairs on both sides when that variant is chosen', async () => {
    await start({ frames: { increment: 'nested' } });
    const listener = await openPublic(`?stream=${inc}`);
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.5');
    await until(() => listener.of(inc).length === 1);
    expect(listener.of(inc)[0]).toEqual({ asks: [], bids: [['700000.0', '0.5']], sequence: 2 });
  });

  it('rebuilt from its frames is the book that the depth request shows, after any moves of the price', async () => {
    const listener = await openPublic(`?stream=${inc}`);
    for (const price of ['900000', '835000', '820000.5']) exchange.control.moveTo('btczar', price);
    const depth = object(await call(exchange.restUrl, 'GET', '/public/markets/btczar/depth?limit=1000'));
    const last = (depth['asks'] as string[][]).length;
    const book = (side: 'asks' | 'bids'): string[][] => {
      const levels = new Map(listener.of(snap)[0]![side] as [string, string][]);
      for (const frame of listener.of(inc)) {
        const pair = frame[side] as [string, string] | undefined;
        if (pair?.[1] === '') levels.delete(pair[0]);
        else if (pair !== undefined) levels.set(...pair);
      }
      return [...levels].sort(([a], [b]) => (side === 'asks' ? Number(a) - Number(b) : Number(b) - Number(a)));
    };
    await until(() => book('asks').length === last && listener.of(inc).length > 50);
    expect([book('asks'), book('bids')]).toEqual([depth['asks'], depth['bids']]);
  });

  it('skips a number when told, and starts at 1 again after a restart of the engine', async () => {
    const listener = await openPublic(`?stream=${inc}`);
    exchange.control.skipSequence('btczar');
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.5');
    exchange.control.restartEngine();
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700001', '0.5');
    await until(() => listener.of(inc).length === 2);
    expect(listener.of(inc).map((frame) => frame['sequence'])).toEqual([3, 2]);
    await listener.subscribe(inc);
    expect(listener.of(snap).at(-1)!['sequence']).toBe(1);
  });
});

describe('the private streams', () => {
  it('tell of an order from pending to done: the trade before the order, two balances after', async () => {
    const listener = await openPrivate('?stream=order,trade,balance');
    const id = await place({ market: 'btczar', side: 'buy', price: '800000', volume: '0.01' });
    await until(() => listener.of('order').length === 2);
    const before = listener.texts.length + 1;
    await until(() => listener.of('balance').length === 1);
    exchange.control.fillOrder(id, '0.01');
    await until(() => listener.of('balance').length === 3);
    expect(listener.of('order').map((order) => order['state'])).toEqual(['pending', 'wait', 'done']);
    expect(listener.frames().slice(before - 1).map((frame) => Object.keys(frame)[0]).slice(-4)).toEqual(['trade', 'order', 'balance', 'balance']);
    expect(listener.of('balance').slice(-2)).toEqual([
      { balance: '1.00999', currency_id: 'btc', locked: '0.0' }, { balance: '92000.0', currency_id: 'zar', locked: '0.0' },
    ]);
  });

  it('write members in alphabetical order, times in seconds, and leave uuid and custom_order_id out', async () => {
    const listener = await openPrivate('?stream=order');
    await place({ market: 'btczar', side: 'buy', price: '800000', volume: '0.01', custom_order_id: 'mine' });
    await until(() => listener.of('order').length === 2);
    const [order] = listener.of('order');
    const names = Object.keys(order!);
    expect(names).toEqual([...names].sort());
    expect([names.includes('uuid'), names.includes('custom_order_id'), order!['kind'], Number.isInteger(order!['at'])]).toEqual([false, false, 'bid', true]);
  });

  it('say nothing of a market order until it is done', async () => {
    const listener = await openPrivate('?stream=order,trade');
    await place({ market: 'btczar', side: 'sell', ord_type: 'market', volume: '0.001' });
    await until(() => listener.of('order').length === 1);
    expect([listener.of('order')[0]!['state'], listener.of('order')[0]!['price'], listener.of('trade').length]).toEqual(['done', null, 1]);
  });

  it('send a trade with oneself twice, both times as the maker', async () => {
    exchange.control.moveTo('btczar', '835000');
    const listener = await openPrivate('?stream=trade');
    const maker = await place({ market: 'btczar', side: 'buy', price: '835000', volume: '0.01' });
    await until(() => exchange.control.orders(key.uid)[0]!.state === 'wait');
    await place({ market: 'btczar', side: 'sell', price: '835000', volume: '0.01' });
    await until(() => listener.of('trade').length === 2);
    expect(listener.of('trade')[0]).toEqual(listener.of('trade')[1]);
    expect(listener.of('trade')[0]).toMatchObject({ order_id: maker, side: 'buy', taker_type: 'sell' });
  });

  it.each([
    ['currency_id', { balance: '92000.0', currency_id: 'zar', locked: '8000.0' }],
    ['currency', { balance: '92000.0', currency: 'zar', locked: '8000.0' }],
    ['total', { available: '92000.0', balance: '100000.0', currency: 'zar', locked: '8000.0', updated_at: expect.any(Number) }],
  ] as const)('write balances in the shape %s', async (balance, expected) => {
    await start({ frames: { balance } });
    const listener = await openPrivate('?stream=balance');
    await place({ market: 'btczar', side: 'buy', price: '800000', volume: '0.01' });
    await until(() => listener.of('balance').length === 1);
    expect(listener.of('balance')[0]).toEqual(expected);
  });

  it('write orders and trades in the later shapes when those are chosen', async () => {
    await start({ frames: { order: 'iso', trade: 'fee' } });
    const listener = await openPrivate('?stream=order,trade');
    const id = await place({ market: 'btczar', side: 'buy', price: '800000', volume: '0.01' });
    await until(() => listener.of('order').length === 2);
    exchange.control.fillOrder(id, '0.01');
    await until(() => listener.of('trade').length === 1);
    expect(listener.of('order')[0]).toMatchObject({ uuid: expect.any(String), created_at: expect.stringContaining('+02:00') });
    expect(listener.of('trade')[0]).toMatchObject({ fee_currency: 'btc', fee: '0.001', fee_amount: '0.00001', created_at: expect.stringContaining('+02:00') });
  });
});

describe('the other public streams', () => {
  it('send every trade and, by the clock, candles as bare numbers and tickers as strings', async () => {
    const listener = await openPublic('?stream=btczar.trades,btczar.kline-15m,global.tickers');
    exchange.control.otherTrader.take('btczar', 'buy', '0.001');
    await until(() => listener.of('btczar.trades').length === 1);
    expect(listener.of('btczar.trades')[0]).toMatchObject({ trades: [{ taker_type: 'buy', amount: '0.001', date: expect.any(Number) }] });
    await until(() => listener.of('global.tickers').length === 1, 7000);
    expect(listener.of('btczar.kline-15m')[0]).toHaveLength(6);
    expect(Object.values(listener.of('global.tickers')[0]!['btczar'] as object).every((value) => typeof value === 'string')).toBe(true);
  }, 10_000);
});
