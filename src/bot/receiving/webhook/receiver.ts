// Receives updates at the webhook: who may deliver, how much, and that 200 means kept.
//
//   POST -> Telegram's secret? -> open? -> at most 1 MiB -> an update? -> batch -> kept: 200 | not kept: 503, and Telegram sends it again
//
// The answer never has a body: Telegram would take one for a method to run, of which no error is ever heard (PLATFORM.md 2, trap 9).
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../model/clock.js';
import type { Batches } from './batches.js';
import { parseUpdate, readBody } from './readBody.js';

export interface ReceiverParts {
  readonly secretToken: string;
  readonly batches: Batches;
  readonly clock: Clock;
}

export interface Receiver {
  /** Answers one request to the webhook's path. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** From here on updates are taken in; before, and after `close`, Telegram is asked to come again. */
  open(): void;
  /** Resolves when what was taken in is kept. */
  close(): Promise<void>;
}

/** A disk that hangs must not hold Telegram's connections: the update comes again, and is then known or still to be kept. */
const keepLimitMs = 10_000;
/** When Telegram should come again; without it, it waits longer and longer, up to 120 s. */
const comeAgainSeconds = 3;

/** A connection that is closed under somebody who still sends loses the answer on its way. */
const lingerMs = 500;

/** A refused body this small is skipped, and the connection kept: what Telegram or a proxy sends then hears the answer. */
const skippedBytesLimit = 65_536;

type Answer = 200 | 400 | 401 | 405 | 413 | 503;

export function createReceiver({ secretToken, batches, clock }: ReceiverParts): Receiver {
  const expected = digest(secretToken);
  let isOpen = false;
  const isClosed = (): boolean => !isOpen;

  async function judge(request: IncomingMessage): Promise<Answer | undefined> {
    if (request.method !== 'POST') return 405;
    if (!timingSafeEqual(digest(request.headers['x-telegram-bot-api-secret-token']), expected)) return 401;
    if (isClosed()) return 503;
    const body = await readBody(request);
    if (body === 'broken') return undefined;
    if (body === 'tooLarge') return 413;
    const read = parseUpdate(body);
    if (read === undefined) return 400;
    // The program may have begun to stop while the body came.
    if (isClosed()) return 503;
    return (await withinLimit(clock, batches.take(read.id, read.update))) ? 200 : 503;
  }

  return {
    handle(request, response) {
      void judge(request).catch((): Answer => 503).then((answer) => {
        if (answer === undefined) response.destroy();
        else if (answer === 413) refuseLarge(clock, response);
        else end(request, response, answer);
      });
    },
    open: () => { isOpen = true; },
    async close() {
      isOpen = false;
      await batches.settled();
    },
  };
}

/** What `kept` says, or false after keepLimitMs. */
function withinLimit(clock: Clock, kept: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(keepLimitMs, () => resolve(false));
    void kept.then((isKept) => {
      cancel();
      resolve(isKept);
    });
  });
}

/** Of equal length whatever was sent, so that the comparison takes the same time. */
const digest = (secret: string | readonly string[] | undefined): Buffer => createHash('sha256').update(typeof secret === 'string' ? secret : '').digest();

function end(request: IncomingMessage, response: ServerResponse, status: Answer): void {
  response.writeHead(status, {
    'content-length': 0,
    // More than this is not read of a refused request: the connection ends with the answer.
    ...(request.complete || Number(request.headers['content-length']) <= skippedBytesLimit ? {} : { connection: 'close' }),
    ...(status === 405 ? { allow: 'POST' } : {}),
    ...(status === 503 ? { 'retry-after': String(comeAgainSeconds) } : {}),
  }).end();
}

/** Gives the sender time to hear the no and to stop; meanwhile nothing is read. */
function refuseLarge(clock: Clock, response: ServerResponse): void {
  response.writeHead(413, { 'content-length': 0, connection: 'close' }).flushHeaders();
  const cancel = clock.after(lingerMs, () => response.end());
  response.once('close', cancel);
}
