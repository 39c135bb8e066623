// A rate as a bucket of tokens that refills with time: short bursts pass, the average does not.

export class TokenBucket {
  private tokens: number;

  /** `capacity` tokens at most, one more every `refillMs`; starts full at `now` (monotonic ms). */
  constructor(private readonly capacity: number, private readonly refillMs: number, private readAt: number) {
    this.tokens = capacity;
  }

  /** ms until a token is there; 0 when there is one. `part` slows the refill since the last look and from now on (1 is full speed). */
  waitMs(now: number, part = 1): number {
    this.refill(now, part);
    return this.tokens >= 1 ? 0 : Math.ceil(((1 - this.tokens) * this.refillMs) / part);
  }

  /** Takes a token; false when there is none. */
  take(now: number): boolean {
    if (this.waitMs(now) > 0) return false;
    this.tokens -= 1;
    return true;
  }

  isFull(now: number): boolean {
    this.refill(now, 1);
    return this.tokens >= this.capacity;
  }

  private refill(now: number, part: number): void {
    this.tokens = Math.min(this.capacity, this.tokens + (Math.max(0, now - this.readAt) / this.refillMs) * part);
    this.readAt = now;
  }
}
