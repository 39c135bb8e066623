// A budget that refills with time: so many at once, so many per second.

export class TokenBucket {
  #tokens: number;
  #at: number;

  /** `now` is ms on a clock that never goes back. */
  constructor(private readonly capacity: number, private readonly perSecond: number, now: number) {
    this.#tokens = capacity;
    this.#at = now;
  }

  /** ms until one token is there; 0 when it is. `part` slows the refill (1 is full speed). */
  waitMs(now: number, part = 1): number {
    this.#refill(now, part);
    return this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / (this.perSecond * part)) * 1000;
  }

  /** Takes a token that waitMs has just said is there. */
  take(): void {
    this.#tokens -= 1;
  }

  isFull(now: number): boolean {
    this.#refill(now, 1);
    return this.#tokens >= this.capacity;
  }

  #refill(now: number, part: number): void {
    this.#tokens = Math.min(this.capacity, this.#tokens + ((now - this.#at) / 1000) * this.perSecond * part);
    this.#at = now;
  }
}
