import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { walkBook } from '../../src/markets/quote.js';
import { compare, decimal, dividedBy, plus, times, type Decimal } from '../../src/model/money.js';

const d = (text: string): Decimal => decimal(text);
const levels = (...rows: readonly (readonly [string, string])[]) => rows.map(([price, amount]) => ({ price: d(price), amount: d(amount) }));
const market = { amountPrecision: 4, pricePrecision: 2 };
const asks = levels(['100', '1'], ['101', '2'], ['110', '0.5']);

describe('walking a book', () => {
  test.each([
    ['inside the best level', { volume: '0.5' }, { volume: '0.5', total: '50', averagePrice: '100', worstPrice: '100', complete: true }],
    ['exactly the best level', { volume: '1' }, { volume: '1', total: '100', averagePrice: '100', worstPrice: '100', complete: true }],
    ['into the next level', { volume: '2' }, { volume: '2', total: '201', averagePrice: '100.5', worstPrice: '101', complete: true }],
    ['the whole book', { volume: '3.5' }, { volume: '3.5', total: '357', averagePrice: '102', worstPrice: '110', complete: true }],
    ['more than the book', { volume: '4' }, { volume: '3.5', total: '357', averagePrice: '102', worstPrice: '110', complete: false }],
    ['a spend inside the best level', { spend: '50' }, { volume: '0.5', total: '50', averagePrice: '100', worstPrice: '100', complete: true }],
    ['a spend of exactly the best level', { spend: '100' }, { volume: '1', total: '100', averagePrice: '100', worstPrice: '100', complete: true }],
    ['a spend that does not divide is cut down', { spend: '150' }, { volume: '1.495', total: '149.995', averagePrice: '100.33', worstPrice: '101', complete: true }],
    ['a spend larger than the book', { spend: '1000' }, { volume: '3.5', total: '357', averagePrice: '102', worstPrice: '110', complete: false }],
    ['a spend too small for any volume', { spend: '0.001' }, { volume: '0', total: '0', averagePrice: '100', worstPrice: '100', complete: true }],
  ] as const)('%s', (_case, size, expected) => {
    expect(walkBook(asks, market, size as unknown as { volume: Decimal })).toEqual(expected);
  });

  test('an empty side has no quote', () => {
    expect(walkBook([], market, { volume: d('1') })).toBeUndefined();
  });

  const someLevels = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 }).chain((cents) =>
    fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: cents.length, maxLength: cents.length }).map((units) =>
      cents.sort((a, b) => a - b).map((price, at) => ({ price: dividedBy(d(String(price)), d('100'), 2), amount: dividedBy(d(String(units[at] ?? 1)), d('10000'), 4) }))));
  test('a spend never costs more than the money, and one unit more would', () => {
    fc.assert(fc.property(someLevels, fc.integer({ min: 1, max: 10_000_000 }), (book, cents) => {
      const spend = dividedBy(d(String(cents)), d('100'), 2);
      const walk = walkBook(book, market, { spend });
      expect(compare(walk!.total, spend)).not.toBe(1);
      if (!walk!.complete) return;
      const more = walkBook(book, market, { volume: plus(walk!.volume, d('0.0001')) });
      expect(!more!.complete || compare(more!.total, spend) === 1).toBe(true);
      expect(compare(times(walk!.worstPrice, walk!.volume), walk!.total)).not.toBe(-1);
    }), { numRuns: 300 });
  });
});
