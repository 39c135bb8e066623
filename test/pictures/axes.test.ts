// Round prices, round times, and labels that do not lie over each other.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { priceTicks } from '../../src/pictures/priceScale.js';
import { spread } from '../../src/pictures/spread.js';
import { timeTicks } from '../../src/pictures/timeTicks.js';
import { speak } from '../../src/text/index.js';

const minuteMs = 60_000;

describe('written prices', () => {
  it.each([
    [823_000, 852_000, 5000, ['825000', '830000', '835000', '840000', '845000', '850000'], 0],
    [98.2, 101.1, 0.4, ['98.5', '99', '99.5', '100', '100.5', '101'], 1],
    [10, 11, 0.21, ['10', '10.25', '10.5', '10.75', '11'], 2],
    [0.00000010, 0.00000013, 0.000000009, ['0.0000001', '0.00000011', '0.00000012', '0.00000013'], 8],
    [0, 3e9, 9e8, ['0', '1000000000', '2000000000', '3000000000'], 0],
    [-1, 1, 0.9, ['-1', '0', '1'], 0],
  ])('from %p to %p, at least %p apart, are round and exact', (low, high, room, prices, places) => {
    expect(priceTicks(low, high, room)).toEqual({ prices, places });
  });

  it('are none where a JS number cannot tell them apart', () => expect(priceTicks(1e22, 1e22 + 4e6, 1e6).prices).toEqual([]));
});

describe('written times', () => {
  const shown = (first: string, slots: number, minutes: number, room: number, zone = 'Africa/Johannesburg') =>
    timeTicks(speak('en'), Date.parse(first), slots, minutes * minuteMs, room, zone).map(({ slot, label, isNew }) => `${slot} ${label}${isNew ? '!' : ''}`);

  it.each([
    ['minutes', '2026-11-22T12:01:00Z', 45, 1, 12, ['14 14:15', '29 14:30', '44 14:45']],
    ['hours over midnight', '2026-11-21T19:00:00Z', 12, 60, 3, ['0 21:00', '3 22 Nov!', '6 03:00', '9 06:00']],
    ['four hours that do not begin at local midnight', '2026-11-20T20:00:00Z', 12, 240, 5, ['1 21 Nov', '7 22 Nov']],
    ['days', '2026-02-26T00:00:00Z', 8, 1440, 2, ['0 26 Feb', '2 28 Feb', '4 2 Mar!', '6 4 Mar']],
    ['weeks', '2025-10-02T00:00:00Z', 30, 10_080, 12, ['0 Oct', '13 2026!', '26 Apr']],
  ])('of %s stand where a round one begins', (_what, first, slots, minutes, room, labels) => expect(shown(first, slots, minutes, room)).toEqual(labels));

  it('are the clocks’ own on the day they are set forward', () => {
    expect(shown('2026-03-28T22:00:00Z', 8, 60, 2, 'Europe/London')).toEqual(['0 22:00', '2 29 Mar!', '5 04:00', '7 06:00']);
  });
});

describe('labels', () => {
  const room = { top: 0, bottom: 100 };
  it.each([
    [[50], [50]],
    [[50, 52], [46, 56]],
    [[0, 1], [5, 15]],
    [[100, 100, 100], [75, 85, 95]],
    [[70, 20, 68], [74, 20, 64]],
    [[10, 12, 21], [5, 15, 25]],
    [[], []],
  ])('at %p are moved to %p', (wanted, placed) => expect(spread(wanted, 10, room)).toEqual(placed));

  it('are made closer when there is no room for all', () => expect(spread([1, 1, 1, 1], 40, room)).toEqual([12.5, 37.5, 62.5, 87.5]));

  it('never overlap, never leave their room, keep their order, and stay put when nothing is near', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 15 }), (wanted) => {
      const placed = spread(wanted, 24, { top: 0, bottom: 400 });
      const order = wanted.map((_, index) => index).sort((a, b) => placed[a]! - placed[b]!);
      order.forEach((index, rank) => {
        expect(placed[index]).toBeGreaterThanOrEqual(12 - 1e-6);
        expect(placed[index]).toBeLessThanOrEqual(388 + 1e-6);
        const before = order[rank - 1];
        if (before === undefined) return;
        expect(placed[index]! - placed[before]!).toBeGreaterThanOrEqual(24 - 1e-6);
        expect(wanted[index]!).toBeGreaterThanOrEqual(wanted[before]!);
      });
    }));
  });
});
