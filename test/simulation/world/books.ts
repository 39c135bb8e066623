// A market's book as the alerts see it: mostly in sync, at times stale, silent or empty, and then full of wild prices.
import type { Clock } from '../../../src/model/clock.js';
import type { BookView, Markets } from '../../../src/markets/markets.js';
import type { LivePrice } from '../../../src/actions/livePrice.js';
import type { OrderRequest } from '../../../src/model/draft.js';
import { decimal, times, type Decimal } from '../../../src/model/money.js';
import type { Life } from './life.js';
import type { SeededRandom } from './seededRandom.js';

const market = 'btczar';

/** In sync on a link heard of within 25 s (RELIABILITY.md 1.2). */
export const isTrusted = ({ state, ageMs }: BookView): boolean => state === 'synced' && ageMs <= 25_000;

export class Books {
  /** Prices ever shown by a book that may be trusted. */
  readonly trusted = new Set<Decimal>();
  #view: BookView = { market, state: 'empty', sequence: 0, ageMs: 0 };
  #mid = 1000;
  #listener: ((view: BookView) => void) | undefined;

  constructor(private readonly clock: Clock, private readonly random: SeededRandom) {}

  /** The markets as one life of the program has them. */
  marketsFor(life: Life): Pick<Markets, 'book' | 'onBook' | 'list' | 'candles'> {
    return {
      book: () => this.#view,
      onBook: (listener) => {
        this.#listener = (view) => { if (!life.over) listener(view); };
        return () => { this.#listener = undefined; };
      },
      candles: async () => [],
      list: async () => [{ id: market, name: 'BTC/ZAR', base: 'btc', quote: 'zar', minPrice: decimal('0'), maxPrice: decimal('0'), minAmount: decimal('0'), amountPrecision: 8, pricePrecision: 2, state: 'enabled' }],
    };
  }

  get view(): BookView {
    return this.#view;
  }

  /** What the book says of an order, as src/main.ts has it from the live one: nothing unless it may be trusted. */
  readonly livePrice = ({ side, volume }: OrderRequest): LivePrice | undefined => {
    const best = (side === 'buy' ? this.#view.bestAsk : this.#view.bestBid)?.price;
    if (best === undefined || !isTrusted(this.#view)) return undefined;
    return { best, walk: { total: times(best, volume), averagePrice: best, worstPrice: best } };
  };

  /** About where the price is, for the orders people think of. */
  get middle(): number {
    return this.#mid;
  }

  /** A step of the price on a book in sync. */
  move(): void {
    this.#mid = Math.max(100, this.#mid + this.random.between(-60, 60));
    this.#show({ state: 'synced', ageMs: this.random.between(0, 20_000) }, decimal(String(this.#mid)), decimal(String(this.#mid + 1)));
  }

  /** A book that must decide nothing, whatever it shows; its prices carry a fraction no trusted price has. */
  mislead(): void {
    const wild = decimal(`${this.random.between(1, 5000)}.5`);
    const state = this.random.pick(['stale', 'stale', 'silent', 'empty'] as const);
    if (state === 'silent') this.#show({ state: 'synced', ageMs: 25_001 + this.random.between(0, 100_000) }, wild, wild);
    else this.#show({ state, ageMs: 0 }, wild, wild);
  }

  #show(how: Pick<BookView, 'state' | 'ageMs'>, bid: Decimal, ask: Decimal): void {
    const view: BookView = { market, sequence: this.#view.sequence + 1, bestBid: { price: bid, amount: decimal('1') }, bestAsk: { price: ask, amount: decimal('1') }, ...how };
    this.#view = view;
    if (isTrusted(view)) {
      this.trusted.add(bid);
      this.trusted.add(ask);
    }
    this.#listener?.(view);
  }

  /** A few moves from now on, spread over `ms`. */
  walk(moves: number, ms: number): void {
    for (let step = 0; step < moves; step += 1) {
      this.clock.after(this.random.between(0, ms), () => { if (this.random.chance(0.3)) this.mislead(); else this.move(); });
    }
  }
}
