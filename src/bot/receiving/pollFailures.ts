// What a failed poll means: wait and ask again, or the end of polling.
import type { Random } from '../../model/clock.js';
import { backOff } from '../../pacing/backOff.js';
import { BotStoppedError } from '../botErrors.js';
import { isBadToken, TelegramFailure, telegramPauses } from '../telegram/telegramFailure.js';

const conflictTries = 3;
const conflictWaitMs = 3_000;
const retryAfterLimitMs = 600_000;

/** Also for a 401 to any other call. */
export const revokedSentence = 'Telegram no longer accepts this BOT_TOKEN: it was revoked; put the new one from BotFather into the settings and start again.';
const otherInstance = 'Another program polls Telegram with the same BOT_TOKEN: stop that one, or give this one a token of its own, and start again.';
const webhookSet = 'Somebody set a webhook for this bot while it was polling: if that was not you, revoke the token at BotFather; then start again.';

export class PollFailures {
  private inARow = 0;
  private conflicts = 0;

  constructor(private readonly random: Random) {}

  /** A poll was answered: earlier failures count no more. */
  forget(): void {
    this.inARow = 0;
    this.conflicts = 0;
  }

  /** ms to wait before the next poll, or the error that ends polling. */
  judge(error: unknown): number | BotStoppedError {
    const failure = error instanceof TelegramFailure ? error : undefined;
    if (failure !== undefined && isBadToken(failure)) return new BotStoppedError(revokedSentence);
    if (failure?.code === 409) {
      // The poll of an instance that is just being replaced ends within seconds; one that stays is another program.
      this.conflicts += 1;
      if (this.conflicts > conflictTries) return new BotStoppedError(/webhook/i.test(failure.description) ? webhookSet : otherInstance);
      return conflictWaitMs;
    }
    this.inARow += 1;
    return Math.min(retryAfterLimitMs, failure?.retryAfterMs ?? backOff(this.inARow, this.random, telegramPauses));
  }
}
