// The exchange's client pointed at a peer, with short limits and a key.
import { createHmac } from 'node:crypto';
import { systemClock, type Clock } from '../../src/model/clock.js';
import { silentLog, type Log } from '../../src/model/log.js';
import type { Signer } from '../../src/model/signer.js';
import { createExchange, type Exchange, type Limits } from '../../src/exchange/exchange.js';
import type { Peer } from './exchangePeer.js';

export const shortLimits: Partial<Limits> = {
  requestTimeoutMs: 200, readDeadlineMs: 2_000, retryBaseMs: 5, retryCapMs: 20, keyBurst: 1_000, keyRatePerSecond: 1_000,
  globalRatePerSecond: 10_000, slowDownBaseMs: 20, ackTimeoutMs: 150, reconnectBaseMs: 10, reconnectCapMs: 50,
  handshakeTimeoutMs: 300, connectsPerSecond: 1_000,
};

export const secret = 'canary-secret-0123456789abcdef';

export const testSigner = (apiKey = 'key-0123456789ab', withSecret = secret): Signer =>
  ({ apiKey, hmacSha256Hex: (text) => createHmac('sha256', withSecret).update(text).digest('hex') });

/** A clock that is wrong by `aheadMs`. */
export const skewedClock = (aheadMs: number): Clock => ({ ...systemClock, now: () => systemClock.now() + aheadMs });

export const exchangeFor = (peer: Peer, limits: Partial<Limits> = {}, parts: { readonly clock?: Clock; readonly log?: Log } = {}): Exchange =>
  createExchange({
    restUrl: peer.httpUrl, streamUrl: peer.wsUrl, clock: parts.clock ?? systemClock, random: () => 0.5, log: parts.log ?? silentLog,
    limits: { ...shortLimits, ...limits },
  });

/** Resolves once `holds` does. @throws after two seconds. */
export async function until(holds: () => boolean, what = 'the condition'): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`${what} did not come to hold`);
}
