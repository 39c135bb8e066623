// Reads single orders again and again, quickly at first, whose outcome the stream may never tell; and sees to it that
// the end of an order is told when the card it was left to does not come.
import type { TrackedOrder } from '../../model/account.js';
import type { Clock } from '../../model/clock.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import { NamelessReads } from './namelessOrders.js';
import { leftEndDueAt } from '../reconciling/orderEnd.js';
import { isPlaceholder } from '../reconciling/orderNews.js';
import { Timers } from '../../pacing/timers.js';

/** When an order is read, ms after following began; then every lastStepMs until it has ended. */
export const followUpStepsMs = [500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000] as const;
export const lastStepMs = 60_000;
/** Orders followed at once; the audit reads the others. */
export const followedOrdersLimit = 50;

/** A look that could not be stored is taken again after this long, ms. */
const leftEndRetryMs = 1000;

/** Orders of which the stream may say nothing (market orders), or that are on their way from one state to the next. */
export function isFollowed(tracked: TrackedOrder): boolean {
  const { order } = tracked;
  if (isFinal(order.state)) return false;
  return order.type === 'market' || order.state === 'pending' || tracked.cancelAskedAt !== undefined || isPlaceholder(order);
}

export class FollowUps {
  private readonly timers: Timers;
  /** How many steps each followed order has had. */
  private readonly steps = new Map<string, number>();
  private readonly nameless = new NamelessReads();

  private readonly leftEnds: LeftEnds;

  /** @param read reads one order and takes it in; @param tellLeftEnds tells the ends whose cards have not come; neither may throw */
  constructor(private readonly clock: Clock, private readonly read: (orderId: string) => void, tellLeftEnds: () => void) {
    this.timers = new Timers(clock);
    this.leftEnds = new LeftEnds(clock, tellLeftEnds);
  }

  /** Begins and ends following as the record says, and reads orders that may be ours without saying so. */
  update(record: UserRecord): void {
    this.leftEnds.update(record);
    for (const orderId of this.nameless.take(record, this.clock.now())) this.read(orderId);
    const wanted = Object.values(record.account.orders).filter(isFollowed).map(({ order }) => order.id).slice(-followedOrdersLimit);
    for (const orderId of this.steps.keys()) if (!wanted.includes(orderId)) this.end(orderId);
    for (const orderId of wanted) if (!this.steps.has(orderId)) this.wait(orderId, 0);
  }

  /** Begins again for all that are followed, with a read at once. */
  restart(): void {
    for (const orderId of [...this.steps.keys()]) {
      this.wait(orderId, 0);
      this.read(orderId);
    }
  }

  stop(): void {
    this.timers.stop();
    this.leftEnds.stop();
    this.steps.clear();
  }

  private end(orderId: string): void {
    this.timers.clear(orderId);
    this.steps.delete(orderId);
  }

  private wait(orderId: string, step: number): void {
    this.steps.set(orderId, step);
    const at = followUpStepsMs[step];
    const ms = at === undefined ? lastStepMs : at - (followUpStepsMs[step - 1] ?? 0);
    this.timers.set(orderId, ms, () => {
      this.wait(orderId, step + 1);
      this.read(orderId);
    });
  }
}

/** One timer, for the end that is due first; what is left is in the record, so that a restart waits on. */
class LeftEnds {
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
      this.wait(leftEndRetryMs);
      this.tell();
    });
  }
}
