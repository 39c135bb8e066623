// Inline queries waiting for answerInlineQuery, each good for 30 seconds.
import { randomInt } from 'node:crypto';
import type { InlineResult } from '../wire.js';

/** After this Telegram answers "query is too old" (PLATFORM.md 1.6). */
const lifeTimeMs = 30_000;
const maxQueries = 1_000;

export interface InlineAnswer { results: InlineResult[]; cacheSeconds: number; personal: boolean }

interface OpenQuery { createdAt: number; answered: boolean; answer: (answer: InlineAnswer) => void }

export class InlineQueries {
  private readonly queries = new Map<string, OpenQuery>();

  constructor(private readonly now: () => number) {}

  /** Registers a query; `answer` is called with the bot's first answer. */
  open(answer: (answer: InlineAnswer) => void): string {
    const id = String(randomInt(10 ** 12, 10 ** 13));
    this.queries.set(id, { createdAt: this.now(), answered: false, answer });
    const oldest = this.queries.size > maxQueries ? this.queries.keys().next().value : undefined;
    if (oldest !== undefined) this.queries.delete(oldest);
    return id;
  }

  /** True when the query could still be answered. */
  close(id: string, answer: InlineAnswer): boolean {
    const query = this.queries.get(id);
    if (query === undefined || query.answered || this.now() - query.createdAt >= lifeTimeMs) return false;
    query.answered = true;
    query.answer(answer);
    return true;
  }
}
