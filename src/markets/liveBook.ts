// One market's live book: frames in, a book that is either right or says that it is not.
import type { Clock } from '../model/clock.js';
import type { Level, Market } from '../model/trading/market.js';
import type { LevelChange } from '../exchange/streams/events.js';
import { broken, emptySequence, incrementCame, lastNumber, replayIsOver, snapshotCame, type BookSequence, type Sequenced } from './bookSequencer.js';
import { OrderBook } from './orderBook.js';

/**
 * How long after a snapshot the book is kept back. The server repeats a stored snapshot, up to a minute old, and then
 * everything since in one burst (PROTOCOL.md section 2): the prices passed through on the way are history, and an alert
 * must not fire on them.
 */
export const settleMs = 250;

export type BookState = 'empty' | 'synced' | 'stale';
export type SequencedFrame = { readonly type: 'snapshot' | 'increment'; readonly sequence: number; readonly changes: readonly LevelChange[] };

export interface LiveBookListener {
  /** The best bid or ask, or the state, is another than before. */
  moved(): void;
  /** The book is not to be trusted until a snapshot comes; `why` is for the log. */
  lost(why: string): void;
  /** The book is in sync and has settled. */
  settled(): void;
}

/** What listeners know. */
interface Told {
  readonly state: BookState;
  readonly bid: Level | undefined;
  readonly ask: Level | undefined;
}

export class LiveBook {
  readonly pricePrecision: number;
  readonly #book: OrderBook;
  #sequence: BookSequence = emptySequence;
  #cancelSettling: (() => void) | undefined;
  /** True while the book may be passing through old prices. */
  #isHeldBack = false;
  #told: Told = { state: 'empty', bid: undefined, ask: undefined };

  constructor(market: Pick<Market, 'pricePrecision'>, private readonly clock: Clock, private readonly listener: LiveBookListener) {
    this.pricePrecision = market.pricePrecision;
    this.#book = new OrderBook(market.pricePrecision);
  }

  /** `synced` only when every frame since the last snapshot was applied and the burst after it is over. */
  get state(): BookState {
    if (this.#sequence.name !== 'synced') return this.#sequence.name;
    return this.#isHeldBack ? 'stale' : 'synced';
  }

  /** True when there is a snapshot and nothing has broken it since, settled or not. */
  get isFollowing(): boolean {
    return this.#sequence.name === 'synced';
  }

  get number(): number {
    return lastNumber(this.#sequence);
  }

  best(side: 'bid' | 'ask'): Level | undefined {
    return this.#book.best(side);
  }

  levels(side: 'bid' | 'ask', count: number): readonly Level[] {
    return this.#book.levels(side, count);
  }

  /** Takes the next frame of this market. */
  take(frame: SequencedFrame): void {
    const next = frame.type === 'snapshot' ? snapshotCame(this.#sequence, frame.sequence) : incrementCame(this.#sequence, frame.sequence);
    const wasFollowing = this.isFollowing;
    // A snapshot that is not behind what a book in sync has reached goes through no old prices.
    if (next.step === 'load') this.#isHeldBack = this.state !== 'synced' || frame.sequence < this.number;
    this.#sequence = next.sequence;
    if (next.step === 'ignore') {
      // An increment without a snapshot shows that there must be one by now.
      if (!wasFollowing) this.listener.lost('no snapshot');
      return;
    }
    if (next.step === 'resync') this.lose('sequence');
    else this.#change(next, frame.changes);
  }

  /** Makes the book stale and asks for a snapshot; an empty one stays empty. */
  lose(why: string): void {
    this.#endSettling();
    this.#sequence = broken(this.#sequence);
    this.listener.lost(why);
    this.#tell();
  }

  /** Makes the book stale because its connection is gone; the next connection brings a snapshot by itself. False when there was nothing to lose. */
  cut(): boolean {
    this.#endSettling();
    this.#sequence = broken(this.#sequence);
    this.#tell();
    return this.#sequence.name === 'stale';
  }

  /** Ends its timer. */
  stop(): void {
    this.#endSettling();
  }

  #change(next: Sequenced, changes: readonly LevelChange[]): void {
    const believed = next.step === 'load' ? this.#book.load(changes) : this.#book.apply(changes);
    if (!believed) {
      this.lose('not believable');
      return;
    }
    if (next.step === 'load') this.#settle();
    this.#tell();
  }

  #settle(): void {
    this.#cancelSettling?.();
    this.#cancelSettling = this.clock.after(settleMs, () => {
      this.#endSettling();
      const over = replayIsOver(this.#sequence);
      this.#sequence = over.sequence;
      if (over.step === 'resync') {
        this.lose('replay');
        return;
      }
      this.listener.settled();
      this.#tell();
    });
  }

  #endSettling(): void {
    this.#cancelSettling?.();
    this.#cancelSettling = undefined;
    this.#isHeldBack = false;
  }

  #tell(): void {
    // While it is not in sync only the state counts: prices of a replay are nobody's business.
    const isSynced = this.state === 'synced';
    const now: Told = { state: this.state, bid: isSynced ? this.#book.best('bid') : undefined, ask: isSynced ? this.#book.best('ask') : undefined };
    const told = this.#told;
    if (now.state === told.state && sameLevel(now.bid, told.bid) && sameLevel(now.ask, told.ask)) return;
    this.#told = now;
    this.listener.moved();
  }
}

const sameLevel = (a: Level | undefined, b: Level | undefined): boolean => a?.price === b?.price && a?.amount === b?.amount;
