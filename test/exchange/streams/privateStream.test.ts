import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { systemClock } from '../../../src/model/clock.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { PrivateEvent, PrivateStream, StreamState } from '../../../src/exchange/streams/events.js';
import type { Limits } from '../../../src/exchange/limits.js';
import { ack, json, startPeer, type Peer } from '../../support/exchangePeer.js';
import { exchangeFor, skewedClock, testSigner, until } from '../../support/exchangeUnderTest.js';

const trade = { trade: { id: 7, price: '2', amount: '3', market: 'btczar', side: 'buy', taker_type: 'sell', created_at: 1700000000, order_id: 9 } };
const all = ['order', 'trade', 'balance'];

let peer: Peer;
let exchange: Exchange;
let stream: PrivateStream;
let events: PrivateEvent[];
let states: StreamState[];
beforeEach(async () => { peer = await startPeer(); exchange = exchangeFor(peer); events = []; states = []; });
afterEach(async () => { await exchange.stop(); await peer.close(); });

const open = (limits: Partial<Limits> = {}, aheadMs = 0): void => {
  exchange = exchangeFor(peer, limits, { clock: aheadMs === 0 ? systemClock : skewedClock(aheadMs) });
  stream = exchange.openPrivateStream(testSigner(), { onEvent: (event) => events.push(event), onState: (state) => states.push(state) });
};
const names = (): string[] => states.map((state) => state.name);
const missing = (): readonly string[] | undefined => { const state = stream.state(); return state.name === 'connected' ? state.missing : undefined; };

