// Asks for snapshots again, not too often, and notices when asking does not help.
import type { Clock } from '../../model/clock.js';
import type { MarketId } from '../../model/trading/market.js';
import type { Limits } from '../limits.js';

export interface ResyncUse {
  /** Subscribes to the market's book again. */
  ask(market: MarketId): void;
  /** No snapshot came: the connection is made anew, as the exchange's own page does (PROTOCOL.md section 2). */
  giveUp(): void;
}

/** The maps hold one entry per market asked for; the caller lets only wanted markets through. */
export class Resync {
  readonly #askedAt = new Map<MarketId, number>();
  /** Cancels of the asking that is put off. */
  readonly #later = new Map<MarketId, () => void>();
  /** Cancels of the wait for a snapshot. */
  readonly #due = new Map<MarketId, () => void>();
  #gaveUpAt = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(private readonly clock: Clock, private readonly limits: Limits, private readonly use: ResyncUse) {}

  /** Asks now, or once the last asking for this market is long enough ago; calls meanwhile are folded into that one. */
  want(market: MarketId): void {
    if (this.#stopped || this.#later.has(market)) return;
    const wait = (this.#askedAt.get(market) ?? Number.NEGATIVE_INFINITY) + this.limits.resyncEveryMs - this.clock.monotonic();
    if (wait <= 0) this.#ask(market);
    else this.#later.set(market, this.clock.after(Math.ceil(wait), () => { this.#later.delete(market); this.#ask(market); }));
  }

  /** The market's snapshot has come. */
  arrived(market: MarketId): void {
    cancelOne(this.#due, market);
  }

  /** A new connection brings every snapshot by itself. */
  forget(): void {
    cancelAll(this.#later);
    cancelAll(this.#due);
  }

  stop(): void {
    this.#stopped = true;
    this.forget();
  }

  #ask(market: MarketId): void {
    this.#askedAt.set(market, this.clock.monotonic());
    if (!this.#due.has(market)) this.#due.set(market, this.clock.after(this.limits.snapshotTimeoutMs, () => this.#overdue(market)));
    this.use.ask(market);
  }

  #overdue(market: MarketId): void {
    this.#due.delete(market);
    const now = this.clock.monotonic();
    if (now - this.#gaveUpAt < this.limits.resyncReconnectEveryMs) return;
    this.#gaveUpAt = now;
    this.use.giveUp();
  }
}

function cancelOne(timers: Map<MarketId, () => void>, market: MarketId): void {
  timers.get(market)?.();
  timers.delete(market);
}

function cancelAll(timers: Map<MarketId, () => void>): void {
  for (const market of [...timers.keys()]) cancelOne(timers, market);
}
