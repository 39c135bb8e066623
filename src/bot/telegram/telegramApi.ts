// One call to Telegram with a deadline, through telegraf's client; failures come back sorted and stripped of what was sent.
import { Agent } from 'node:https';
import { Telegraf, TelegramError } from 'telegraf';
import type { Clock } from '../../model/clock.js';
import { isReadable, readRefusal } from './answerShapes.js';
import { TelegramFailure } from './telegramFailure.js';

export interface CallOptions {
  /** Total time for the call; 15 s when not given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface TelegramApi {
  /** Resolves with what can be read as the answer of this method. @throws TelegramFailure and nothing else, whatever came. */
  call(method: string, payload: object, options?: CallOptions): Promise<unknown>;
}

export const callTimeoutMs = 15_000;
const socketsLimit = 50;

type RawCall = (method: string, payload: object, options: { signal: AbortSignal }) => Promise<unknown>;

/** Telegraf as we use it: a client and a dispatcher, with its own polling, time-outs and webhook replies off. */
export function createTelegraf(token: string, apiUrl: string): Telegraf {
  const agent = apiUrl.startsWith('https:') ? { agent: new Agent({ keepAlive: true, maxSockets: socketsLimit }) } : {};
  return new Telegraf(token, { handlerTimeout: Infinity, telegram: { apiRoot: apiUrl, webhookReply: false, ...agent } });
}

/** `onUnauthorized` hears of every 401, whatever the call was. */
export function createTelegramApi(telegraf: Telegraf, clock: Clock, onUnauthorized: () => void): TelegramApi {
  const raw = telegraf.telegram.callApi.bind(telegraf.telegram) as unknown as RawCall;
  return {
    async call(method, payload, options = {}) {
      const abort = new AbortController();
      const onAbort = (): void => abort.abort();
      const cancelTimer = clock.after(options.timeoutMs ?? callTimeoutMs, onAbort);
      options.signal?.addEventListener('abort', onAbort, { once: true });
      if (options.signal?.aborted === true) onAbort();
      try {
        const result = await raw(method, payload, { signal: abort.signal });
        if (!isReadable(method, result)) throw new TelegramFailure('noAnswer', 0, unreadable);
        return result;
      } catch (error) {
        const failure = toFailure(error, abort.signal.aborted, options.signal?.aborted === true);
        if (failure.code === 401) onUnauthorized();
        throw failure;
      } finally {
        cancelTimer();
        options.signal?.removeEventListener('abort', onAbort);
      }
    },
  };
}

const unreadable = 'unreadable answer';

function toFailure(error: unknown, timedOut: boolean, stopped: boolean): TelegramFailure {
  if (error instanceof TelegramFailure) return error;
  if (error instanceof TelegramError) {
    // Telegraf takes any JSON without "ok" for Telegram's own no, with fields that may be missing or anything.
    const refusal = readRefusal(error.response);
    if (refusal !== undefined) return new TelegramFailure('answered', refusal.code, refusal.description, refusal.retryAfterMs, refusal.migrateTo);
    return new TelegramFailure('noAnswer', 0, unreadable);
  }
  if (stopped) return new TelegramFailure('noAnswer', 0, 'stopped');
  if (timedOut) return new TelegramFailure('noAnswer', 0, 'timeout');
  // The message of a fetch error holds the address and with it the token: only its code is kept.
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return new TelegramFailure('noAnswer', 0, code ?? unreadable);
}
