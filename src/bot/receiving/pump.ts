// Asks Telegram for updates, one long poll after the other, and lets the offset move only when a batch is kept.
//
//   getUpdates(offset) -> accept(batch): kept or harmless to lose -> offset = last + 1 -> getUpdates ...
//   no answer, or one that cannot be read: back-off 1..30 s | 409: who came last ends, the other goes on | 401, 404: the end
//   a fault of our own: the end, said; nothing but the orderly stop ends the loop without a word
import type { Clock, Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import { BotStoppedError } from '../botErrors.js';
import { errorName } from '../errorName.js';
import type { PollConflict } from './pollConflicts.js';
import { PollFailures } from './pollFailures.js';
import { PollOffset } from './pollOffset.js';
import type { TelegramApi } from '../telegram/telegramApi.js';
import { TelegramFailure } from '../telegram/telegramFailure.js';
import { allowedUpdates } from '../incoming.js';

const pollSeconds = 25;
/** A poll without any answer for this long sits on a dead connection. */
const watchdogMs = 40_000;
/** Telegram holds an answer without updates back for pollSeconds; a server that does not is asked no more often than this. */
const emptyPollMs = 150;
const batchLimit = 100;
const confirmTimeoutMs = 1_000;

export interface PumpParts {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Resolves when the offset may move past the batch. */
  accept(updates: readonly unknown[]): Promise<unknown>;
  /** Called once when polling had to end by itself. */
  onEnd(error: BotStoppedError): void;
}

/** How polling stands, for whoever asks whether this process still hears. */
export interface PollState {
  /** When the latest poll ended, or the next was due after the pause that followed; monotonic ms. */
  readonly heardAt: number;
  /** What the latest poll that ended met. */
  readonly conflict: PollConflict | undefined;
}

export interface Pump {
  /** undefined before the start. */
  state(): PollState | undefined;
  start(): void;
  /** Aborts the poll under way; resolves when no batch is being accepted any more. */
  stop(): Promise<void>;
  /** Tells Telegram which updates were kept, so that it does not send them again; bounded, failures do not matter. */
  confirm(): Promise<void>;
}

export function createPump(parts: PumpParts): Pump {
  const { api, clock, log } = parts;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  const failures = new PollFailures(clock, parts.random);
  const offset = new PollOffset();
  let hasEnded = false;
  let stoppedAt = 0;
  let askedAt = 0;
  let heardAt: number | undefined;
  let running: Promise<void> = Promise.resolve();

  async function pollOnce(): Promise<void> {
    askedAt = clock.monotonic();
    offset.asked(askedAt);
    const answer = await api.call('getUpdates', askFor(offset, batchLimit, pollSeconds), { timeoutMs: watchdogMs, signal: stopping.signal });
    heardAt = clock.monotonic();
    failures.forget(askedAt);
    const updates = answer as readonly unknown[];
    const before = offset.next;
    if (updates.length > 0) await parts.accept(updates);
    offset.moveBeyond(updates);
    if (offset.next === before && clock.monotonic() - askedAt < emptyPollMs) await pause(clock, emptyPollMs, stopping.signal);
  }

  function end(error: BotStoppedError): void {
    hasEnded = true;
    parts.onEnd(error);
  }

  async function run(): Promise<void> {
    while (!isStopping()) {
      try {
        await pollOnce();
      } catch (error) {
        if (isStopping()) return;
        const next = failures.judge(error, askedAt);
        if (next instanceof BotStoppedError) { end(next); return; }
        heardAt = clock.monotonic() + next;
        log.warn('polling failed', { ...describeFailure(error), waitMs: next });
        await pause(clock, next, stopping.signal);
      }
    }
  }

  return {
    state: () => (heardAt === undefined ? undefined : { heardAt, conflict: failures.conflict }),
    start() {
      heardAt = clock.monotonic();
      // A process that no longer asks and lives on would look healthy and hear nothing.
      running = run().catch((error: unknown) => end(new BotStoppedError(`Receiving from Telegram ended by a fault of its own (${errorName(error)}): start again.`)));
    },
    async stop() {
      stoppedAt = clock.monotonic();
      stopping.abort();
      await running;
    },
    async confirm() {
      // Whoever ended our polling receives the updates now: asking again would only disturb.
      if (hasEnded || offset.isConfirmed(stoppedAt)) return;
      await api.call('getUpdates', askFor(offset, 1, 0), { timeoutMs: confirmTimeoutMs }).catch(() => undefined);
    },
  };
}

const askFor = (offset: PollOffset, limit: number, seconds: number): object => ({ offset: offset.next, limit, timeout: seconds, allowed_updates: allowedUpdates });

const describeFailure = (error: unknown): { readonly code: number; readonly reason: string } => (
  error instanceof TelegramFailure ? { code: error.code, reason: error.description.slice(0, 100) } : { code: 0, reason: 'unreadable' }
);

/** Waits, but no longer than until the stop. */
function pause(clock: Clock, ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      stop.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    stop.addEventListener('abort', end);
  });
}
