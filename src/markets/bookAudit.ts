// Compares live books with the exchange's own answer now and then, because a connected client that missed a frame unseen would never know.
import type { Clock, Random } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { Depth, Level, MarketId } from '../model/trading/market.js';
import type { BookView } from './markets.js';

/** How often books are audited, ms; each round comes up to a quarter earlier or later. */
export const auditEveryMs = 60_000;
/** Reads of one round; with more markets the rounds take turns, books under suspicion first. */
export const auditsPerRoundLimit = 10;
/** Levels asked for a side: only the best one is compared. */
const auditLevels = 5;

export interface BookAuditDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  followed(): readonly MarketId[];
  view(market: MarketId): BookView;
  depth(market: MarketId, limit: number): Promise<Depth>;
  /** Makes a book stale and asks for a new snapshot. */
  distrust(market: MarketId, why: string): void;
}

export class BookAudit {
  /** Sequence number at which a book differed the last time; bounded by the markets followed. */
  readonly #suspects = new Map<MarketId, number>();
  #turn = 0;
  #stopped = false;
  #cancel: () => void = () => undefined;

  constructor(private readonly deps: BookAuditDeps) {}

  start(): void {
    const pauseMs = auditEveryMs * (0.75 + 0.5 * this.deps.random());
    this.#cancel = this.deps.clock.after(pauseMs, () => void this.#runAndGoOn());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** One round. A failed read says nothing about a book and ends the round. */
  async round(): Promise<void> {
    for (const market of this.#choose()) {
      if (this.#stopped) return;
      try {
        await this.#audit(market);
      } catch (error) {
        this.deps.log.debug('audit.unread', { market, error: error instanceof Error ? error.name : 'unknown' });
        return;
      }
    }
  }

  async #runAndGoOn(): Promise<void> {
    await this.round();
    if (!this.#stopped) this.start();
  }

  #choose(): readonly MarketId[] {
    const followed = this.deps.followed();
    for (const market of [...this.#suspects.keys()]) if (!followed.includes(market)) this.#suspects.delete(market);
    const start = followed.length === 0 ? 0 : this.#turn % followed.length;
    const inTurn = [...followed.slice(start), ...followed.slice(0, start)].filter((market) => !this.#suspects.has(market));
    const chosen = [...this.#suspects.keys(), ...inTurn].slice(0, auditsPerRoundLimit);
    this.#turn = start + auditsPerRoundLimit;
    return chosen;
  }

  /**
   * The depth carries no sequence number and may be a moment old, so one difference proves nothing: the book is wrong when
   * it differs twice in a row although no frame has changed it in between.
   */
  async #audit(market: MarketId): Promise<void> {
    const before = this.deps.view(market);
    if (before.state !== 'synced') {
      this.#suspects.delete(market);
      return;
    }
    const depth = await this.deps.depth(market, auditLevels);
    const after = this.deps.view(market);
    const isSettled = after.state === 'synced' && after.sequence === before.sequence;
    const isSame = samePrice(after.bestBid, depth.bids[0]) && samePrice(after.bestAsk, depth.asks[0]);
    if (!isSettled || isSame) this.#suspects.delete(market);
    else if (this.#suspects.get(market) !== after.sequence) this.#suspects.set(market, after.sequence);
    else {
      this.#suspects.delete(market);
      this.deps.log.warn('audit.differs', { market, sequence: after.sequence });
      this.deps.distrust(market, 'audit');
    }
  }
}

/** Prices are canonical, so equal text is equal value. */
const samePrice = (a: Level | undefined, b: Level | undefined): boolean => a?.price === b?.price;
