import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { ProtocolError, RedirectedError, RefusedError, UnavailableError } from '../../../src/model/errors.js';
import { systemClock } from '../../../src/model/clock.js';
import type { Log } from '../../../src/model/log.js';
import { balances } from '../../../src/exchange/endpoints/account/balances.js';
import { createOrder } from '../../../src/exchange/endpoints/market/createOrder.js';
import { healthAlive } from '../../../src/exchange/endpoints/public/healthAlive.js';
import { listOrders } from '../../../src/exchange/endpoints/market/listOrders.js';
import { markets } from '../../../src/exchange/endpoints/public/markets.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { decimal } from '../../../src/model/money.js';
import { json, startPeer, type Peer, type PeerAnswer, type SeenRequest } from '../../support/exchangePeer.js';
import { exchangeFor, secret, skewedClock, testSigner } from '../../support/exchangeUnderTest.js';

let peer: Peer;
let exchange: Exchange;
beforeEach(async () => { peer = await startPeer(); exchange = exchangeFor(peer); });
afterEach(async () => { await exchange.stop(); await peer.close(); });

const rows = [{ currency: 'BTC', balance: '1.4995', locked: '0.0' }];
const read = async (): Promise<unknown> => await exchange.accountClient(testSigner()).call(balances, {}).then((value) => value, (error: unknown) => error);

