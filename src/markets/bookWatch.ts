// Follows the books of all markets over the one shared stream and tells who listens when a best price or a state changes.
import type { Clock, Random } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { Level, Market, MarketId } from '../model/trading/market.js';
import type { MarketEvent, MarketStream, StreamState } from '../exchange/streams/events.js';
import { isLinkAlive, stateOn, type BookLink } from './bookLiveness.js';
import { isEnabled } from './findMarket.js';
import { LiveBook } from './liveBook.js';
import type { BookView } from './markets.js';
import { SnapshotRequests } from './snapshotRequests.js';

/** Books followed at the same time. */
export const watchedMarketsLimit = 100;
/** How often the link is looked at when no frames come, ms. */
const linkLookMs = 1000;

/** What the exchange's market stream tells. */
export interface MarketStreamListener {
  onEvent(event: MarketEvent): void;
  onState(state: StreamState): void;
}

export interface BookWatchDeps {
  openMarketStream(listener: MarketStreamListener): MarketStream;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

export class BookWatch {
  readonly #books = new Map<MarketId, LiveBook>();
  readonly #listeners = new Set<(view: BookView) => void>();
  readonly #requests: SnapshotRequests;
  #stream: MarketStream | undefined;
  /** When the connection the books come from was made; undefined without one. */
  #connectedSince: number | undefined;
  #wasAlive = false;
  #stopped = false;
  #cancelLook: () => void = () => undefined;

  constructor(private readonly deps: BookWatchDeps) {
    this.#requests = new SnapshotRequests(deps.clock, deps.random, (market) => this.#askSnapshot(market));
  }

  /** Opens the stream; it reconnects by itself. */
  start(): void {
    if (this.#stream !== undefined || this.#stopped) return;
    this.#stream = this.deps.openMarketStream({ onEvent: (event) => this.#take(event), onState: () => this.#look() });
    this.#lookOn();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelLook();
    this.#requests.stop();
    for (const book of this.#books.values()) book.stop();
    this.#stream?.close();
  }

  /** Follows the enabled ones of these markets, and no others. */
  follow(markets: readonly Market[]): void {
    if (this.#stopped) return;
    const enabled = markets.filter(isEnabled);
    if (enabled.length > watchedMarketsLimit) this.deps.log.warn('markets.tooMany', { enabled: enabled.length, limit: watchedMarketsLimit });
    const wanted = new Map(enabled.slice(0, watchedMarketsLimit).map((market) => [market.id, market]));
    for (const id of [...this.#books.keys()]) if (wanted.get(id)?.pricePrecision !== this.#books.get(id)?.pricePrecision) this.#drop(id);
    const added = [...wanted.values()].filter((market) => !this.#books.has(market.id));
    if (added.length === 0) return;
    for (const market of added) this.#add(market);
    this.#stream?.want([...this.#books.keys()].map((id) => `${id}.ob-inc`));
  }

  /** The book as it is now: in sync only while the link is alive too. */
  view(market: MarketId): BookView {
    const link = this.#link();
    const { silenceMs: ageMs } = link;
    const book = this.#books.get(market);
    if (book === undefined) return { market, state: 'empty', sequence: 0, ageMs };
    const bestBid = book.best('bid');
    const bestAsk = book.best('ask');
    return {
      market, state: stateOn(link, book.state), sequence: book.number, ageMs,
      ...(bestBid === undefined ? {} : { bestBid }), ...(bestAsk === undefined ? {} : { bestAsk }),
    };
  }

  levels(market: MarketId, side: 'bid' | 'ask', count: number): readonly Level[] {
    return this.#books.get(market)?.levels(side, count) ?? [];
  }

  /** The markets followed, in no order. */
  followed(): readonly MarketId[] {
    return [...this.#books.keys()];
  }

  /** Something shows that this book is wrong: it is stale until a new snapshot. */
  distrust(market: MarketId, why: string): void {
    this.#books.get(market)?.lose(why);
  }

  onBook(listener: (view: BookView) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  state(): StreamState {
    return this.#stream?.state() ?? { name: 'closed', detail: 'not started' };
  }

  #take(event: MarketEvent): void {
    if (this.#stopped || event.type === 'candle') return;
    this.#noticeConnection();
    const book = this.#books.get(event.market);
    if (book === undefined) return;
    if (event.type === 'unreadable') book.lose('unreadable frame');
    else book.take(event);
  }

  #add(market: Market): void {
    const { id } = market;
    this.#books.set(id, new LiveBook(market, this.deps.clock, {
      moved: () => this.#tell(id),
      settled: () => this.#requests.end(id),
      lost: (why) => {
        if (this.#requests.afterBreak(id)) this.deps.log.debug('book.lost', { market: id, why });
      },
    }));
  }

  #drop(market: MarketId): void {
    this.#books.get(market)?.stop();
    this.#books.delete(market);
    this.#requests.end(market);
    this.#tell(market);
  }

  #askSnapshot(market: MarketId): void {
    const book = this.#books.get(market);
    if (book === undefined || book.isFollowing || this.state().name !== 'connected') return;
    this.#stream?.resync(market);
  }

  #lookOn(): void {
    this.#look();
    this.#cancelLook = this.deps.clock.after(linkLookMs, () => this.#lookOn());
  }

  /** Tells everybody when the link has come to life or gone silent. */
  #look(): void {
    if (this.#stopped) return;
    this.#noticeConnection();
    const isAlive = isLinkAlive(this.#link());
    if (isAlive !== this.#wasAlive) {
      this.#wasAlive = isAlive;
      for (const id of this.#books.keys()) this.#tell(id);
    }
  }

  /** What came over one connection is not continued by another: whatever was missed in between is missing. */
  #noticeConnection(): void {
    const state = this.state();
    const since = state.name === 'connected' ? state.since : undefined;
    if (since === this.#connectedSince) return;
    const hadOne = this.#connectedSince !== undefined;
    this.#connectedSince = since;
    if (!hadOne) return;
    for (const [id, book] of this.#books) if (book.cut()) this.#requests.afterReconnect(id);
  }

  #link(): BookLink {
    return { isConnected: this.state().name === 'connected', silenceMs: Math.round(this.#stream?.silenceMs() ?? Infinity) };
  }

  #tell(market: MarketId): void {
    if (this.#stopped || this.#listeners.size === 0) return;
    const view = this.view(market);
    for (const listener of [...this.#listeners]) {
      try {
        listener(view);
      } catch (error) {
        this.deps.log.error('book.listener', { market, error: error instanceof Error ? error.name : 'unknown' });
      }
    }
  }
}
