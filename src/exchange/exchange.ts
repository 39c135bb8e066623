// Builds the client of the exchange: what all calls and streams share, and the handles everyone else is given.
import type { Clock, Random } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { Signer } from '../model/signer.js';
import { bindClient, type ClientParts } from './boundClient.js';
import type { ExchangeClient } from './client.js';
import { defaultLimits, type Limits } from './limits.js';
import type { MarketStream, PrivateStream } from './streams/events.js';
import { openMarketStream, type MarketListener } from './streams/marketStream.js';
import { openPrivateStream, type PrivateListener } from './streams/privateStream.js';
import { Accounts } from './transport/accounts.js';
import type { Transport } from './transport/attempt.js';
import { checkBaseUrl } from './transport/baseUrl.js';
import { CallsUnderWay } from './transport/callsUnderWay.js';
import { ClockOffset } from './transport/clockOffset.js';
import { ConnectGate } from './transport/connectGate.js';
import { createHttp } from './transport/http.js';
import { RateLimit } from './transport/rateLimit.js';
import { SharedReads } from './transport/sharedReads.js';
import { UnreadLog, UnreadRows } from './unreadRows.js';
import type { SocketParts } from './transport/socket.js';

export type { Limits } from './limits.js';

export interface ExchangeOptions {
  /** Base of the REST calls, https (or http on loopback). */
  readonly restUrl: string;
  /** Base of the streams, wss (or ws on loopback); `/private` and `/public` stand below it. */
  readonly streamUrl: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  /** Asked before each call that changes something, when it is signed; absent where no other process can send the same. */
  readonly mayLeave?: () => Promise<boolean>;
}

export interface Exchange {
  /** For public calls. */
  readonly publicClient: ExchangeClient;
  /** For the calls of one API key; one client per signer, cached. */
  accountClient(signer: Signer): ExchangeClient;
  openPrivateStream(signer: Signer, listener: PrivateListener): PrivateStream;
  openMarketStream(listener: MarketListener): MarketStream;
  /** The exchange's clock minus ours, ms; undefined before the first answer. Exact to about a second. */
  clockOffsetMs(): number | undefined;
  /** Ends streams, waiting calls and reads at once; resolves when the writes under way have ended. Calls from now on fail. */
  stop(): Promise<void>;
}

/** @throws RangeError or TypeError when an address is unusable: see checkBaseUrl. */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clock, random, log } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const http = createHttp(checkBaseUrl(options.restUrl, 'http'), clock, limits);
  const streamUrl = checkBaseUrl(options.streamUrl, 'ws');
  const offset = new ClockOffset(clock);
  const rateLimit = new RateLimit(clock, limits);
  const unreadLog = new UnreadLog(log);
  const transport: Transport = {
    http, rateLimit, offset, clock, limits, log, unread: new UnreadRows(unreadLog), ...(options.mayLeave === undefined ? {} : { mayLeave: options.mayLeave }),
  };
  const socketParts: SocketParts = { clock, random, log, limits, offset, gate: new ConnectGate(clock, limits.connectsPerSecond) };
  const shared = new SharedReads(limits.sharedReads);
  const calls = new CallsUnderWay();
  const clientParts: ClientParts = { transport, shared, random, calls };
  const accounts = new Accounts(offset, limits.keys, unreadLog, (account) => bindClient(clientParts, account));
  const streams = new Set<{ close(): void }>();
  return {
    publicClient: bindClient(clientParts, undefined),
    accountClient: (signer) => accounts.client(signer),
    openPrivateStream: (signer, listener) => keep(streams, openPrivateStream(socketParts, streamUrl, accounts.account(signer), listener)),
    openMarketStream: (listener) => keep(streams, openMarketStream(socketParts, streamUrl, transport.unread.report, listener)),
    clockOffsetMs: () => offset.ms(),
    stop: async () => {
      for (const stream of [...streams]) stream.close();
      rateLimit.stop();
      shared.stop();
      await calls.ended();
      http.destroy();
    },
  };
}

/** Remembers a stream until it is closed. */
function keep<Stream extends { close(): void }>(streams: Set<{ close(): void }>, stream: Stream): Stream {
  const kept: Stream = { ...stream, close: () => { streams.delete(kept); stream.close(); } };
  streams.add(kept);
  return kept;
}
