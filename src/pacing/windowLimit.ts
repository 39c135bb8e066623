// A rate as Telegram words it: never more than so many within any window of time.

export class WindowLimit {
  /** Times of the last takes, oldest first; at most `most` of them. */
  private readonly taken: number[] = [];

  constructor(private readonly most: number, private readonly windowMs: number) {}

  /** ms until one more may be taken; 0 when now. `now` is monotonic ms. */
  waitMs(now: number): number {
    const oldest = this.taken.length < this.most ? undefined : this.taken[0];
    return oldest === undefined ? 0 : Math.max(0, Math.ceil(oldest + this.windowMs - now));
  }

  take(now: number): void {
    this.taken.push(now);
    if (this.taken.length > this.most) this.taken.shift();
  }

  /** True when no take counts any more. */
  isIdle(now: number): boolean {
    return (this.taken.at(-1) ?? -Infinity) + this.windowMs <= now;
  }
}
