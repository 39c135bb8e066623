// How long to wait before trying again: longer each time, with some chance in it so that many do not come back at once.
import type { Random } from '../model/clock.js';

export interface Pauses {
  /** The pause that every failure doubles, ms. */
  readonly first: number;
  /** The doubling ends here, ms. */
  readonly longest: number;
  /** No pause is shorter, ms. */
  readonly least: number;
  /** The part of a pause that is left to chance: 1 is full jitter, 0.5 takes away up to half. */
  readonly chance: number;
}

/** For what must be told or kept, however long the other side is away. */
export const backOffMs: Pauses = { first: 1000, longest: 60_000, least: 1000, chance: 1 };

/** The doubling is cut here, far above any longest pause. */
const doublingsLimit = 20;

/** ms to wait, whole; `failures` is how many came before. */
export function backOff(failures: number, random: Random, { first, longest, least, chance }: Pauses = backOffMs): number {
  const full = Math.min(longest, first * 2 ** Math.min(failures, doublingsLimit));
  return Math.max(least, Math.round(full * (1 - chance + chance * random())));
}
