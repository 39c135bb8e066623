// Asks for the snapshots that books lack, patiently: one series of growing pauses per market.
import type { Clock, Random } from '../model/clock.js';
import type { MarketId } from '../model/trading/market.js';

/** Pauses before each ask after a break, ms; the last one repeats. */
export const brokenPausesMs: readonly number[] = [0, 1000, 2000, 5000, 10_000];
/**
 * Pauses where a new connection has just subscribed and the snapshot should be on its way, ms; the last one repeats. They are
 * long because an ask without an answer costs all markets their connection.
 */
export const awaitedPausesMs: readonly number[] = [10_000, 30_000, 60_000, 300_000, 900_000];
/** Each pause is lengthened by up to this share, so that markets do not ask in step. */
const jitterShare = 0.2;

interface Series {
  readonly pausesMs: readonly number[];
  asked: number;
  cancel: () => void;
}

/** At most one series a market; the caller bounds the markets. */
export class SnapshotRequests {
  readonly #series = new Map<MarketId, Series>();

  /** `ask` is called when it is time; it may do nothing while there is no connection, the series goes on. */
  constructor(private readonly clock: Clock, private readonly random: Random, private readonly ask: (market: MarketId) => void) {}

  /** The book is broken: asks at once. False when a series for a break is under way already. */
  afterBreak(market: MarketId): boolean {
    if (this.#series.get(market)?.pausesMs === brokenPausesMs) return false;
    this.#begin(market, brokenPausesMs);
    return true;
  }

  /** A new connection subscribes by itself: asks only when that brings no snapshot, and ever less often over connections that bring none. */
  afterReconnect(market: MarketId): void {
    if (this.#series.get(market)?.pausesMs !== awaitedPausesMs) this.#begin(market, awaitedPausesMs);
  }

  /** The book is in sync, or of no interest any more. */
  end(market: MarketId): void {
    this.#series.get(market)?.cancel();
    this.#series.delete(market);
  }

  stop(): void {
    for (const market of [...this.#series.keys()]) this.end(market);
  }

  #begin(market: MarketId, pausesMs: readonly number[]): void {
    this.end(market);
    const series: Series = { pausesMs, asked: 0, cancel: () => undefined };
    this.#series.set(market, series);
    this.#next(market, series);
  }

  #next(market: MarketId, series: Series): void {
    const pauseMs = series.pausesMs[Math.min(series.asked, series.pausesMs.length - 1)] ?? 0;
    series.asked += 1;
    if (pauseMs === 0) {
      this.#askNow(market, series);
      return;
    }
    series.cancel = this.clock.after(pauseMs * (1 + jitterShare * this.random()), () => this.#askNow(market, series));
  }

  #askNow(market: MarketId, series: Series): void {
    this.ask(market);
    if (this.#series.get(market) === series) this.#next(market, series);
  }
}
