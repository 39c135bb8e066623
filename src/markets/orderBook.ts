// A market's order book: both sides, kept by absolute amounts, and whether it can be believed.
import { compare, ZERO, type Decimal } from '../model/money.js';
import type { Level } from '../model/trading/market.js';
import type { LevelChange } from '../exchange/streams/events.js';
import { BookSide } from './bookSide.js';

const positiveShape = /^\d+(\.\d+)?$/;

/** Holds what frames said, in order; it knows nothing of sequence numbers. */
export class OrderBook {
  readonly #precision: number;
  #bids: BookSide;
  #asks: BookSide;

  /** `pricePrecision` is the market's; prices with more decimals are taken too, only slower. */
  constructor(pricePrecision: number) {
    this.#precision = pricePrecision;
    this.#bids = new BookSide('bid', pricePrecision);
    this.#asks = new BookSide('ask', pricePrecision);
  }

  /** Replaces the book by a snapshot. False when it cannot be believed: a level that is no positive number, or a crossed book. */
  load(changes: readonly LevelChange[]): boolean {
    this.#bids = new BookSide('bid', this.#precision);
    this.#asks = new BookSide('ask', this.#precision);
    if (!changes.every(isBelievable)) return false;
    this.#bids.load(levelsOf(changes, 'bid'));
    this.#asks.load(levelsOf(changes, 'ask'));
    return !this.#isCrossed();
  }

  /** Applies an increment. False when the book cannot be believed any more. */
  apply(changes: readonly LevelChange[]): boolean {
    for (const change of changes) {
      if (!isBelievable(change)) return false;
      this.#side(change.side).set(change.price, change.amount);
    }
    return !this.#isCrossed();
  }

  /** The best level of a side, undefined when it is empty. */
  best(side: 'bid' | 'ask'): Level | undefined {
    return this.#side(side).best();
  }

  /** At most `count` levels of a side, best first. */
  levels(side: 'bid' | 'ask', count: number): readonly Level[] {
    return this.#side(side).levels(count);
  }

  #side(side: 'bid' | 'ask'): BookSide {
    return side === 'bid' ? this.#bids : this.#asks;
  }

  /** Orders that cross are matched before they are published, so a crossed book is a wrong one. */
  #isCrossed(): boolean {
    const bidKey = this.#bids.bestKey();
    const askKey = this.#asks.bestKey();
    if (bidKey !== undefined && askKey !== undefined) return bidKey >= askKey;
    const bid = this.#bids.best();
    const ask = this.#asks.best();
    return bid !== undefined && ask !== undefined && compare(bid.price, ask.price) >= 0;
  }
}

function levelsOf(changes: readonly LevelChange[], side: 'bid' | 'ask'): readonly Level[] {
  return changes.flatMap(({ side: own, price, amount }) => (own !== side || amount === undefined ? [] : [{ price, amount }]));
}

const isBelievable = (change: LevelChange): boolean =>
  isPositiveNumber(change.price) && (change.amount === undefined || isPositiveNumber(change.amount));

/** A canonical zero has one spelling. */
const isPositiveNumber = (value: Decimal): boolean => value !== ZERO && positiveShape.test(value);
