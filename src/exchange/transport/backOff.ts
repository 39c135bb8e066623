// How long to wait before trying again, with full jitter so that many clients never come back at once.
import type { Random } from '../../model/clock.js';

/** The doubling is cut here, far above any cap. */
const doublingsLimit = 20;

/** ms: random between 0 and base * 2^tries, at most the cap. */
export const backOffMs = (random: Random, tries: number, baseMs: number, capMs: number): number =>
  random() * Math.min(capMs, baseMs * 2 ** Math.min(tries, doublingsLimit));
