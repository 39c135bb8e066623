// Gathers the trades of a reading that takes more than one go: thousands of fills since the last one.
import type { Trade } from '../../model/trading/trade.js';

/** Goes of one reading at most; with 5,000 trades a go this reaches back 100,000. What is older is given up, and the log says so. */
export const goesLimit = 20;

/** Trades that cannot be read are waited for so long, ms: they may become readable. Older ones are given up, so that a catch-up stays short. */
export const unreadHoldMs = 86_400_000;

interface Unfinished {
  /** Pages read so far. */
  readonly pages: number;
  /** When the reading began, the exchange's time in ms since 1970: up to here the trades are known once it is over. */
  readonly since: number;
  /** Newest first, each once. */
  readonly gathered: readonly Trade[];
  readonly goes: number;
  /** As in `take`, the oldest of all goes so far. */
  readonly unreadAt: number;
}

/** What one go has led to; `commit` it once its trades are stored. */
export interface Go {
  /** Newest first; none before the last go, so that a crash between two goes leaves nothing counted by half. */
  readonly trades: readonly Trade[];
  /** ms since 1970 up to which all trades are known now; absent while older ones are still to be read. */
  readonly readTo?: number;
  /** True when older trades were given up. */
  readonly isCut: boolean;
  /** True when a trade that belongs here could not be read. */
  readonly hasUnread: boolean;
  readonly next: Unfinished | undefined;
}

export class TradesProgress {
  private unfinished: Unfinished | undefined;

  /** The page to begin with, counted from 1. */
  get firstPage(): number {
    return (this.unfinished?.pages ?? 0) + 1;
  }

  get isUnfinished(): boolean {
    return this.unfinished !== undefined;
  }

  /**
   * Takes in what the pages of one go held, newest first. `now` is the exchange's time before they were read, `unreadAt` how old
   * the oldest trade may be that could not be read, both ms since 1970.
   */
  take(rows: readonly Trade[], pages: number, whole: boolean, now: number, unreadAt = Infinity): Go {
    const { pages: before, since, gathered, goes, unreadAt: earlier } = this.unfinished ?? { pages: 0, since: now, gathered: [], goes: 0, unreadAt: Infinity };
    const heldAt = Math.min(unreadAt, earlier);
    // Fills made meanwhile move known trades onto later pages.
    const trades = [...new Map([...gathered, ...rows].map((trade) => [trade.id, trade])).values()];
    const isCut = !whole && goes + 1 >= goesLimit;
    // Up to the one that cannot be read everything is known; from there on all is read again.
    const readTo = Math.min(since, Math.max(heldAt, since - unreadHoldMs));
    if (whole || isCut) return { trades, readTo, isCut, hasUnread: heldAt < Infinity, next: undefined };
    return { trades: [], isCut, hasUnread: false, next: { pages: before + pages, since, gathered: trades, goes: goes + 1, unreadAt: heldAt } };
  }

  /** The go's trades are stored: the next go begins where it ended. */
  commit(go: Go): void {
    this.unfinished = go.next;
  }
}
