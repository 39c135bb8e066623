// How long it takes until something is tried again.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOff, backOffMs, type Pauses } from '../../src/pacing/backOff.js';

const pauses: fc.Arbitrary<Pauses> = fc.record({ first: fc.integer({ min: 0, max: 10_000 }), longest: fc.integer({ min: 1000, max: 600_000 }), least: fc.integer({ min: 0, max: 1000 }), chance: fc.constantFrom(0, 0.5, 1) });
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe('a back-off', () => {
  it.each([[0, 1, 1000], [1, 1, 2000], [5, 1, 32_000], [6, 1, 60_000], [2000, 1, 60_000], [6, 0, 1000], [6, 0.5, 30_000]])('after %i failures, with %d of the chance, is %i ms', (failures, chance, ms) => {
    expect(backOff(failures, () => chance)).toBe(ms);
  });

  it.each([[1, 0, 1000], [1, 0.5, 1500], [4, 0, 8000], [5, 0, 15_000], [5, 1, 30_000]])('that leaves half to chance is, after %i failures with %d of it, %i ms', (failures, chance, ms) => {
    expect(backOff(failures, () => chance, { first: 1000, longest: 30_000, least: 1000, chance: 0.5 })).toBe(ms);
  });

  it('stays within its bounds and never shrinks with failures', () => {
    fc.assert(fc.property(pauses, part, fc.nat(), (given, random, failures) => {
      const ms = backOff(failures, () => random, given);
      expect(Number.isInteger(ms)).toBe(true);
      expect(ms).toBeGreaterThanOrEqual(given.least);
      expect(ms).toBeLessThanOrEqual(given.longest);
      expect(backOff(failures + 1, () => random, given)).toBeGreaterThanOrEqual(ms);
    }));
  });

  it('is full jitter between a second and a minute unless told otherwise', () => {
    expect(backOffMs).toEqual({ first: 1000, longest: 60_000, least: 1000, chance: 1 });
  });
});
