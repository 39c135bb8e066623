// Chance from one seed: the same seed draws the same numbers for ever.
import type { Decimal } from '../../../src/model/money.js';
import { decimal } from '../../../src/model/money.js';

/** mulberry32: 32 bits of state, good enough to choose what happens next. */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761 + 97) >>> 0;
  }

  /** In [0, 1). */
  readonly next = (): number => {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.between(0, list.length - 1)];
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  }

  bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => this.between(0, 255)));
  }

  /** A source of its own, so that one concern's draws do not move another's. */
  fork(): SeededRandom {
    return new SeededRandom(this.between(0, 4_294_967_295));
  }
}

/** 125 is "1.25": amounts of the simulation are whole hundredths, so that every total is exact. */
export const hundredths = (count: number): Decimal => decimal(`${Math.floor(count / 100)}.${String(count % 100).padStart(2, '0')}`);
