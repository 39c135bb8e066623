// Lets calls out no faster than the exchange allows, the most urgent first.
import type { Clock } from '../../model/clock.js';
import { UnavailableError } from '../../model/errors.js';
import type { Urgency } from '../client.js';
import type { Limits } from '../limits.js';
import { TokenBucket } from '../../pacing/tokenBucket.js';
import { KeyBudget } from './keyBudget.js';

export interface Turn {
  readonly route: string;
  /** The API key, or "" for calls without one. */
  readonly key: string;
  readonly urgency: Urgency;
  /** Creates or cancels orders. */
  readonly isOrder: boolean;
  /** How long to wait at most, ms. */
  readonly waitMs: number;
  readonly signal?: AbortSignal;
}

interface Waiting extends Turn {
  readonly go: () => void;
  readonly fail: (error: UnavailableError) => void;
}

const order: readonly Urgency[] = ['money', 'person', 'background'];

/**
 *   take() -> queue per urgency (bounded) -> key budget and global budget -> go
 */
export class RateLimit {
  readonly #queues: Readonly<Record<Urgency, Set<Waiting>>> = { money: new Set(), person: new Set(), background: new Set() };
  /** By API key, longest unused first; bounded by limits.keys. */
  readonly #budgets = new Map<string, KeyBudget>();
  readonly #global: TokenBucket;
  /** When the exchange last said "too many" to anybody, ms. */
  #refusedAt = Number.NEGATIVE_INFINITY;
  #cancelTimer: (() => void) | undefined;
  #stopped = false;

  constructor(private readonly clock: Clock, private readonly limits: Limits) {
    this.#global = new TokenBucket(limits.globalRatePerSecond, 1000 / limits.globalRatePerSecond, clock.monotonic());
  }

  /**
   * Resolves when the call may leave.
   * @throws UnavailableError when the queue is full, the wait is over, the caller gives up or the program stops: nothing was sent.
   */
  async take(turn: Turn): Promise<void> {
    if (this.#stopped || turn.signal?.aborted === true) throw new UnavailableError('stopping', turn.route);
    const queue = this.#queues[turn.urgency];
    if (queue.size >= this.limits.queued[turn.urgency]) throw new UnavailableError('rateLimit', turn.route);
    await new Promise<void>((resolve, reject) => {
      const cancelWait = this.clock.after(turn.waitMs, () => waiting.fail(this.#tooLong(turn)));
      const onAbort = (): void => waiting.fail(new UnavailableError('stopping', turn.route));
      const leave = (): void => { cancelWait(); queue.delete(waiting); turn.signal?.removeEventListener('abort', onAbort); };
      const waiting: Waiting = { ...turn, go: () => { leave(); resolve(); }, fail: (error) => { leave(); reject(error); } };
      turn.signal?.addEventListener('abort', onAbort, { once: true });
      queue.add(waiting);
      this.#letOut();
    });
  }

  /**
   * After a 429 for this key; `retryAfterMs` is what the exchange asked for, if it did. All keys leave from one address, which may
   * be what it counts: together they slow down a little too.
   */
  slowDown(key: string, retryAfterMs: number | undefined): void {
    this.#refusedAt = this.clock.monotonic();
    this.#budget(key).slowDown(this.#refusedAt, retryAfterMs);
  }

  /** Fails everything that waits; nothing leaves any more. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    for (const waiting of [...this.#byUrgency()]) waiting.fail(new UnavailableError('stopping', waiting.route));
  }

  #tooLong(turn: Turn): UnavailableError {
    return new UnavailableError('rateLimit', turn.route, Math.ceil(this.#budget(turn.key).waitMs(this.clock.monotonic(), turn.isOrder)));
  }

  #letOut(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const now = this.clock.monotonic();
    let soonest = Number.POSITIVE_INFINITY;
    for (const waiting of this.#byUrgency()) {
      const globalWait = this.#global.waitMs(now, this.#globalPart(now));
      const wait = globalWait > 0 ? globalWait : this.#budget(waiting.key).waitMs(now, waiting.isOrder);
      if (wait === 0) this.#send(waiting, now);
      else soonest = Math.min(soonest, wait);
      if (globalWait > 0) break;
    }
    if (Number.isFinite(soonest)) this.#cancelTimer = this.clock.after(Math.max(1, Math.ceil(soonest)), () => this.#letOut());
  }

  #globalPart(now: number): number {
    const { globalSlowPart, recoverMs } = this.limits;
    return Math.min(1, globalSlowPart + (1 - globalSlowPart) * ((now - this.#refusedAt) / recoverMs));
  }

  *#byUrgency(): Generator<Waiting> {
    for (const urgency of order) yield* this.#queues[urgency];
  }

  #send(waiting: Waiting, now: number): void {
    this.#global.take(now);
    this.#budget(waiting.key).take(now, waiting.isOrder);
    waiting.go();
  }

  #budget(key: string): KeyBudget {
    const now = this.clock.monotonic();
    const budget = this.#budgets.get(key) ?? new KeyBudget(this.limits, now);
    this.#budgets.delete(key);
    this.#budgets.set(key, budget);
    if (this.#budgets.size > this.limits.keys) this.#forgetOldest(now);
    return budget;
  }

  /** Prefers one that has nothing to remember among the longest unused. */
  #forgetOldest(now: number): void {
    const looked = [...this.#budgets.entries()].slice(0, 8);
    const [key] = looked.find(([, budget]) => budget.isIdle(now)) ?? looked[0] ?? [''];
    this.#budgets.delete(key);
  }
}
