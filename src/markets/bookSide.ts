// One side of an order book as sorted parallel arrays, the best price at the end, searched from there.
import { compare, type Decimal } from '../model/money.js';
import type { Level } from '../model/trading/market.js';

/** Levels kept of one side; the one farthest from the touch is dropped beyond it. */
export const levelsPerSideLimit = 20_000;

const zeroCode = 48;

/**
 * The price times ten to `precision` as an exact integer; undefined when it has more decimals or is no safe integer.
 * Ten digits a price are read by hand because this runs for every frame.
 */
export function scaledKey(price: Decimal, precision: number): number | undefined {
  let key = 0;
  let decimals = -1;
  for (let at = 0; at < price.length; at += 1) {
    const digit = price.charCodeAt(at) - zeroCode;
    if (digit >= 0 && digit <= 9) {
      key = key * 10 + digit;
      if (decimals >= 0) decimals += 1;
      if (key > Number.MAX_SAFE_INTEGER) return undefined;
    } else if (price[at] === '.' && decimals < 0) decimals = 0;
    else return undefined;
  }
  for (let place = Math.max(decimals, 0); place < precision; place += 1) key *= 10;
  return decimals > precision || !Number.isSafeInteger(key) ? undefined : key;
}

/** Levels of one side. Keys are exact integers while every price allows it, else prices are compared as decimals. */
export class BookSide {
  /** +1 when the highest price is the best (bids), -1 when the lowest is (asks). */
  readonly #sign: 1 | -1;
  readonly #precision: number;
  /** Signed keys, rising: the best is last. Meaningless while `#exact`. */
  #keys: number[] = [];
  #prices: Decimal[] = [];
  #amounts: Decimal[] = [];
  #exact = false;

  constructor(side: 'bid' | 'ask', precision: number) {
    this.#sign = side === 'bid' ? 1 : -1;
    this.#precision = precision;
  }

  get size(): number {
    return this.#prices.length;
  }

  /** The best level, undefined when the side is empty. */
  best(): Level | undefined {
    return this.#level(this.#prices.length - 1);
  }

  /** The best price as its exact scaled integer, for telling a crossed book cheaply; undefined when it has none. */
  bestKey(): number | undefined {
    const key = this.#exact ? undefined : this.#keys[this.#keys.length - 1];
    return key === undefined ? undefined : this.#sign * key;
  }

  /** At most `count` levels, best first. */
  levels(count: number): readonly Level[] {
    const found: Level[] = [];
    for (let at = this.#prices.length - 1; at >= 0 && found.length < count; at -= 1) {
      const level = this.#level(at);
      if (level !== undefined) found.push(level);
    }
    return found;
  }

  /** Replaces everything; the levels may come in any order, the last of a price counts. */
  load(levels: readonly Level[]): void {
    this.#exact = levels.some((level) => scaledKey(level.price, this.#precision) === undefined);
    const rows = levels.map((level) => ({ level, key: this.#keyOf(level.price) }));
    const rank = (a: (typeof rows)[number], b: (typeof rows)[number]): number =>
      this.#exact ? this.#sign * compare(a.level.price, b.level.price) : a.key - b.key;
    const sorted = inOrder(rows, rank);
    // Sorting keeps the order of equals, so the last of a price is the one that came last.
    const unique = sorted.filter((row, at) => {
      const next = sorted[at + 1];
      return next === undefined || rank(row, next) !== 0;
    });
    const kept = unique.slice(-levelsPerSideLimit);
    this.#keys = kept.map((row) => row.key);
    this.#prices = kept.map((row) => row.level.price);
    this.#amounts = kept.map((row) => row.level.amount);
  }

  /** Sets a level's amount, or takes it away when undefined; taking away an unknown level is normal. */
  set(price: Decimal, amount: Decimal | undefined): void {
    const key = this.#keyOf(price);
    if (Number.isNaN(key) && !this.#exact) this.#goExact();
    const at = this.#find(price, key);
    const known = at < this.#prices.length && this.#rank(at, price, key) === 0;
    if (amount === undefined) {
      if (known) this.#remove(at);
    } else if (known) this.#amounts[at] = amount;
    else this.#insert(at, price, amount, key);
  }

  #level(at: number): Level | undefined {
    const price = this.#prices[at];
    const amount = this.#amounts[at];
    return price === undefined || amount === undefined ? undefined : { price, amount };
  }

  #keyOf(price: Decimal): number {
    if (this.#exact) return NaN;
    const key = scaledKey(price, this.#precision);
    return key === undefined ? NaN : this.#sign * key;
  }

  /** From the first price that has no key on, until the next load, this side is compared exactly. */
  #goExact(): void {
    this.#exact = true;
    this.#keys = this.#prices.map(() => NaN);
  }

  #rank(at: number, price: Decimal, key: number): number {
    if (this.#exact) return this.#sign * compare(this.#prices[at] ?? price, price);
    return (this.#keys[at] ?? key) - key;
  }

  /** The first place whose price is not worse; steps double from the best end because most changes are near it. */
  #find(price: Decimal, key: number): number {
    let high = this.#prices.length;
    let low = high - 1;
    for (let step = 1; low >= 0 && this.#rank(low, price, key) >= 0; step *= 2) {
      high = low;
      low -= step;
    }
    low = Math.max(low + 1, 0);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#rank(middle, price, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(at: number, price: Decimal, amount: Decimal, key: number): void {
    this.#keys.splice(at, 0, key);
    this.#prices.splice(at, 0, price);
    this.#amounts.splice(at, 0, amount);
    if (this.#prices.length > levelsPerSideLimit) this.#remove(0);
  }

  #remove(at: number): void {
    this.#keys.splice(at, 1);
    this.#prices.splice(at, 1);
    this.#amounts.splice(at, 1);
  }
}

/** Snapshots come sorted, best first: one look tells, and turning them round is all there is to do. */
function inOrder<Row>(rows: readonly Row[], rank: (a: Row, b: Row) => number): readonly Row[] {
  if (isRising(rows, rank)) return rows;
  const turned = rows.toReversed();
  return isRising(turned, rank) ? turned : rows.toSorted(rank);
}

function isRising<Row>(rows: readonly Row[], rank: (a: Row, b: Row) => number): boolean {
  return rows.every((row, at) => {
    const next = rows[at + 1];
    return next === undefined || rank(row, next) < 0;
  });
}
