// Another program polls with our token: Telegram ends the older poll with 409. Whoever came last has to yield, and finds out by itself.
//
//   who was there polled alone for long -> goes on, with growing pauses | who came meets the other within one of its pauses -> the end
import type { Clock } from '../../model/clock.js';

/** Pauses of one who goes on, ms: the first, what each next is longer by, and the longest; below DECISIONS 12's 30 s, so that a newcomer meets it often. */
const firstPauseMs = 3_000;
const pauseGrowth = 1.5;
const longestPauseMs = 15_000;

/** Having polled alone for so long, one was there first for certain and never yields, ms. */
export const newcomerMs = 120_000;

/**
 * Conflicts in a row that one bears who polled alone no longer than this, ms, before the first. Who polled no longer than
 * the other's first pause came last, but the last polls of the program it replaces must not end it; the rest is for those
 * that came shortly before one another: the older then bears more.
 */
const patience: readonly { readonly aloneMs: number; readonly conflicts: number }[] = [
  { aloneMs: firstPauseMs * pauseGrowth, conflicts: 3 },
  { aloneMs: longestPauseMs + 5_000, conflicts: 5 },
  { aloneMs: newcomerMs, conflicts: 12 },
];

/** So long without a conflict, ms, and the next is another one: longer than anybody of our kind pauses. */
const rowGapMs = longestPauseMs + 5_000;

export interface PollConflict {
  /** ms since 1970 */
  readonly since: number;
}

export class PollConflicts {
  private aloneMs = 0;
  private row: { readonly since: number; count: number; lastAt: number } | undefined;
  private isLatest = false;

  constructor(private readonly clock: Clock) {}

  /** The conflict there is now: the latest poll that ended met it. */
  get now(): PollConflict | undefined {
    return this.isLatest ? this.row : undefined;
  }

  /** A poll that went out at `askedAt`, monotonic ms, was answered. */
  answered(askedAt: number): void {
    this.endRow();
    if (this.row === undefined) this.aloneMs += this.clock.monotonic() - askedAt;
    this.isLatest = false;
  }

  /** A poll failed for another reason: nothing is known of the conflict. */
  failed(): void {
    this.isLatest = false;
  }

  /** A poll met another's. ms to wait before the next, or `yield` when we came last. */
  met(askedAt: number): number | 'yield' {
    const at = this.clock.monotonic();
    this.endRow();
    if (this.row === undefined) {
      this.aloneMs += at - askedAt;
      this.row = { since: this.clock.now(), count: 0, lastAt: at };
    }
    this.row.count += 1;
    this.row.lastAt = at;
    this.isLatest = true;
    const { count } = this.row;
    const borne = patience.find(({ aloneMs }) => this.aloneMs <= aloneMs)?.conflicts ?? Infinity;
    if (count > borne) return 'yield';
    return Math.min(longestPauseMs, firstPauseMs * pauseGrowth ** Math.min(count - 1, 20));
  }

  private endRow(): void {
    if (this.row !== undefined && this.clock.monotonic() - this.row.lastAt > rowGapMs) this.row = undefined;
  }
}
