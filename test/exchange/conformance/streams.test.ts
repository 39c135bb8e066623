// Every documented stream through the real client against the simulated exchange: both ways of asking, every shape of frame, every state.
import { afterEach, describe, expect, it } from '@jest/globals';
import { depth } from '../../../src/exchange/endpoints/public/depth.js';
import type { LevelChange, MarketEvent, PrivateEvent } from '../../../src/exchange/streams/events.js';
import { privateStreams } from '../../../src/exchange/streams/privateStream.js';
import type { Balance } from '../../../src/model/balance.js';
import { decimal } from '../../../src/model/money.js';
import type { ExchangeOptions } from '../../../src/sandbox/exchange/index.js';
import { eventually, isWhole, openBench, until, type Bench } from './bench.js';

/** What follows a market's name (API.txt, Websocket): "btczar.ob-inc", "btczar.kline-15m". */
const marketStreamKinds = ['ob-inc', 'kline'] as const;
/** What follows "kline-". */
const kLineStreamPeriods = ['1m', '5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d', '3d', '1w'] as const;

let bench: Bench;
afterEach(() => bench.stop());

const ordersOf = (events: readonly PrivateEvent[]) => events.flatMap((event) => (event.type === 'order' ? [event.order] : []));
const tradesOf = (events: readonly PrivateEvent[]) => events.flatMap((event) => (event.type === 'trade' ? [event.trade] : []));
const balanceOf = (events: readonly PrivateEvent[], currency: string): Balance | undefined =>
  events.flatMap((event) => (event.type === 'balance' && event.balance.currency === currency ? [event.balance] : [])).at(-1);
const held = (currency: string): Balance => {
  const { available, locked } = bench.control.balances(bench.uid)[currency]!;
  return { currency, available: decimal(available), locked: decimal(locked) };
};

async function lifeOfAnOrder(): Promise<void> {
  const { events, stream } = bench.openPrivate();
  await until('the private stream is whole', () => isWhole(stream));
  const { id } = await bench.place('buy', '0.01', '800000');
  await bench.reach(id, 'wait');
  bench.control.fillOrder(Number(id), '0.004');
  bench.control.cancelOrder(Number(id));
  await until('the end is told', () => ordersOf(events).at(-1)?.state === 'cancel');
  expect(ordersOf(events).map((order) => [order.id, order.state, order.executedVolume])).toEqual([
    [id, 'pending', '0'], [id, 'wait', '0'], [id, 'wait', '0.004'], [id, 'cancel', '0.004'],
  ]);
  const [trade] = tradesOf(events);
  expect(trade).toMatchObject({ orderId: id, market: 'btczar', side: 'buy', takerSide: 'sell', price: '800000', amount: '0.004', total: '3200' });
  expect(Math.abs(trade!.at - Date.now())).toBeLessThan(5_000);
  expect(events.findIndex((event) => event.type === 'trade')).toBeLessThan(events.findIndex((event) => event.type === 'order' && event.order.executedVolume !== '0'));
  for (const currency of ['zar', 'btc']) await until(`the last word on ${currency}`, () => JSON.stringify(balanceOf(events, currency)) === JSON.stringify(held(currency)));
}

const keyOf = (change: LevelChange): string => `${change.side} ${change.price}`;
function bookOf(events: readonly MarketEvent[]): ReadonlyMap<string, string> {
  const levels = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'snapshot') levels.clear();
    if (event.type !== 'snapshot' && event.type !== 'increment') continue;
    for (const change of event.changes) {
      if (change.amount === undefined) levels.delete(keyOf(change));
      else levels.set(keyOf(change), change.amount);
    }
  }
  return levels;
}

async function lifeOfABook(): Promise<void> {
  const { events, stream } = bench.openMarket(['btczar.ob-inc', 'ethzar.ob-inc']);
  await until('the market stream is whole', () => isWhole(stream));
  bench.control.otherTrader.placeLimit('btczar', 'sell', '900000.5', '0.3');
  bench.control.otherTrader.take('btczar', 'buy', '0.2');
  bench.control.moveTo('btczar', '840000');
  const real = async (): Promise<ReadonlyMap<string, string>> => {
    const { asks, bids } = await bench.call(depth, { market: 'btczar', limit: 300 });
    return new Map([...asks.map((level) => [`ask ${level.price}`, level.amount] as const), ...bids.map((level) => [`bid ${level.price}`, level.amount] as const)]);
  };
  const whole = await real();
  await until('the book is the exchange\'s', () => bookOf(events.filter((event) => event.market === 'btczar')).size === whole.size);
  expect(new Map([...bookOf(events.filter((event) => event.market === 'btczar'))].sort())).toEqual(new Map([...whole].sort()));
  const sequences = events.flatMap((event) => (event.type === 'increment' && event.market === 'btczar' ? [event.sequence] : []));
  expect(sequences).toEqual(sequences.map((_, index) => sequences[0]! + index));
}

