// Keeps one answer of the exchange for a while, so that many who ask at once cause one read.
import type { Clock } from '../model/clock.js';

export interface KeptAnswerRules {
  /** An answer younger than this is given without reading, ms. */
  readonly freshMs: number;
  /** What to do when a read fails and there is an older answer: give it, or fail. */
  readonly whenAway: 'olderAnswer' | 'fail';
}

/** After a failed read an older answer is given without another try for so long, so that nobody waits for a dead exchange each time. */
export const afterFailureMs = 5000;

export class KeptAnswer<T> {
  #kept: { readonly value: T; readonly readAt: number } | undefined;
  #failedAt = -Infinity;
  #underWay: Promise<T> | undefined;

  constructor(private readonly clock: Clock, private readonly read: () => Promise<T>, private readonly rules: KeptAnswerRules) {}

  /** The answer, read anew when it is too old. @throws what the read throws when there is nothing older to give. */
  async get(): Promise<T> {
    const kept = this.#kept;
    const now = this.clock.monotonic();
    if (kept !== undefined && now - kept.readAt < this.rules.freshMs) return kept.value;
    const older = this.rules.whenAway === 'olderAnswer' ? kept : undefined;
    if (older !== undefined && now - this.#failedAt < afterFailureMs) return older.value;
    try {
      return await this.renew();
    } catch (error) {
      if (older === undefined) throw error;
      return older.value;
    }
  }

  /** Reads anew whatever the age; callers at the same time share one read. @throws what the read throws. */
  renew(): Promise<T> {
    this.#underWay ??= this.#readOnce().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  async #readOnce(): Promise<T> {
    try {
      const value = await this.read();
      this.#kept = { value, readAt: this.clock.monotonic() };
      return value;
    } catch (error) {
      this.#failedAt = this.clock.monotonic();
      throw error;
    }
  }
}