describe('the private stream', () => {
  it('connects bare and signed, without an Origin, and asks for its streams by frame', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    const [upgrade] = peer.upgrades;
    expect(upgrade!.target).toBe('/private');
    expect(upgrade!.headers['x-auth-apikey']).toBe(testSigner().apiKey);
    expect(upgrade!.headers['x-auth-signature']).toBe(testSigner().hmacSha256Hex(`${String(upgrade!.headers['x-auth-nonce'])}${testSigner().apiKey}`));
    expect(upgrade!.headers.origin).toBeUndefined();
    expect(peer.texts).toEqual(['{"event":"subscribe","streams":["order","trade","balance"]}']);
    expect(names()).toEqual(['connecting', 'connected']);
  });

  it('is not fooled by the empty acknowledgement of a bare connection', async () => {
    peer.onSocket = (socket) => { socket.send(ack([])); };
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    expect(peer.upgrades).toHaveLength(1);
  });

  it('hands on events, whatever else comes between them', async () => {
    peer.onText = (_text, socket) => {
      for (const text of ['pong', 'not json', '{"trade":null}', '{"error":"no"}', '{"other":1}', '[]', '{"order":{"id":1}}', JSON.stringify(trade), ack(all)]) socket.send(text);
    };
    open();
    await until(() => missing()?.length === 0);
    expect(events).toEqual([{ type: 'trade', trade: { id: '7', orderId: '9', market: 'btczar', side: 'buy', takerSide: 'sell', price: '2', amount: '3', total: '6', at: 1700000000000 } }]);
  });

  it('goes on when a listener throws', async () => {
    peer.onText = (_text, socket) => { socket.send(JSON.stringify(trade)); socket.send(JSON.stringify({ trade: { ...trade.trade, id: 8 } })); socket.send(ack(all)); };
    const seen: string[] = [];
    stream = exchange.openPrivateStream(testSigner(), { onEvent: (event) => { seen.push(event.type); throw new Error('mine'); }, onState: () => { throw new Error('mine'); } });
    await until(() => missing()?.length === 0);
    expect(seen).toEqual(['trade', 'trade']);
  });

  it('uses the documented address where frames are not acknowledged', async () => {
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    expect(peer.upgrades.map((one) => one.target)).toEqual(['/private', '/private?stream=order&stream=trade&stream=balance']);
    expect(peer.upgrades[0]!.headers['x-auth-nonce']).not.toBe(peer.upgrades[1]!.headers['x-auth-nonce']);
  });

  it('uses the documented address where asking by frame ends the connection', async () => {
    peer.onText = (_text, socket) => { socket.close(1008); };
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    expect(peer.upgrades.map((one) => one.target.includes('?'))).toEqual([false, false, true]);
  });

  it('goes back to frames where the address ends the connection', async () => {
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.terminate(); };
    open();
    await until(() => peer.upgrades.length === 3);
    expect(peer.upgrades.map((one) => one.target.includes('?'))).toEqual([false, true, false]);
  });

  it('keeps to the address that worked when it comes back', async () => {
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    for (const socket of peer.sockets) socket.close(1012);
    await until(() => peer.upgrades.length === 3);
    expect(peer.upgrades[2]!.target).toContain('?stream=order');
  });

  it('believes an exchange that never acknowledges once data flows', async () => {
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.send(JSON.stringify(trade)); };
    open();
    await until(() => missing()?.length === 0);
    expect(peer.upgrades).toHaveLength(2);
  });

  it('does not take the greeting of a bare connection for an answer to what it asked in the address', async () => {
    peer.onSocket = (socket, request) => { socket.send(ack([])); if (request.target.includes('?')) socket.send(JSON.stringify(trade)); };
    open();
    await until(() => missing()?.length === 0);
    expect(peer.upgrades[1]!.target).toContain('?stream=order');
  });

  it('names every stream when the exchange neither acknowledges nor sends, and takes data for an acknowledgement later', async () => {
    open();
    await until(() => missing()?.length === 3);
    for (const socket of peer.sockets) socket.send(JSON.stringify(trade));
    await until(() => missing()?.length === 0);
    expect(events).toHaveLength(1);
  });

  it('names the streams the exchange left out, after trying both ways once', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(['order', 'trade'])); };
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.send(ack(['order', 'trade'])); };
    open();
    await until(() => missing()?.length === 1);
    expect(missing()).toEqual(['balance']);
    for (const socket of peer.sockets) socket.close(1012);
    await until(() => peer.upgrades.length === 3);
    await until(() => missing()?.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(peer.upgrades.map((one) => one.target.includes('?'))).toEqual([false, true, false]);
  });

  it('says why a key is refused and tries again slowly', async () => {
    peer.upgrade = () => json({ errors: ['authz.apikey_not_active'] }, 401);
    open({ refusedRetryMs: 100 });
    await until(() => stream.state().name === 'refused');
    expect(stream.state()).toEqual({ name: 'refused', codes: ['authz.apikey_not_active'] });
    expect(peer.upgrades).toHaveLength(1);
    await until(() => peer.upgrades.length === 2);
  });

  it.each([[30_000], [-30_000]])('corrects a clock that is wrong by %d ms after one refusal', async (aheadMs) => {
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    peer.upgrade = (request) => {
      const late = Math.abs(Number(request.headers['x-auth-nonce']) - systemClock.now()) >= 5000;
      return late ? json({ errors: ['authz.nonce_expired'] }, 401, { date: new Date(systemClock.now()).toUTCString() }) : undefined;
    };
    open({}, aheadMs);
    await until(() => missing()?.length === 0);
    expect(peer.upgrades).toHaveLength(2);
    expect(names()).not.toContain('refused');
    expect(Math.abs((exchange.clockOffsetMs() ?? 0) + aheadMs)).toBeLessThan(1500);
  });

  it('backs off from a gateway in trouble and comes back', async () => {
    const troubles = [{ status: 502, body: '<html>' }, { status: 403 }, json({ errors: ['Forbidden'] }, 403), { status: 429, headers: { 'retry-after': '0' } }, { status: 301, headers: { location: 'ws://127.0.0.1:1' } }];
    peer.upgrade = (_request, count) => troubles[count - 1];
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    expect(peer.upgrades).toHaveLength(6);
    expect(names()).not.toContain('refused');
  });

  it('comes back after every kind of close', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open();
    for (const code of [1000, 1001, 1008, 1011, 1012]) {
      await until(() => missing()?.length === 0 && peer.sockets.size === 1);
      const before = peer.upgrades.length;
      for (const socket of peer.sockets) socket.close(code);
      await until(() => peer.upgrades.length > before);
    }
  });

  it('finds a dead link: nothing heard, not even a pong', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open({ pingEveryMs: 40, deadAfterMs: 120 });
    await until(() => missing()?.length === 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(peer.upgrades).toHaveLength(1);
    for (const socket of peer.sockets) (socket as unknown as { _socket: { pause(): void } })._socket.pause();
    await until(() => peer.upgrades.length === 2);
    expect(states).toContainEqual({ name: 'closed', detail: 'silent' });
  });

  it('gives up a handshake that is never answered', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    exchange = exchangeFor({ ...peer, wsUrl: `ws://127.0.0.1:${String((mute.address() as AddressInfo).port)}` }, { handshakeTimeoutMs: 60 });
    stream = exchange.openPrivateStream(testSigner(), { onEvent: () => undefined, onState: (state) => states.push(state) });
    await until(() => names().filter((name) => name === 'connecting').length >= 2);
    stream.close();
    mute.close();
    expect(names()).toContain('closed');
  });

  it('survives a frame of bad UTF-8, a frame too large and a binary one', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open({ maxFrameBytes: 1000 });
    await until(() => missing()?.length === 0);
    for (const socket of peer.sockets) socket.send(Buffer.from([1, 2, 3]));
    for (const socket of peer.sockets) socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    await until(() => peer.upgrades.length === 2 && missing()?.length === 0);
    for (const socket of peer.sockets) socket.send('x'.repeat(2000));
    await until(() => peer.upgrades.length === 3 && missing()?.length === 0);
  });

  it('tells nothing more once closed', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(all)); };
    open();
    await until(() => missing()?.length === 0);
    const told = states.length;
    stream.close();
    await until(() => peer.sockets.size === 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(states).toHaveLength(told);
    expect(peer.upgrades).toHaveLength(1);
  });
});
