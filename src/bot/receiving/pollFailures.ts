// What a failed poll means: wait and ask again, or the end of polling.
import type { Clock, Random } from '../../model/clock.js';
import { BotStoppedError } from '../botErrors.js';
import { askAgainMs, isBadToken, TelegramFailure } from '../telegram/telegramFailure.js';
import { PollConflicts, type PollConflict } from './pollConflicts.js';

/** The webhook of an earlier run may just be being taken away; one that stays is somebody else's. */
const webhookTries = 3;
const webhookWaitMs = 3_000;

/** Also for a 401 to any other call. */
export const revokedSentence = 'Telegram no longer accepts this BOT_TOKEN: it was revoked; put the new one from BotFather into the settings and start again.';
const otherInstance = 'Another program polls Telegram with the same BOT_TOKEN: stop that one, or give this one a token of its own, and start again.';
const webhookSet = 'Somebody set a webhook for this bot while it was polling: if that was not you, revoke the token at BotFather; then start again.';

export class PollFailures {
  private inARow = 0;
  private webhooks = 0;
  private readonly conflicts: PollConflicts;

  constructor(clock: Clock, private readonly random: Random) {
    this.conflicts = new PollConflicts(clock);
  }

  /** The conflict with another poller there is now. */
  get conflict(): PollConflict | undefined {
    return this.conflicts.now;
  }

  /** A poll that went out at `askedAt`, monotonic ms, was answered: earlier failures count no more. */
  forget(askedAt: number): void {
    this.inARow = 0;
    this.webhooks = 0;
    this.conflicts.answered(askedAt);
  }

  /** ms to wait before the next poll, or the error that ends polling. `askedAt` is when the failed one went out, monotonic ms. */
  judge(error: unknown, askedAt: number): number | BotStoppedError {
    const failure = error instanceof TelegramFailure ? error : undefined;
    if (failure !== undefined && isBadToken(failure)) return new BotStoppedError(revokedSentence);
    if (failure?.code === 409 && !/webhook/i.test(failure.description)) {
      const next = this.conflicts.met(askedAt);
      return next === 'yield' ? new BotStoppedError(otherInstance) : next;
    }
    this.conflicts.failed();
    if (failure?.code === 409) {
      this.webhooks += 1;
      return this.webhooks > webhookTries ? new BotStoppedError(webhookSet) : webhookWaitMs;
    }
    this.inARow += 1;
    return askAgainMs(failure, this.inARow, this.random);
  }
}
