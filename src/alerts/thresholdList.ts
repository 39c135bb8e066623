// Thresholds of one market and one way of crossing, sorted so that a price touches only those it has crossed.
import type { Decimal } from '../model/money.js';
import type { Threshold } from './alertKind.js';

/** Entries of a chunk before it is cut in two: inserting moves at most so many. */
export const chunkLimit = 512;

/** One alert's threshold in an index. `order` is unique and breaks ties, so that an entry is found again. */
export interface IndexEntry {
  readonly alertKey: string;
  readonly threshold: Threshold;
  readonly order: number;
}

/**
 * -1, 0 or 1 as a is below, equal to or above b, for canonical decimals that are not negative: their length and their text
 * tell, so nothing is allocated on the path of every frame.
 */
export function comparePlain(a: Decimal, b: Decimal): -1 | 0 | 1 {
  if (a === b) return 0;
  const wholeA = a.indexOf('.');
  const wholeB = b.indexOf('.');
  const digits = (wholeA < 0 ? a.length : wholeA) - (wholeB < 0 ? b.length : wholeB);
  if (digits !== 0) return digits < 0 ? -1 : 1;
  // With as many whole digits the text decides: a dot is below every digit, and a text that goes on is the larger.
  return a < b ? -1 : 1;
}

/** Chunks of sorted entries; the next one to be crossed is the last of all. */
export class ThresholdList {
  #chunks: IndexEntry[][] = [];
  /** For rising prices the lowest threshold is crossed first, for falling ones the highest. */
  readonly #sign: 1 | -1;

  constructor(moves: Threshold['moves']) {
    this.#sign = moves === 'rising' ? -1 : 1;
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0;
  }

  add(entry: IndexEntry): void {
    const at = Math.min(this.#chunkFor(entry), Math.max(this.#chunks.length - 1, 0));
    const chunk = this.#chunks[at];
    if (chunk === undefined) {
      this.#chunks.push([entry]);
      return;
    }
    chunk.splice(this.#placeIn(chunk, entry), 0, entry);
    if (chunk.length > chunkLimit) this.#chunks.splice(at + 1, 0, chunk.splice(chunkLimit / 2));
  }

  remove(entry: IndexEntry): void {
    const at = this.#chunkFor(entry);
    const chunk = this.#chunks[at];
    const place = chunk === undefined ? -1 : this.#placeIn(chunk, entry);
    if (chunk?.[place]?.order !== entry.order) return;
    chunk.splice(place, 1);
    if (chunk.length === 0) this.#chunks.splice(at, 1);
  }

  /** Takes out every entry that this price has reached, the first crossed first. */
  takeReached(price: Decimal): IndexEntry[] {
    const reached: IndexEntry[] = [];
    for (let chunk = this.#chunks.at(-1); chunk !== undefined; chunk = this.#chunks.at(-1)) {
      const last = chunk.at(-1);
      if (last === undefined || !this.#isReached(last, price)) break;
      reached.push(last);
      chunk.pop();
      if (chunk.length === 0) this.#chunks.pop();
    }
    return reached;
  }

  #isReached({ threshold }: IndexEntry, price: Decimal): boolean {
    const past = this.#sign * comparePlain(threshold.price, price);
    return threshold.inclusive ? past >= 0 : past > 0;
  }

  #rank(a: IndexEntry, b: IndexEntry): number {
    return this.#sign * comparePlain(a.threshold.price, b.threshold.price) || a.order - b.order;
  }

  /** The first chunk whose last entry is not before this one; as many as there are chunks when none is. */
  #chunkFor(entry: IndexEntry): number {
    return firstWhere(this.#chunks.length, (at) => {
      const last = this.#chunks[at]?.at(-1);
      return last !== undefined && this.#rank(last, entry) >= 0;
    });
  }

  #placeIn(chunk: readonly IndexEntry[], entry: IndexEntry): number {
    return firstWhere(chunk.length, (at) => {
      const one = chunk[at];
      return one !== undefined && this.#rank(one, entry) >= 0;
    });
  }
}

/** Binary search for the first place where a test, false before it and true from it on, is true. */
export function firstWhere(length: number, test: (at: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
