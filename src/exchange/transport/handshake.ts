// Opens one WebSocket and says, as a value, how that went.
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { Clock } from '../../model/clock.js';
import type { Limits } from '../limits.js';
import { readErrorCodes } from './errorBody.js';

/** The exchange answered the upgrade with an HTTP status instead. */
export interface UpgradeRefusal {
  readonly status: number;
  readonly codes: readonly string[];
  readonly date?: string;
  readonly retryAfter?: string;
}

/** Enough for any list of codes; the rest of a refusal's body is not read. */
const refusalBytesLimit = 65_536;
const refusalTimeoutMs = 5_000;

/** `headers` are signed for this connection alone. No Origin is sent: a foreign one is refused (PROTOCOL.md section 2, traps). */
export function openWebSocket(address: string, headers: Readonly<Record<string, string>>, limits: Limits): WebSocket {
  return new WebSocket(address, {
    headers: { 'User-Agent': 'capebot', ...headers },
    handshakeTimeout: limits.handshakeTimeoutMs,
    perMessageDeflate: false,
    maxPayload: limits.maxFrameBytes,
    followRedirects: false,
  });
}

/** Reads a refused upgrade's answer within bounds of time and size, and calls `done` once. */
export function readRefusal(clock: Clock, answer: IncomingMessage, done: (refusal: UpgradeRefusal) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let finished = false;
  const finish = (): void => {
    if (finished) return;
    finished = true;
    cancel();
    const { date, 'retry-after': retryAfter } = answer.headers;
    done({
      status: answer.statusCode ?? 0, codes: readErrorCodes(Buffer.concat(chunks).toString('utf8')),
      ...(date === undefined ? {} : { date }), ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  };
  const cancel = clock.after(refusalTimeoutMs, finish);
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= refusalBytesLimit) chunks.push(chunk);
    else finish();
  });
  answer.on('end', finish);
  answer.on('error', finish);
  answer.on('close', finish);
}
