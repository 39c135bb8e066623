// Where polling stands: which update is asked for next, and whether Telegram knows that the earlier ones were taken.
import { readUpdateId } from '../incoming.js';

/** A poll that was out for this long has reached Telegram, and with it the offset it carried. */
const arrivedAfterMs = 1_000;

export class PollOffset {
  /** What the next poll asks for; 0 before the first update: then Telegram decides. */
  next = 0;
  private polled = { offset: -1, at: 0 };

  /** A poll with the present offset goes out. `now` is monotonic ms. */
  asked(now: number): void {
    if (this.polled.offset !== this.next) this.polled = { offset: this.next, at: now };
  }

  /** A batch is kept: its updates are not asked for again. What cannot be read is passed over. */
  moveBeyond(updates: readonly unknown[]): void {
    this.next = 1 + updates.reduce<number>((most, one) => Math.max(most, readUpdateId(one) ?? most), this.next - 1);
  }

  /** True when nothing is left to tell Telegram. */
  isConfirmed(now: number): boolean {
    return this.next === 0 || (this.polled.offset === this.next && now - this.polled.at > arrivedAfterMs);
  }
}
