// A simulated Cape Crypto on loopback: real HTTP and WebSocket servers, and a control for whoever started it.
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { accountControl, type AccountControl } from './control/accounts.js';
import { networkControl, type NetworkControl } from './control/network.js';
import { tradingControl, type TradingControl } from './control/trading.js';
import { REST_BASE, serveRest } from './rest/restServer.js';
import { USUAL_FRAMES, type FrameVariants } from './streams/frameVariants.js';
import { STREAM_BASE, streamDoor } from './streams/upgrades.js';
import { buildVenue, type Venue } from './venue.js';

export type { OpenSocket } from './control/network.js';
export type { OtherTraderControl } from './control/trading.js';
export type { OrderBody, OwnTradeBody } from './rest/bodies.js';
export type { Fault, FaultKind, FaultMatch } from './faults.js';
export type { LoggedRequest } from './rest/requestLog.js';
export type { FrameVariants } from './streams/frameVariants.js';
export type { DepositState } from './money/deposits.js';
export type { WithdrawalState } from './money/withdrawals.js';
export type { Permissions } from './members.js';
export type { Side } from './trading/order.js';
export type { SocketScope } from './streams/hub.js';
export type { AccountControl, NetworkControl, TradingControl };
export { signatureOf } from './rest/signature.js';
export { SAMPLE_VOUCHER_PIN } from './money/vouchers.js';

export interface ExchangeOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** The same seed gives the same books, keys and history. */
  seed?: number;
  /** False: the books stay still unless told. Default true. */
  otherTraders?: boolean;
  /** Server time, milliseconds. */
  now?: () => number;
  /** Shapes of stream frames; each has a default. */
  frames?: Partial<FrameVariants>;
  /** Default 54 000. */
  pingIntervalMs?: number;
  /** From the 201 to the engine, and from a cancellation to its effect. Default 20. */
  processingDelayMs?: number;
  /** Quotes and Lightning answers, which the document writes in brackets: in a list of one, or alone. Default list. */
  bracketed?: 'list' | 'single';
  /** address: frames that ask for streams are passed over without a word; only the documented address counts. Default frames. */
  subscribing?: 'frames' | 'address';
}

export type Control = AccountControl & TradingControl & NetworkControl;

export interface SimulatedExchange {
  /** http://127.0.0.1:PORT/api/v2/trade */
  restUrl: string;
  /** ws://127.0.0.1:PORT/api/v2/stream */
  streamUrl: string;
  control: Control;
  /** Closes every socket and timer. */
  stop(): Promise<void>;
}

const DEFAULT_SEED = 2023;
const DEFAULT_PING_MS = 54_000;
const DEFAULT_PROCESSING_MS = 20;
const TRADE_STEP_MS = 400;
const CANDLES_MS = 2000;
const TICKERS_MS = 5000;

/** Starts an exchange on loopback, with its books filled. */
export async function startExchange(options: ExchangeOptions = {}): Promise<SimulatedExchange> {
  const venue = buildVenue({
    seed: options.seed ?? DEFAULT_SEED, now: options.now ?? Date.now, variants: { ...USUAL_FRAMES, ...options.frames },
    processingDelayMs: options.processingDelayMs ?? DEFAULT_PROCESSING_MS, bracketed: options.bracketed ?? 'list',
    subscribing: options.subscribing ?? 'frames',
  });
  const server = createServer((message, response) => void serveRest(venue, message, response));
  server.on('upgrade', streamDoor(venue));
  const sockets = trackSockets(server);
  const port = await listen(server, options.port ?? 0);
  startClockwork(venue, options);
  return {
    restUrl: `http://127.0.0.1:${port}${REST_BASE}`, streamUrl: `ws://127.0.0.1:${port}${STREAM_BASE}`,
    control: { ...accountControl(venue), ...tradingControl(venue), ...networkControl(venue) },
    stop: () => stop(venue, server, sockets),
  };
}

function startClockwork(venue: Venue, options: ExchangeOptions): void {
  venue.timers.every(options.pingIntervalMs ?? DEFAULT_PING_MS, () => venue.hub.pingAll());
  venue.timers.every(CANDLES_MS, () => venue.announcements.sendCandles());
  venue.timers.every(TICKERS_MS, () => venue.announcements.sendTickers());
  if (options.otherTraders !== false) venue.timers.every(TRADE_STEP_MS, () => venue.otherTraders.step());
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(venue: Venue, server: Server, sockets: Set<Socket>): Promise<void> {
  venue.timers.stop();
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
