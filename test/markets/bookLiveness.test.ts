// The one judgement of whether a book may be believed, at the limits of a link's silence.
import { describe, expect, it } from '@jest/globals';
import { aliveWithinMs, isLinkAlive, isLiveBook, stateOn } from '../../src/markets/bookLiveness.js';

/** Silence of the link, ms, and whether it is alive with it. */
const silences: readonly (readonly [silenceMs: number, isAlive: boolean])[] = [
  [0, true], [1, true], [aliveWithinMs - 1, true], [aliveWithinMs, true], [aliveWithinMs + 1, false], [Infinity, false], [NaN, false],
];

describe('a link', () => {
  it('may be silent for 25 seconds', () => {
    expect(aliveWithinMs).toBe(25_000);
  });

  it.each(silences)('connected and silent for %d ms is alive: %s', (silenceMs, isAlive) => {
    expect(isLinkAlive({ isConnected: true, silenceMs })).toBe(isAlive);
  });

  it.each(silences)('not connected and silent for %d ms is not alive', (silenceMs) => {
    expect(isLinkAlive({ isConnected: false, silenceMs })).toBe(false);
  });
});

describe('a book', () => {
  it.each(silences)('in sync on a link silent for %d ms stays so only while the link is alive: %s', (silenceMs, isAlive) => {
    expect(stateOn({ isConnected: true, silenceMs }, 'synced')).toBe(isAlive ? 'synced' : 'stale');
    expect(stateOn({ isConnected: false, silenceMs }, 'synced')).toBe('stale');
    expect(isLiveBook({ state: 'synced', ageMs: silenceMs })).toBe(isAlive);
  });

  it.each(silences)('stale or empty is made no better by a link silent for %d ms', (silenceMs) => {
    for (const state of ['stale', 'empty'] as const) {
      for (const isConnected of [true, false]) expect(stateOn({ isConnected, silenceMs }, state)).toBe(state);
      expect(isLiveBook({ state, ageMs: silenceMs })).toBe(false);
    }
  });
});
