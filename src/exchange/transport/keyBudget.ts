// What one API key may still send: a rate, an order window, and a pause after the exchange said "too many".
import type { Limits } from '../limits.js';
import { TokenBucket } from '../../pacing/tokenBucket.js';

export class KeyBudget {
  readonly #rate: TokenBucket;
  /** When the last orders left, ms, oldest first; at most ordersPerWindow of them. */
  readonly #orders: number[] = [];
  #pausedUntil = 0;
  #refusals = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;

  /** `now` is ms on a clock that never goes back, here and below. */
  constructor(private readonly limits: Limits, now: number) {
    this.#rate = new TokenBucket(limits.keyBurst, 1000 / limits.keyRatePerSecond, now);
  }

  /** ms until this key may send; 0 when it may now. Creating and cancelling orders has its own window (PROTOCOL.md section 4). */
  waitMs(now: number, isOrder: boolean): number {
    return Math.max(this.#pausedUntil - now, this.#rate.waitMs(now, this.#ratePart(now)), isOrder ? this.#orderWaitMs(now) : 0, 0);
  }

  take(now: number, isOrder: boolean): void {
    this.#rate.take(now);
    if (!isOrder) return;
    this.#orders.push(now);
    if (this.#orders.length > this.limits.ordersPerWindow) this.#orders.shift();
  }

  /** After a 429: pauses as asked, or longer each time, and slows the rate. */
  slowDown(now: number, retryAfterMs: number | undefined): void {
    if (now - this.#refusedAt > this.limits.recoverMs) this.#refusals = 0;
    const pause = retryAfterMs ?? Math.min(this.limits.slowDownBaseMs * 2 ** this.#refusals, this.limits.slowDownCapMs);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pause);
    this.#refusals = Math.min(this.#refusals + 1, 16);
    this.#refusedAt = now;
  }

  /** True when forgetting this budget would change nothing. */
  isIdle(now: number): boolean {
    return now >= this.#pausedUntil && this.#ratePart(now) === 1 && this.#orderWaitMs(now) === 0 && this.#rate.isFull(now);
  }

  /** Halved per refusal, then growing back evenly while none comes. */
  #ratePart(now: number): number {
    if (this.#refusals === 0) return 1;
    const slowed = Math.max(0.5 ** this.#refusals, this.limits.slowestRatePart);
    return Math.min(1, slowed + (1 - slowed) * Math.max(0, (now - this.#pausedUntil) / this.limits.recoverMs));
  }

  #orderWaitMs(now: number): number {
    const oldest = this.#orders[0];
    if (oldest === undefined || this.#orders.length < this.limits.ordersPerWindow) return 0;
    return Math.max(0, oldest + this.limits.ordersWindowMs - now);
  }
}
