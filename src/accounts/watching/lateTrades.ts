// Looks for trades that the exchange lists later than it says the order has ended: a few times, at growing distances.
import type { UserRecord } from '../../model/user.js';
import type { Timers } from '../../pacing/timers.js';
import { isComplete } from '../reconciling/orderTrades.js';

/** How often they are looked for; each time this much later than the time before, ms. */
const lateTradesTries = 4;
const lateTradesMs = 1000;

export class LateTrades {
  private tries = 0;

  /** @param look reads the trades soon; may not throw */
  constructor(private readonly timers: Pick<Timers, 'set'>, private readonly look: () => void) {}

  /** The patience begins anew. */
  restart(): void {
    this.tries = 0;
  }

  /** All trades that are listed are known. */
  notice(record: UserRecord | undefined): void {
    const lacking = Object.values(record?.account.orders ?? {}).some((tracked) => !tracked.endTold && !isComplete(tracked));
    this.tries = lacking ? this.tries + 1 : 0;
    if (lacking && this.tries <= lateTradesTries) this.timers.set('lateTrades', lateTradesMs * this.tries, this.look);
  }
}
