// Asks Telegram for updates, one long poll after the other, and lets the offset move only when a batch is kept.
//
//   getUpdates(offset) -> accept(batch): kept or harmless to lose -> offset = last + 1 -> getUpdates ...
//   no answer: back-off 1..30 s | 409: three more tries, then the end | 401, 404: the end
import type { Clock, Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import { BotStoppedError } from '../botErrors.js';
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

export interface Pump {
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
  const failures = new PollFailures(parts.random);
  const offset = new PollOffset();
  let hasEnded = false;
  let stoppedAt = 0;
  let running: Promise<void> = Promise.resolve();

  async function pollOnce(): Promise<void> {
    const payload = { offset: offset.next, limit: batchLimit, timeout: pollSeconds, allowed_updates: allowedUpdates };
    const askedAt = clock.monotonic();
    offset.asked(askedAt);
    const answer = await api.call('getUpdates', payload, { timeoutMs: watchdogMs, signal: stopping.signal });
    failures.forget();
    const updates: readonly unknown[] = Array.isArray(answer) ? answer : [];
    const before = offset.next;
    if (updates.length > 0) await parts.accept(updates);
    offset.moveBeyond(updates);
    if (offset.next === before && clock.monotonic() - askedAt < emptyPollMs) await pause(clock, emptyPollMs, stopping.signal);
  }

  async function run(): Promise<void> {
    while (!isStopping()) {
      try {
        await pollOnce();
      } catch (error) {
        if (isStopping()) return;
        const next = failures.judge(error);
        if (next instanceof BotStoppedError) {
          hasEnded = true;
          parts.onEnd(next);
          return;
        }
        const reason = error instanceof TelegramFailure ? error.description.slice(0, 100) : 'unreadable';
        log.warn('polling failed', { code: error instanceof TelegramFailure ? error.code : 0, reason, waitMs: next });
        await pause(clock, next, stopping.signal);
      }
    }
  }

  return {
    start: () => { running = run(); },
    async stop() {
      stoppedAt = clock.monotonic();
      stopping.abort();
      await running;
    },
    async confirm() {
      // Whoever ended our polling receives the updates now: asking again would only disturb.
      if (hasEnded || offset.isConfirmed(stoppedAt)) return;
      const payload = { offset: offset.next, limit: 1, timeout: 0, allowed_updates: allowedUpdates };
      await api.call('getUpdates', payload, { timeoutMs: confirmTimeoutMs }).catch(() => undefined);
    },
  };
}

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
