// Gathers the trades of a reading that takes more than one go: thousands of fills since the last one.
import type { Trade } from '../../model/trading/trade.js';

/** Goes of one reading at most; with 5,000 trades a go this reaches back 100,000. What is older is given up, and the log says so. */
export const goesLimit = 20;

interface Unfinished {
  /** Pages read so far. */
  readonly pages: number;
  /** When the reading began, the exchange's time in ms since 1970: up to here the trades are known once it is over. */
  readonly since: number;
  /** Newest first, each once. */
  readonly gathered: readonly Trade[];
  readonly goes: number;
}

/** What one go has led to; `commit` it once its trades are stored. */
export interface Go {
  /** Newest first; none before the last go, so that a crash between two goes leaves nothing counted by half. */
  readonly trades: readonly Trade[];
  /** ms since 1970 up to which all trades are known now; absent while older ones are still to be read. */
  readonly readTo?: number;
  /** True when older trades were given up. */
  readonly isCut: boolean;
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

  /** Takes in what the pages of one go held, newest first. `now` is the exchange's time before they were read, ms since 1970. */
  take(rows: readonly Trade[], pages: number, whole: boolean, now: number): Go {
    const { pages: before, since, gathered, goes } = this.unfinished ?? { pages: 0, since: now, gathered: [], goes: 0 };
    // Fills made meanwhile move known trades onto later pages.
    const trades = [...new Map([...gathered, ...rows].map((trade) => [trade.id, trade])).values()];
    const isCut = !whole && goes + 1 >= goesLimit;
    if (whole || isCut) return { trades, readTo: since, isCut, next: undefined };
    return { trades: [], isCut, next: { pages: before + pages, since, gathered: trades, goes: goes + 1 } };
  }

  /** The go's trades are stored: the next go begins where it ended. */
  commit(go: Go): void {
    this.unfinished = go.next;
  }
}
