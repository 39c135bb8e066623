// Button presses waiting for answerCallbackQuery, each good for 150 seconds.
import { randomInt } from 'node:crypto';

/** After this Telegram answers "query is too old" (PLATFORM.md 1.6). */
const lifeTimeMs = 150_000;
const maxQueries = 5_000;

export interface CallbackQuery {
  id: string;
  userId: number;
  chatId: number;
  messageId: number;
  createdAt: number;
  answered: boolean;
}

export class CallbackQueries {
  private readonly queries = new Map<string, CallbackQuery>();

  constructor(private readonly now: () => number) {}

  /** Registers a press and gives it the id the bot will answer. */
  open(press: { userId: number; chatId: number; messageId: number }): CallbackQuery {
    const id = `${press.userId}${String(randomInt(10 ** 9, 10 ** 10))}`;
    const query = { id, ...press, createdAt: this.now(), answered: false };
    this.queries.set(id, query);
    const oldest = this.queries.size > maxQueries ? this.queries.keys().next().value : undefined;
    if (oldest !== undefined) this.queries.delete(oldest);
    return query;
  }

  /** The press of this id while it can still be answered. */
  find(id: string): CallbackQuery | undefined {
    const query = this.queries.get(id);
    return query !== undefined && this.now() - query.createdAt < lifeTimeMs ? query : undefined;
  }
}
