// Many linked accounts lose their sockets in the same moment: how long until all are back, and how hard that leans on the exchange.
import { createHmac } from 'node:crypto';
import process from 'node:process';
import { createExchange } from '../../../src/exchange/exchange.js';
import type { PrivateStream } from '../../../src/exchange/streams/events.js';
import { systemClock, systemRandom } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { ack, startPeer } from '../../support/exchangePeer.js';
import type { DiskFigure } from './realDisk.js';

/** RELIABILITY.md section 4, row 38. */
const goals = { connectsPerSecond: 110, lagMs: 100, healedMs: (sockets: number): number => 20_000 + sockets * 10, rssBytes: 1_000_000_000 };
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** The real client with its real limits, one private stream a key, against a peer that cuts them all at once. */
export async function dropSockets(sockets: number): Promise<DiskFigure> {
  const peer = await startPeer();
  const opened: number[] = [];
  // The nonce is made as the connection is begun: when it arrives says more about this machine than about the client.
  peer.onSocket = (_socket, request) => { opened.push(Number(request.headers['x-auth-nonce'])); };
  peer.onText = (_text, socket) => socket.send(ack(['order', 'trade', 'balance']));
  const exchange = createExchange({ restUrl: peer.httpUrl, streamUrl: peer.wsUrl, clock: systemClock, random: systemRandom, log: silentLog, limits: { keys: sockets + 10 } });
  const streams: PrivateStream[] = [];
  try {
    for (let one = 0; one < sockets; one += 1) {
      const signer = { apiKey: `key-${String(one).padStart(12, '0')}`, hmacSha256Hex: (text: string) => createHmac('sha256', 'secret').update(text).digest('hex') };
      streams.push(exchange.openPrivateStream(signer, { onEvent: () => undefined, onState: () => undefined }));
    }
    await untilConnected(streams, goals.healedMs(sockets));
    opened.length = 0;
    const lag = watchLag();
    const began = performance.now();
    for (const socket of [...peer.sockets]) socket.terminate();
    await pause(50);
    const healed = await untilConnected(streams, goals.healedMs(sockets));
    const healedMs = performance.now() - began;
    return figureOf({ sockets, healed, healedMs, peak: peakPerSecond(opened), lagMs: lag.stop(), rss: process.memoryUsage().rss });
  } finally {
    await exchange.stop();
    await peer.close();
  }
}

async function untilConnected(streams: readonly PrivateStream[], limitMs: number): Promise<boolean> {
  const isUp = (): boolean => streams.every((stream) => stream.state().name === 'connected');
  for (const endAt = performance.now() + limitMs; !isUp();) {
    if (performance.now() > endAt) return false;
    await pause(50);
  }
  return true;
}

function peakPerSecond(unsorted: readonly number[]): number {
  const times = [...unsorted].sort((a, b) => a - b);
  let from = 0;
  return times.reduce((peak, at, index) => {
    while ((times[from] ?? at) < at - 1000) from += 1;
    return Math.max(peak, index - from + 1);
  }, 0);
}

/** How late a timer of 20 ms fires, the slowest of a hundred but one. */
function watchLag(): { stop(): number } {
  const lags: number[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(Math.max(0, now - last - 20));
    last = now;
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return lags.sort((a, b) => a - b)[Math.floor(lags.length * 0.99)] ?? 0;
    },
  };
}

interface Measured {
  readonly sockets: number;
  readonly healed: boolean;
  readonly healedMs: number;
  readonly peak: number;
  readonly lagMs: number;
  readonly rss: number;
}

function figureOf({ sockets, healed, healedMs, peak, lagMs, rss }: Measured): DiskFigure {
  const figure = `${sockets} sockets cut at once: ${healed ? `all back in ${(healedMs / 1000).toFixed(1)} s` : 'not all came back'}, at most ${peak} connects begun in a second, `
    + `timers late by ${Math.round(lagMs)} ms (p99), ${Math.round(rss / 1_000_000)} MB with the other side in the same process`;
  return { figure, pass: healed && peak <= goals.connectsPerSecond && lagMs <= goals.lagMs && rss <= goals.rssBytes };
}