describe('a read', () => {
  const given: readonly (readonly [string, PeerAnswer | 'reset' | undefined, object, number])[] = [
    ['422 with codes', json({ errors: ['a'] }, 422), { constructor: RefusedError, codes: ['a'] }, 1],
    ['404 without a body', { status: 404 }, { constructor: UnavailableError, reason: 'network' }, 4],
    ['401 with codes', json({ errors: ['authz.apikey_not_active'] }, 401), { constructor: RefusedError, codes: ['authz.apikey_not_active'] }, 1],
    ['403 without the exchange\'s words', { status: 403, body: 'denied' }, { constructor: UnavailableError, reason: 'network' }, 4],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, { constructor: RedirectedError }, 1],
    ['429', json({ errors: ['slow'] }, 429, { 'retry-after': '0' }), { constructor: UnavailableError, reason: 'rateLimit' }, 4],
    ['500', json({ errors: ['server.internal_error'] }, 500), { constructor: UnavailableError, reason: 'network' }, 4],
    ['503', { status: 503 }, { constructor: UnavailableError, reason: 'maintenance' }, 4],
    ['471', json({ errors: ['authz.restrict.maintenance'] }, 471), { constructor: UnavailableError, reason: 'maintenance' }, 4],
    ['a 400 that speaks of a time-out', json({ errors: ['timeout'] }, 400), { constructor: UnavailableError, reason: 'timeout' }, 4],
    ['HTML with 200', { body: '<html></html>' }, { constructor: ProtocolError }, 4],
    ['an empty 200', { body: '' }, { constructor: ProtocolError }, 4],
    ['an envelope where a list belongs', json({ data: [] }), { constructor: ProtocolError }, 4],
    ['an unreadable row of money', json([{ currency: 'btc', balance: 'lots' }]), { constructor: ProtocolError }, 4],
    ['a reset', 'reset', { constructor: UnavailableError, reason: 'network' }, 4],
    ['silence', undefined, { constructor: UnavailableError, reason: 'timeout' }, 4],
  ];
  it.each(given)('given %s, ends as it should after the right number of tries', async (_name, answer, error, tries) => {
    peer.answer = () => answer;
    expect(await read()).toMatchObject(error);
    expect(peer.requests).toHaveLength(tries);
  });

  it.each([[500], [503], [429], [200]])('succeeds when only the first try answers %d with nothing', async (status) => {
    peer.answer = (_request, count) => (count === 1 ? { status } : json(rows));
    expect(await read()).toEqual([{ currency: 'btc', available: '1.4995', locked: '0' }]);
    expect(peer.requests).toHaveLength(2);
  });

  it('cannot be asked when the connection is refused', async () => {
    await peer.close();
    expect(await read()).toMatchObject({ constructor: UnavailableError, reason: 'network' });
  });

  it('waits as long as Retry-After says', async () => {
    peer.answer = (_request, count) => (count === 1 ? json({ errors: ['slow'] }, 429, { 'retry-after': '1' }) : json(rows));
    const began = systemClock.monotonic();
    await read();
    expect(systemClock.monotonic() - began).toBeGreaterThanOrEqual(990);
  });

  it('does not wait for a Retry-After beyond its deadline but passes it on', async () => {
    peer.answer = () => json({ errors: ['slow'] }, 429, { 'retry-after': '60' });
    expect(await read()).toMatchObject({ reason: 'rateLimit', retryAfterMs: 60_000 });
    expect(peer.requests).toHaveLength(1);
  });

  it('is over when its deadline is, however slow the answers', async () => {
    await exchange.stop();
    exchange = exchangeFor(peer, { requestTimeoutMs: 5_000, readDeadlineMs: 150 });
    peer.answer = () => undefined;
    const began = systemClock.monotonic();
    expect(await read()).toMatchObject({ reason: 'timeout' });
    expect(systemClock.monotonic() - began).toBeLessThan(1000);
  });

  it('that never gets its turn within its deadline says that there are too many', async () => {
    await exchange.stop();
    exchange = exchangeFor(peer, { keyBurst: 1, keyRatePerSecond: 0.1, readDeadlineMs: 50 });
    peer.answer = () => json([]);
    await read();
    expect(await read()).toMatchObject({ constructor: UnavailableError, reason: 'rateLimit' });
    expect(peer.requests).toHaveLength(1);
  });

  it('refuses an answer larger than the limit, also one that grows when unpacked', async () => {
    await exchange.stop();
    exchange = exchangeFor(peer, { maxResponseBytes: 10_000 });
    peer.answer = () => ({ body: 'x'.repeat(20_000) });
    expect(await read()).toBeInstanceOf(ProtocolError);
    const server = createServer((_request, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }); response.end(gzipSync('x'.repeat(1_000_000))); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bomb = exchangeFor({ ...peer, httpUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` }, { maxResponseBytes: 10_000 });
    await expect(bomb.publicClient.call(markets, {})).rejects.toBeInstanceOf(ProtocolError);
    await bomb.stop();
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  });

  it('shares one request with identical reads under way, not with different ones', async () => {
    peer.answer = async () => { await new Promise((resolve) => setTimeout(resolve, 30)); return json([]); };
    const client = exchange.accountClient(testSigner());
    await Promise.all([client.call(balances, {}), client.call(balances, {}), client.call(balances, { page: 2 }), exchange.accountClient(testSigner('other')).call(balances, {})]);
    expect(peer.requests).toHaveLength(3);
    await client.call(balances, {});
    expect(peer.requests).toHaveLength(4);
  });

  it('asked for after a write never joins one begun before it', async () => {
    const client = exchange.accountClient(testSigner());
    peer.answer = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return request.method === 'POST' ? json({ id: 1 }, 201) : json([]);
    };
    const early = client.call(listOrders, {});
    const written = client.call(createOrder, { market: 'btczar', side: 'buy', type: 'market', volume: decimal('1'), customOrderId: 'c' });
    await Promise.all([early, client.call(listOrders, {}), written]);
    await client.call(listOrders, {});
    expect(peer.requests.filter((one) => one.method === 'GET')).toHaveLength(3);
  });

  it('can be given up by one caller without the other losing it', async () => {
    peer.answer = async () => { await new Promise((resolve) => setTimeout(resolve, 50)); return json(rows); };
    const client = exchange.accountClient(testSigner());
    const impatient = new AbortController();
    const first = client.call(balances, {}, { signal: impatient.signal });
    const second = client.call(balances, {});
    setTimeout(() => impatient.abort(), 10);
    await expect(first).rejects.toMatchObject({ reason: 'stopping' });
    expect(await second).toHaveLength(1);
    expect(peer.requests).toHaveLength(1);
  });

  it('ends at once when the program stops', async () => {
    peer.answer = () => undefined;
    const waiting = read();
    while (peer.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await exchange.stop();
    expect(await waiting).toMatchObject({ reason: 'stopping' });
  });

  it('of the engine\'s health takes any answer but HTML', async () => {
    peer.answer = (_request, count) => ({ body: ['', 'OK', '200', 'null', '<html>'][count - 1] ?? '<html>' });
    for (let tries = 0; tries < 4; tries += 1) expect(await exchange.publicClient.call(healthAlive, undefined)).toBe(true);
    await expect(exchange.publicClient.call(healthAlive, undefined)).rejects.toBeInstanceOf(ProtocolError);
  });

  it('that needs an account fails without one, unsent', async () => {
    await expect(exchange.publicClient.call(balances, {})).rejects.toThrow('needs an account');
    expect(peer.requests).toHaveLength(0);
  });
});

describe('the time stamp', () => {
  const strict = (request: SeenRequest): PeerAnswer => {
    const date = { date: new Date(systemClock.now()).toUTCString() };
    const late = Math.abs(Number(request.headers['x-auth-nonce']) - systemClock.now()) >= 5000;
    if (late) return json({ errors: ['authz.nonce_expired'] }, 401, date);
    return request.method === 'POST' ? json({ id: 1 }, 201, date) : json([], 200, date);
  };
  const order = { market: 'btczar', side: 'buy', type: 'market', volume: decimal('1'), customOrderId: 'c' } as const;

  it.each([[30_000], [-30_000]])('of a clock wrong by %d ms is mended by the first refusal of a read', async (aheadMs) => {
    peer.answer = strict;
    await exchange.stop();
    exchange = exchangeFor(peer, {}, { clock: skewedClock(aheadMs) });
    expect(await read()).toEqual([]);
    expect(peer.requests).toHaveLength(2);
    expect(await read()).toEqual([]);
    await exchange.accountClient(testSigner('another')).call(balances, {});
    expect(peer.requests).toHaveLength(4);
  });

  it('is right for a first write when anything was read before', async () => {
    peer.answer = strict;
    await exchange.stop();
    exchange = exchangeFor(peer, {}, { clock: skewedClock(30_000) });
    await exchange.publicClient.call(markets, {});
    await exchange.accountClient(testSigner()).call(createOrder, order);
    expect(peer.requests).toHaveLength(2);
  });

  it('that is refused never makes a write leave twice, but the next one is right', async () => {
    peer.answer = strict;
    await exchange.stop();
    exchange = exchangeFor(peer, {}, { clock: skewedClock(30_000) });
    const client = exchange.accountClient(testSigner());
    await expect(client.call(createOrder, order)).rejects.toBeInstanceOf(RefusedError);
    expect(peer.requests).toHaveLength(1);
    await client.call(createOrder, order);
    expect(peer.requests).toHaveLength(2);
  });

  it('that stays refused ends in a refusal after one more try', async () => {
    peer.answer = () => json({ errors: ['authz.nonce_expired'] }, 401);
    expect(await read()).toMatchObject({ constructor: RefusedError, codes: ['authz.nonce_expired'] });
    expect(peer.requests).toHaveLength(2);
  });

  it('rises with every request of a key', async () => {
    peer.answer = () => json([]);
    await exchange.stop();
    // Time for all twenty at once: a try that is given up is made again.
    exchange = exchangeFor(peer, { requestTimeoutMs: 10_000, readDeadlineMs: 15_000 });
    const client = exchange.accountClient(testSigner());
    await Promise.all(Array.from({ length: 20 }, (_, page) => client.call(balances, { page })));
    const nonces = peer.requests.map((one) => Number(one.headers['x-auth-nonce']));
    expect(new Set(nonces).size).toBe(20);
  });
});

describe('the signed headers', () => {
  it('never reach the host a redirect points to', async () => {
    const other = await startPeer();
    for (const status of [301, 302, 303, 307, 308]) {
      peer.answer = () => ({ status, headers: { location: `${other.httpUrl}/account/balances` } });
      expect(await read()).toBeInstanceOf(ProtocolError);
    }
    expect(other.requests).toHaveLength(0);
    await other.close();
  });

  it('are in no error and no log, whatever goes wrong', async () => {
    const lines: string[] = [];
    const line = (event: string, fields?: object): void => { lines.push(event, inspect(fields)); };
    const log: Log = { debug: line, info: line, warn: line, error: line };
    await exchange.stop();
    exchange = exchangeFor(peer, { readRetries: 0 }, { log });
    const errors: unknown[] = [];
    for (const answer of ['reset', undefined, json({ errors: ['a'] }, 422), { status: 500 }, { body: '<html>' }, { status: 307, headers: { location: 'http://127.0.0.1:1' } }] as const) {
      peer.answer = () => answer;
      errors.push(await read());
    }
    const signatures = peer.requests.map((one) => String(one.headers['x-auth-signature']));
    const all = lines.join('\n') + errors.map((error) => inspect(error, { depth: 20, showHidden: true })).join('\n');
    for (const canary of [secret, testSigner().apiKey, ...signatures]) expect(all).not.toContain(canary);
  });

  it('are not sent with public calls', async () => {
    peer.answer = () => json([]);
    await exchange.accountClient(testSigner()).call(markets, {});
    expect(Object.keys(peer.requests[0]!.headers).filter((name) => name.startsWith('x-auth'))).toEqual([]);
  });
});
