// A server that shows a certificate nobody vouches for: nothing is sent to it, so a write is not left in doubt.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { cancelOrder } from '../../../src/exchange/endpoints/market/cancelOrder.js';
import { healthAlive } from '../../../src/exchange/endpoints/public/healthAlive.js';
import { createExchange, type Exchange } from '../../../src/exchange/exchange.js';
import type { StreamState } from '../../../src/exchange/streams/events.js';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { shortLimits, testSigner, until } from '../../support/exchangeUnderTest.js';

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

let server: Server;
let bytes: number;
let exchange: Exchange;

beforeEach(async () => {
  bytes = 0;
  server = createServer({ key: fixture('test-key'), cert: fixture('test-certificate') }, (socket) => {
    socket.on('data', (data: Buffer) => { bytes += data.length; });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  exchange = createExchange({ restUrl: `https://${host}`, streamUrl: `wss://${host}`, clock: systemClock, random: () => 0.5, log: silentLog, limits: { ...shortLimits, readRetries: 1 } });
});
afterEach(async () => {
  await exchange.stop();
  await new Promise((resolve) => { server.close(resolve); });
});

it('a read says that the exchange cannot be reached', async () => {
  await expect(exchange.publicClient.call(healthAlive, undefined)).rejects.toMatchObject({ name: 'UnavailableError', reason: 'network' });
  expect(bytes).toBe(0);
});

it('a write certainly never left: not one byte of it arrived', async () => {
  await expect(exchange.accountClient(testSigner()).call(cancelOrder, { id: '1' })).rejects.toMatchObject({ name: 'UnavailableError', reason: 'network' });
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(bytes).toBe(0);
});

it('a stream stays closed, says why, and sends no signature', async () => {
  const states: StreamState[] = [];
  exchange.openPrivateStream(testSigner(), { onEvent: () => undefined, onState: (state) => states.push(state) });
  await until(() => states.some((state) => state.name === 'closed'));
  expect(states.find((state) => state.name === 'closed')).toEqual({ name: 'closed', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(bytes).toBe(0);
});
