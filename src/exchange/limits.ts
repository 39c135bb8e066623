// Every bound of the exchange client in one place, each with its unit in its name.

export interface Limits {
  /** One HTTP exchange, from the first byte out to the last byte in. */
  readonly requestTimeoutMs: number;
  /** All tries of one read, waiting included. */
  readonly readDeadlineMs: number;
  /** How often a failed read is tried again. */
  readonly readRetries: number;
  /** Full jitter: a wait is random between 0 and base * 2^n, at most the cap. */
  readonly retryBaseMs: number;
  readonly retryCapMs: number;
  /** A Retry-After longer than this is cut. */
  readonly retryAfterCapMs: number;
  readonly maxSockets: number;
  readonly maxResponseBytes: number;
  readonly maxRequestBytes: number;
  /** Reads under way that others may join; more are simply not shared. */
  readonly sharedReads: number;
  /** Keys whose nonce, budget and client are remembered; the longest unused is forgotten first. */
  readonly keys: number;

  readonly keyRatePerSecond: number;
  readonly keyBurst: number;
  readonly ordersPerWindow: number;
  readonly ordersWindowMs: number;
  readonly globalRatePerSecond: number;
  /** Calls waiting to be sent, per urgency, over all keys. */
  readonly queued: { readonly money: number; readonly person: number; readonly background: number };
  /** How long a write may wait for its turn before it is given up unsent. */
  readonly writeWaitMs: number;
  /** The pause of a key after a 429 without Retry-After; doubles with each further one up to the cap. */
  readonly slowDownBaseMs: number;
  readonly slowDownCapMs: number;
  /** A key's rate halves with a 429, down to this part of it, and is whole again after recoverMs without one. */
  readonly slowestRatePart: number;
  readonly recoverMs: number;
  /** One key's 429 slows all keys together to this part, growing back to full speed over recoverMs. */
  readonly globalSlowPart: number;

  readonly handshakeTimeoutMs: number;
  readonly pingEveryMs: number;
  /** Nothing heard for this long and the link is dead. */
  readonly deadAfterMs: number;
  readonly maxFrameBytes: number;
  readonly reconnectBaseMs: number;
  readonly reconnectCapMs: number;
  /** A connection that held this long starts the back-off afresh. */
  readonly healthyAfterMs: number;
  /** How long a refused private stream waits before it tries again. */
  readonly refusedRetryMs: number;
  /** Below the hundred a second the exchange is to be spared (RELIABILITY.md row 38): late timers bunch a few together. */
  readonly connectsPerSecond: number;
  /** The exchange's own limit for a frame we send (PROTOCOL.md section 2). */
  readonly sentFrameBytes: number;
  /** Bytes of ours that may wait in a socket before it is taken for dead. */
  readonly sendBacklogBytes: number;
  readonly ackTimeoutMs: number;
  /** Calls of resync for one market closer than this are folded into one. */
  readonly resyncEveryMs: number;
  /** A snapshot asked for and not come after this long: connect anew, at most once per resyncReconnectEveryMs. */
  readonly snapshotTimeoutMs: number;
  readonly resyncReconnectEveryMs: number;
}

export const defaultLimits: Limits = {
  requestTimeoutMs: 10_000,
  readDeadlineMs: 20_000,
  readRetries: 3,
  retryBaseMs: 250,
  retryCapMs: 4_000,
  retryAfterCapMs: 3_600_000,
  maxSockets: 50,
  maxResponseBytes: 8 * 1024 * 1024,
  maxRequestBytes: 1024 * 1024,
  sharedReads: 1_000,
  keys: 20_000,

  keyRatePerSecond: 5,
  keyBurst: 10,
  ordersPerWindow: 50,
  ordersWindowMs: 10_000,
  globalRatePerSecond: 20,
  queued: { money: 500, person: 1_000, background: 5_000 },
  writeWaitMs: 10_000,
  slowDownBaseMs: 1_000,
  slowDownCapMs: 60_000,
  slowestRatePart: 0.125,
  recoverMs: 60_000,
  globalSlowPart: 0.75,

  handshakeTimeoutMs: 10_000,
  pingEveryMs: 10_000,
  deadAfterMs: 25_000,
  maxFrameBytes: 1024 * 1024,
  reconnectBaseMs: 1_000,
  reconnectCapMs: 60_000,
  healthyAfterMs: 30_000,
  refusedRetryMs: 300_000,
  connectsPerSecond: 90,
  sentFrameBytes: 512,
  sendBacklogBytes: 65_536,
  ackTimeoutMs: 5_000,
  resyncEveryMs: 1_000,
  snapshotTimeoutMs: 5_000,
  resyncReconnectEveryMs: 30_000,
};
