// Sees to it that the end of an order is told when the card it was left to does not come.
import type { Clock } from '../model/clock.js';
import type { UserRecord } from '../model/user.js';
import { leftEndDueAt } from './reconciling/orderEnd.js';
import { Timers } from '../pacing/timers.js';

/** A look that could not be stored is taken again after this long, ms. */
const retryMs = 1000;

/** One timer, for the end that is due first; what is left is in the record, so that a restart waits on. */
export class LeftEnds {
  private readonly timers: Timers;

  /** @param tell tells what is due; must not throw */
  constructor(private readonly clock: Clock, private readonly tell: () => void) {
    this.timers = new Timers(clock);
  }

  update(record: UserRecord): void {
    const due = Object.values(record.account.orders).flatMap((tracked) => leftEndDueAt(tracked) ?? []);
    if (due.length === 0) this.timers.clear('due');
    else this.wait(Math.max(0, Math.min(...due) - this.clock.now()));
  }

  stop(): void {
    this.timers.stop();
  }

  private wait(ms: number): void {
    this.timers.set('due', ms, () => {
      this.wait(retryMs);
      this.tell();
    });
  }
}
