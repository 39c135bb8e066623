// What the network and the exchange do to a client, over real sockets: the client says what it knows and finds back by itself.
import { afterEach, describe, expect, it } from '@jest/globals';
import { balances } from '../../../src/exchange/endpoints/account/balances.js';
import { cancelOrder } from '../../../src/exchange/endpoints/market/cancelOrder.js';
import { depth } from '../../../src/exchange/endpoints/public/depth.js';
import { listOrders } from '../../../src/exchange/endpoints/market/listOrders.js';
import { createMarkets } from '../../../src/markets/marketWatcher.js';
import type { BookView, Markets } from '../../../src/markets/markets.js';
import { systemClock } from '../../../src/model/clock.js';
import { UnknownOutcomeError } from '../../../src/model/errors.js';
import { silentLog } from '../../../src/model/log.js';
import type { Fault } from '../../../src/sandbox/exchange/index.js';
import { isWhole, openBench, until, type Bench } from './bench.js';

let bench: Bench;
let markets: Markets | undefined;
afterEach(async () => {
  await markets?.stop();
  markets = undefined;
  await bench.stop();
});

const ordersSent = (): number => bench.control.requests.filter((request) => request.method === 'POST' && request.path === '/market/orders').length;

describe('a new order', () => {
  const match = { method: 'POST', path: '/market/orders' } as const;
  const faults: readonly (readonly [string, Fault, number])[] = [
    ['whose answer is dropped after it was taken', { match, kind: 'dropAnswerAfterAccept' }, 1],
    ['whose answer comes after the time-out', { match, kind: 'delay', delayMs: 1_200 }, 1],
    ['that a gateway answers with 502 and HTML', { match, kind: 'http', status: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' }, 0],
    ['whose connection is reset', { match, kind: 'refuse' }, 0],
    ['whose connection is closed unread', { match, kind: 'dropBefore' }, 0],
    ['answered 400 with words of a time-out', { match, kind: 'http', status: 400, body: '{"errors":["gateway.timed_out"]}' }, 0],
    ['answered 201 with half a body', { match, kind: 'http', status: 201, body: '{"id": 17' }, 0],
  ];
  it.each(faults)('%s has an unknown outcome, is sent once, and can be found or missed by asking', async (_name, fault, placed) => {
    bench = await openBench({ limits: { requestTimeoutMs: 700, readRetries: 3 } });
    bench.control.setFault({ ...fault, times: 1 });
    await expect(bench.place('buy', '0.01', '800000')).rejects.toThrow(UnknownOutcomeError);
    expect(ordersSent()).toBe(1);
    const found = (await bench.call(listOrders, {})).filter((order) => order.customOrderId === 'conformance');
    expect(found).toHaveLength(placed);
    await expect(bench.place('buy', '0.01', '800000')).resolves.toMatchObject({ state: 'pending' });
  });
});

describe('a read', () => {
  const match = { path: '/account/balances' } as const;
  it.each([
    ['a dropped connection', { match, kind: 'dropBefore' }], ['502 and HTML', { match, kind: 'http', status: 502, body: '<html>', contentType: 'text/html' }],
    ['an answer after the time-out', { match, kind: 'delay', delayMs: 1_200 }], ['an empty answer', { match, kind: 'http', status: 200, body: '' }],
    ['half an answer', { match, kind: 'http', status: 200, body: '[{"currency":' }], ['a text for a list', { match, kind: 'http', status: 200, body: '"busy"' }],
    ['429', { match, kind: 'http', status: 429, body: '{"errors":["slow"]}' }],
  ] as const)('is tried again after %s', async (_name, fault) => {
    bench = await openBench({ limits: { requestTimeoutMs: 700, readRetries: 3 } });
    bench.control.setFault({ ...fault, times: 1 });
    expect((await bench.call(balances, {})).length).toBeGreaterThan(0);
  });
});

describe('maintenance', () => {
  it('is named as such, cuts nothing that is open, and is waited out by the streams', async () => {
    bench = await openBench();
    const { states, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    bench.control.maintenance(true);
    await expect(bench.call(balances, {})).rejects.toMatchObject({ name: 'UnavailableError', reason: 'maintenance' });
    await expect(bench.call(cancelOrder, { id: '1' })).rejects.toThrow(UnknownOutcomeError);
    expect(isWhole(stream)).toBe(true);
    bench.control.cutSockets('all');
    await until('refused with 503', () => states.some((state) => state.name === 'closed' && state.detail === 'http 503'));
    bench.control.maintenance(false);
    await until('whole again', () => isWhole(stream));
    expect((await bench.call(balances, {})).length).toBeGreaterThan(0);
  });
});

describe('a machine whose clock is wrong by 30 s', () => {
  it.each([[30_000], [-30_000]])('(%d ms) works after the first refusal, and a refused write is not sent again', async (aheadMs) => {
    bench = await openBench({ venue: { now: () => Date.now() + aheadMs } });
    const order = bench.place('buy', '0.01', '800000');
    await expect(order).rejects.toMatchObject({ name: 'RefusedError', status: 401, codes: ['authz.nonce_expired'] });
    expect(ordersSent()).toBe(1);
    expect(Math.abs((bench.exchange.clockOffsetMs() ?? 0) - aheadMs)).toBeLessThan(1_500);
    await expect(bench.place('buy', '0.01', '800000')).resolves.toMatchObject({ state: 'pending' });
    const { states, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    expect(states.some((state) => state.name === 'refused')).toBe(false);
  });

  it.each([[30_000], [-30_000]])('(%d ms) reads and streams at the first try of their caller', async (aheadMs) => {
    bench = await openBench({ venue: { now: () => Date.now() + aheadMs } });
    expect((await bench.call(balances, {})).length).toBeGreaterThan(0);
    expect(bench.control.requests).toHaveLength(2);
    await bench.stop();
    bench = await openBench({ venue: { now: () => Date.now() + aheadMs } });
    const { states, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    expect(states.some((state) => state.name === 'refused')).toBe(false);
  });
});

describe('live books', () => {
  async function watch(): Promise<{ readonly views: BookView[]; readonly isRight: () => Promise<boolean> }> {
    markets = createMarkets({ exchange: bench.exchange, clock: systemClock, random: Math.random, log: silentLog });
    const live = markets;
    const views: BookView[] = [];
    live.onBook((view) => { if (view.market === 'btczar') views.push(view); });
    await live.start();
    await until('in sync', () => live.book('btczar').state === 'synced');
    const isRight = async (): Promise<boolean> => {
      const real = await bench.call(depth, { market: 'btczar', limit: 300 });
      return live.book('btczar').state === 'synced' && JSON.stringify([live.levels('btczar', 'ask', 300), live.levels('btczar', 'bid', 300)]) === JSON.stringify([real.asks, real.bids]);
    };
    return { views, isRight };
  }
  const change = (): unknown => bench.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.5');

  it.each<readonly [string, (control: Bench['control']) => void]>([
    ['a sequence number is skipped', (control) => { control.skipSequence('btczar'); change(); }],
    ['the engine restarts', (control) => { control.restartEngine(); change(); }],
    ['the sockets are cut', (control) => { control.cutSockets('all'); change(); }],
    ['a frame cannot be read', (control) => { control.sendRawTo('btczar.ob-inc', '{"btczar.ob-inc":{"asks":["x","1"],"sequence":9}}'); change(); }],
    ['the book would be crossed', (control) => { control.sendRawTo('btczar.ob-inc', '{"btczar.ob-snap":{"asks":[["1","1"]],"bids":[["2","1"]],"sequence":9}}'); }],
  ])('are not trusted when %s, and in sync again by themselves', async (_name, strike) => {
    bench = await openBench();
    for (let changes = 0; changes < 5; changes += 1) change();
    const { views, isRight } = await watch();
    expect(await isRight()).toBe(true);
    views.length = 0;
    strike(bench.control);
    await until('untrusted', () => views.some((view) => view.state === 'stale'));
    await until('in sync', () => markets?.book('btczar').state === 'synced');
    expect(await isRight()).toBe(true);
  });

  it('on a half-open link are stale once it is silent too long, and in sync again when it speaks', async () => {
    bench = await openBench({ limits: { deadAfterMs: 400, pingEveryMs: 100, healthyAfterMs: 0 } });
    const { views, isRight } = await watch();
    const { states, stream } = bench.openPrivate();
    await until('whole', () => isWhole(stream));
    views.length = 0;
    const mutedAt = Date.now();
    bench.control.muteSockets(true);
    change();
    await until('stale', () => views.some((view) => view.state === 'stale'));
    expect(Date.now() - mutedAt).toBeLessThan(2_500);
    await until('the private link is dead too', () => states.some((state) => state.name === 'closed' && state.detail === 'silent'));
    expect(isWhole(stream)).toBe(false);
    bench.control.muteSockets(false);
    await until('in sync', () => markets?.book('btczar').state === 'synced');
    expect(await isRight()).toBe(true);
    await until('the private stream is whole', () => isWhole(stream));
  });
});
