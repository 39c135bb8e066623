// A call to Telegram that did not succeed; it carries nothing of what was sent, so that no secret can ride along into a log.
import type { Random } from '../../model/clock.js';
import { backOff, type Pauses } from '../../pacing/backOff.js';

/** Before Telegram is asked again. */
const telegramPauses: Pauses = { first: 1000, longest: 30_000, least: 1000, chance: 0.5 };

export class TelegramFailure extends Error {
  override readonly name = 'TelegramFailure';

  /**
   * @param kind answered: Telegram said no with `code`; noAnswer: time-out, no connection, or an answer that cannot be read.
   * @param code HTTP status, 0 without an answer.
   * @param description Telegram's own words, or what went wrong with the connection.
   */
  constructor(
    readonly kind: 'answered' | 'noAnswer',
    readonly code: number,
    readonly description: string,
    readonly retryAfterMs?: number,
    readonly migrateTo?: number,
  ) {
    super(`${kind} ${code} ${description}`);
  }
}

/** The token is wrong (404: not even shaped like one) or was revoked (401). */
export const isBadToken = (error: TelegramFailure): boolean => error.kind === 'answered' && (error.code === 401 || error.code === 404);

/** Whoever only asks waits no longer than this when Telegram names a longer time, ms. */
const askAgainLimitMs = 600_000;

/** ms to wait before Telegram is asked again; `failures` is how many there were in a row. */
export const askAgainMs = (failure: TelegramFailure | undefined, failures: number, random: Random): number => (
  Math.min(askAgainLimitMs, failure?.retryAfterMs ?? backOff(failures, random, telegramPauses))
);
