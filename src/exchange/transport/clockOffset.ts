// How far the exchange's clock is from ours, learned from the Date header of its answers.
import type { Clock } from '../../model/clock.js';

/** Date has a resolution of one second: a difference below this says nothing. */
const noticeMs = 2_000;
/** Weight of a new sample in the smoothed offset. */
const smoothing = 0.2;
/** Date is cut to the second, so on average half a second has passed since. */
const halfResolutionMs = 500;

/** When a request left and its answer came, on one clock. */
export interface Exchange {
  /** ms since 1970 */
  readonly sentAt: number;
  /** ms the answer took. */
  readonly tookMs: number;
}

export class ClockOffset {
  #offset: number | undefined;
  /** A sample far from what is believed; believed itself only when a second one agrees, because a cache may answer with an old Date. */
  #doubted: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** The exchange's clock minus ours, ms; undefined before the first answer. */
  ms(): number | undefined {
    return this.#offset;
  }

  /** The exchange's time as far as known, ms since 1970. Differences too small to be told from the header's resolution are not applied. */
  exchangeNow(): number {
    const offset = this.#offset ?? 0;
    return this.clock.now() + (Math.abs(offset) > noticeMs ? offset : 0);
  }

  /** Takes any answer's Date header into account. */
  learn(dateHeader: string | undefined, exchange: Exchange): void {
    const sample = readSample(dateHeader, exchange);
    if (sample === undefined) return;
    if (this.#offset === undefined || near(sample, this.#offset)) this.#accept(sample, false);
    else if (this.#doubted !== undefined && near(sample, this.#doubted)) this.#accept(sample, true);
    else this.#doubted = sample;
  }

  /** Believes the Date header of an answer that refused our time stamp. True when the offset moved enough to try again. */
  learnFromRefusal(dateHeader: string | undefined, exchange: Exchange): boolean {
    const sample = readSample(dateHeader, exchange);
    if (sample === undefined) return false;
    const moved = !near(sample, this.#offset ?? 0);
    this.#accept(sample, true);
    return moved;
  }

  #accept(sample: number, afresh: boolean): void {
    const known = this.#offset;
    this.#offset = known === undefined || afresh ? sample : known + (sample - known) * smoothing;
    this.#doubted = undefined;
  }
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= noticeMs;

function readSample(dateHeader: string | undefined, exchange: Exchange): number | undefined {
  if (dateHeader === undefined) return undefined;
  const date = Date.parse(dateHeader);
  return Number.isNaN(date) ? undefined : date + halfResolutionMs - (exchange.sentAt + exchange.tookMs / 2);
}
