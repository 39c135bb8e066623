import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { Limits } from '../../../src/exchange/limits.js';
import type { MarketEvent, MarketStream, StreamState } from '../../../src/exchange/streams/events.js';
import { ack, startPeer, type Peer } from '../../support/exchangePeer.js';
import { exchangeFor, until } from '../../support/exchangeUnderTest.js';

let peer: Peer;
let exchange: Exchange;
let stream: MarketStream;
let events: MarketEvent[];
let states: StreamState[];

/** Serves streams as the exchange's server does: snapshot first, then an acknowledgement of everything the connection has. */
const serve = (refused: readonly string[] = []): void => {
  const current = new Map<object, Set<string>>();
  peer.onText = (text, socket) => {
    const { event, streams } = JSON.parse(text) as { event: string; streams: string[] };
    const mine = current.get(socket) ?? new Set<string>();
    current.set(socket, mine);
    for (const one of streams.filter((name) => !refused.includes(name))) {
      if (event === 'subscribe') mine.add(one); else mine.delete(one);
      if (event === 'subscribe' && one.endsWith('.ob-inc')) socket.send(JSON.stringify({ [one.replace('inc', 'snap')]: { asks: [['2', '1']], bids: [['1', '1']], sequence: 5 } }));
    }
    socket.send(ack([...mine]));
  };
};
const open = (limits: Partial<Limits> = {}): void => {
  exchange = exchangeFor(peer, limits);
  stream = exchange.openMarketStream({ onEvent: (event) => events.push(event), onState: (state) => states.push(state) });
};
const missing = (): readonly string[] | undefined => { const state = stream.state(); return state.name === 'connected' ? state.missing : undefined; };
const snapshots = (): number => events.filter((event) => event.type === 'snapshot').length;

beforeEach(async () => { peer = await startPeer(); events = []; states = []; });
afterEach(async () => { await exchange.stop(); await peer.close(); });

describe('the market stream', () => {
  it('remembers what was wanted while connecting, and takes snapshots that come before the acknowledgement', async () => {
    serve();
    open();
    stream.want(['btczar.ob-inc', 'btczar.kline-15m']);
    await until(() => missing()?.length === 0);
    expect(peer.upgrades[0]!.target).toBe('/public');
    expect(peer.upgrades[0]!.headers['x-auth-apikey']).toBeUndefined();
    expect(events).toEqual([{ type: 'snapshot', market: 'btczar', sequence: 5, changes: [{ side: 'ask', price: '2', amount: '1' }, { side: 'bid', price: '1', amount: '1' }] }]);
  });

  it('asks for forty streams in frames of at most 512 bytes', async () => {
    serve();
    open();
    const wanted = Array.from({ length: 40 }, (_, index) => `market${String(index)}zar.ob-inc`);
    stream.want(wanted);
    await until(() => missing()?.length === 0 && snapshots() === 40);
    expect(peer.texts.length).toBeGreaterThan(1);
    expect(Math.max(...peer.texts.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(512);
    expect(peer.upgrades).toHaveLength(1);
  });

  it('subscribes to what is new and leaves what is no longer wanted, over the same connection', async () => {
    serve();
    open();
    stream.want(['btczar.ob-inc']);
    await until(() => snapshots() === 1);
    stream.want(['ethzar.ob-inc']);
    await until(() => snapshots() === 2);
    expect(peer.texts.slice(1)).toEqual(['{"event":"unsubscribe","streams":["btczar.ob-inc"]}', '{"event":"subscribe","streams":["ethzar.ob-inc"]}']);
    expect(peer.upgrades).toHaveLength(1);
  });

  it('subscribes to everything again after a reconnect', async () => {
    serve();
    open();
    stream.want(['btczar.ob-inc', 'ethzar.ob-inc']);
    await until(() => snapshots() === 2);
    for (const socket of peer.sockets) socket.terminate();
    await until(() => snapshots() === 4);
    expect(states.map((state) => state.name)).toEqual(['connecting', 'connected', 'closed', 'connecting', 'connected']);
  });

  it('asks for a snapshot again by subscribing again, folding calls', async () => {
    serve();
    open({ resyncEveryMs: 100 });
    stream.want(['btczar.ob-inc']);
    await until(() => snapshots() === 1);
    for (let calls = 0; calls < 10; calls += 1) stream.resync('btczar');
    await until(() => snapshots() === 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(snapshots()).toBe(3);
    expect(peer.upgrades).toHaveLength(1);
    stream.resync('nosuch');
    expect(peer.texts).toHaveLength(3);
  });

  it('connects anew when no snapshot comes for the asking', async () => {
    peer.onText = (_text, socket) => { socket.send(ack(['btczar.ob-inc'])); };
    open({ snapshotTimeoutMs: 50 });
    stream.want(['btczar.ob-inc']);
    await until(() => missing()?.length === 0);
    stream.resync('btczar');
    await until(() => peer.upgrades.length === 2);
    expect(states).toContainEqual({ name: 'closed', detail: 'no snapshot' });
  });

  it('names a market that the exchange left out and serves the others', async () => {
    serve(['nosuch.ob-inc']);
    peer.onSocket = (socket, request) => { if (request.target.includes('?')) socket.send(ack(['btczar.ob-inc'])); };
    open();
    stream.want(['btczar.ob-inc', 'nosuch.ob-inc']);
    await until(() => missing()?.length === 1);
    expect(missing()).toEqual(['nosuch.ob-inc']);
    expect(peer.upgrades[1]!.target).toBe('/public?stream=btczar.ob-inc&stream=nosuch.ob-inc');
  });

  it('never puts into an address what is no stream name', async () => {
    open();
    stream.want(['btczar.ob-inc&stream=order', 'btczar.ob-inc']);
    await until(() => peer.upgrades.length === 2);
    expect(peer.upgrades[1]!.target).toBe('/public?stream=btczar.ob-inc');
  });

  it('tells how long the link has been silent', async () => {
    serve();
    open();
    expect(stream.silenceMs()).toBe(Number.POSITIVE_INFINITY);
    stream.want(['btczar.ob-inc']);
    await until(() => snapshots() === 1);
    expect(stream.silenceMs()).toBeLessThan(1000);
  });
});
