// What one market's best prices were over the last day, one observation a minute.
import { moveWindowBounds } from '../model/alert.js';
import type { Candle } from '../model/market.js';
import { isAbove, isBelow, larger, smaller, type Decimal } from '../model/money.js';
import type { Extremes } from './alertKind.js';

export const minuteMs = 60_000;
/** A day at one a minute, and both ends of it. */
export const observationsLimit = moveWindowBounds.most / minuteMs + 1;
/** Answers remembered until the next minute: more times than there are windows nobody asks for. */
const answersLimit = 5000;

interface Observation {
  /** ms since 1970 */
  readonly at: number;
  readonly bid?: Decimal;
  readonly ask?: Decimal;
}

export class PriceWindow {
  /** Oldest first. */
  #observations: Observation[] = [];
  #answers = new Map<number, Extremes>();
  #now = -Infinity;

  /** A minute has passed: windows end at `now` (ms since 1970) until the next one. */
  advance(now: number): void {
    this.#now = now;
    const oldest = now - moveWindowBounds.most;
    const from = this.#observations.findIndex(({ at }) => at >= oldest);
    this.#observations.splice(0, from < 0 ? this.#observations.length : from);
    this.#answers.clear();
  }

  /** What a live book showed at the time of the last advance. */
  observe(prices: Omit<Observation, 'at'>): void {
    this.#observations.push({ at: this.#now, ...prices });
    if (this.#observations.length > observationsLimit) this.#observations.shift();
    this.#answers.clear();
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
    this.#answers.clear();
  }

  /** The lowest bid and highest ask of the last `windowMs`, nothing from before `since` (ms since 1970). */
  extremes(windowMs: number, since: number): Extremes {
    const from = Math.max(this.#now - windowMs, since);
    const known = this.#answers.get(from);
    if (known !== undefined) return known;
    const found = this.#find(from);
    if (this.#answers.size < answersLimit) this.#answers.set(from, found);
    return found;
  }

  #find(from: number): Extremes {
    let lowestBid: Decimal | undefined;
    let highestAsk: Decimal | undefined;
    for (const { at, bid, ask } of this.#observations) {
      if (at < from) continue;
      if (bid !== undefined && (lowestBid === undefined || isBelow(bid, lowestBid))) lowestBid = bid;
      if (ask !== undefined && (highestAsk === undefined || isAbove(ask, highestAsk))) highestAsk = ask;
    }
    return { ...(lowestBid === undefined ? {} : { lowestBid }), ...(highestAsk === undefined ? {} : { highestAsk }) };
  }
}
