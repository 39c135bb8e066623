// What one market's best prices were over the last day, one observation a minute.
import { moveWindowBounds } from '../model/alert.js';
import type { Candle } from '../model/trading/market.js';
import { larger, smaller, type Decimal } from '../model/money.js';
import type { Extremes } from './alertKind.js';
import { comparePlain, firstWhere } from './thresholdList.js';

export const minuteMs = 60_000;
/** A day at one a minute, and both ends of it. */
export const observationsLimit = moveWindowBounds.most / minuteMs + 1;
interface Observation {
  /** ms since 1970 */
  readonly at: number;
  readonly bid?: Decimal;
  readonly ask?: Decimal;
}

export class PriceWindow {
  /** Oldest first. */
  #observations: Observation[] = [];
  /** For each observation what it and all later ones saw; worked out when first asked for. */
  #fromThere: readonly Extremes[] | undefined;
  #now = -Infinity;

  /** A minute has passed: windows end at `now` (ms since 1970) until the next one. */
  advance(now: number): void {
    this.#now = now;
    const oldest = now - moveWindowBounds.most;
    const from = this.#observations.findIndex(({ at }) => at >= oldest);
    this.#observations.splice(0, from < 0 ? this.#observations.length : from);
    this.#fromThere = undefined;
  }

  /** What a live book showed at the time of the last advance. */
  observe(prices: Omit<Observation, 'at'>): void {
    this.#observations.push({ at: this.#now, ...prices });
    if (this.#observations.length > observationsLimit) this.#observations.shift();
    this.#fromThere = undefined;
  }

  /**
   * Puts one-minute candles before what was observed. A candle tells trades, not offers: of its ends the one that makes the
   * smaller move counts, so that history that was not seen cannot make a move of its own.
   */
  prime(candles: readonly Candle[]): void {
    const first = this.#observations[0]?.at ?? Infinity;
    const oldest = this.#now - moveWindowBounds.most;
    const past = candles.toSorted((a, b) => a.at - b.at).map(({ at, open, close }) => ({ at: at + minuteMs, bid: larger(open, close), ask: smaller(open, close) }))
      .filter(({ at }) => at >= oldest && at < first && at <= this.#now);
    this.#observations = [...past, ...this.#observations].slice(-observationsLimit);
    this.#fromThere = undefined;
  }

  /** The lowest bid and highest ask of the last `windowMs`, nothing from before `since` (ms since 1970). */
  extremes(windowMs: number, since: number): Extremes {
    const from = Math.max(this.#now - windowMs, since);
    this.#fromThere ??= fromThere(this.#observations);
    return this.#fromThere[firstWhere(this.#observations.length, (at) => (this.#observations[at]?.at ?? Infinity) >= from)] ?? {};
  }
}

/** Backwards over the observations: each answer is the one after it, and the observation itself. */
function fromThere(observations: readonly Observation[]): readonly Extremes[] {
  let later: Extremes = {};
  return observations.toReversed().map(({ bid, ask }) => {
    const { lowestBid, highestAsk } = later;
    const isLower = bid !== undefined && (lowestBid === undefined || comparePlain(bid, lowestBid) < 0);
    const isHigher = ask !== undefined && (highestAsk === undefined || comparePlain(ask, highestAsk) > 0);
    if (isLower || isHigher) later = { ...later, ...(isLower ? { lowestBid: bid } : {}), ...(isHigher ? { highestAsk: ask } : {}) };
    return later;
  }).toReversed();
}