async function lifeOfCandles(): Promise<void> {
  const wanted = kLineStreamPeriods.map((period) => `btczar.kline-${period}`);
  const { events, stream } = bench.openMarket(wanted);
  await until('every period is acknowledged', () => isWhole(stream));
  bench.control.otherTrader.take('btczar', 'buy', '0.01');
  const periods = (): Set<string> => new Set(events.flatMap((event) => (event.type === 'candle' ? [event.period] : [])));
  await until('a candle of every period', () => periods().size === kLineStreamPeriods.length);
  for (const event of events) expect(event).toMatchObject({ type: 'candle', market: 'btczar', candle: { close: expect.stringMatching(/^8\d{5}/) } });
}

const streamCases: Readonly<Record<(typeof privateStreams)[number] | (typeof marketStreamKinds)[number], () => Promise<void>>> = {
  order: lifeOfAnOrder, trade: lifeOfAnOrder, balance: lifeOfAnOrder, 'ob-inc': lifeOfABook, kline: lifeOfCandles,
};

it('every documented stream has a conformance case', async () => {
  bench = await openBench();
  expect(Object.keys(streamCases).sort()).toEqual([...privateStreams, ...marketStreamKinds].sort());
});

const shapes: readonly (readonly [string, NonNullable<ExchangeOptions['frames']>])[] = [
  ['the usual shapes', {}],
  ['the later shapes', { balance: 'total', trade: 'fee', order: 'iso', increment: 'nested' }],
  ['the third meaning of a balance', { balance: 'currency' }],
];
const ways = ['frames', 'address'] as const;
const rows = shapes.flatMap(([name, frames]) => ways.map((subscribing) => ({ name, frames, subscribing })));

describe('each shape of frame and each way of asking', () => {
  it.each(rows)('an order, its trades and balances are told: $name by $subscribing', async ({ frames, subscribing }) => {
    bench = await openBench({ venue: { frames, subscribing } });
    await lifeOfAnOrder();
    const way = bench.control.requests.filter((request) => request.path === '/stream/private').at(-1)!.query['stream'];
    expect(way).toEqual(subscribing === 'frames' ? undefined : [...privateStreams]);
  });

  it.each(rows)('a book is told: $name by $subscribing', async ({ frames, subscribing }) => {
    bench = await openBench({ venue: { frames, subscribing } });
    await lifeOfABook();
  });

  it.each(ways.map((subscribing) => ({ subscribing })))('candles of every period are told by $subscribing', async ({ subscribing }) => {
    bench = await openBench({ venue: { subscribing } });
    await lifeOfCandles();
  });
});

describe('the states of orders on the stream', () => {
  it.each([{ order: 'seconds' }, { order: 'iso' }] as const)('with times as %j: done, cancel and reject are told, and a market order only when it is done', async (frames) => {
    bench = await openBench({ venue: { frames } });
    const { events, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    const statesOf = (id: string): readonly string[] => ordersOf(events).filter((order) => order.id === id).map((order) => order.state);
    const filled = await bench.place('buy', '0.01', '800000');
    await bench.reach(filled.id, 'wait');
    bench.control.fillOrder(Number(filled.id), '0.01');
    bench.control.rejectNext(bench.uid);
    const rejected = await bench.place('buy', '0.01', '800000');
    await bench.reach(rejected.id, 'reject');
    bench.control.moveTo('btczar', '835000');
    const market = await bench.place('sell', '0.01');
    await bench.reach(market.id, 'done');
    await until('the market order is told', () => statesOf(market.id).length > 0);
    expect([statesOf(filled.id), statesOf(rejected.id), statesOf(market.id)]).toEqual([['pending', 'wait', 'done'], ['pending', 'reject'], ['done']]);
  });

  it('older shapes, the map of balances and a state nobody knows are read from a real socket', async () => {
    bench = await openBench();
    const { events, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    for (const text of [
      '{"order":{"id":22,"at":1588000798,"market":"btczar","kind":"bid","price":"1026.0","state":"hold_on","volume":"0.001","origin_volume":"0.003"}}',
      '{"trade":{"id":7,"kind":"ask","at":1588000798,"price":"1020.0","volume":"0.001","ask_id":15,"bid_id":22,"market":"btczar"}}',
      '{"balances":{"btc":["0.21026373","0.0001"]}}', 'pong', '{', '{"order":7}', '{"deposit_address":{"type":"create"}}',
    ]) bench.control.sendRaw(bench.uid, text);
    await until('the balance', () => balanceOf(events, 'btc') !== undefined);
    expect(ordersOf(events)[0]).toMatchObject({ id: '22', side: 'buy', state: 'hold_on', executedVolume: '0.002' });
    expect(tradesOf(events)[0]).toMatchObject({ id: '7', orderId: '15', side: 'sell', amount: '0.001' });
    expect(balanceOf(events, 'btc')).toEqual({ currency: 'btc', available: '0.21026373', locked: '0.0001' });
    expect(isWhole(stream)).toBe(true);
  });

  it('the frames of an order may all come before its 201', async () => {
    bench = await openBench();
    const { events, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    bench.control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'delay', delayMs: 150, times: 1 });
    const answer = bench.place('sell', '0.01', '800000');
    const done = await eventually('done before the answer', () => ordersOf(events).find((order) => order.state === 'done'));
    expect(await answer).toMatchObject({ id: done.id, state: 'pending' });
  });
});
