import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { levelsPerSideLimit, scaledKey, BookSide } from '../../src/markets/bookSide.js';
import { OrderBook } from '../../src/markets/orderBook.js';
import { compare, decimal, type Decimal } from '../../src/model/money.js';
import type { LevelChange } from '../../src/exchange/streams/events.js';

const d = (text: string): Decimal => decimal(text);
const bid = (price: string, amount?: string): LevelChange => ({ side: 'bid', price: d(price), amount: amount === undefined ? undefined : d(amount) });
const ask = (price: string, amount?: string): LevelChange => ({ ...bid(price, amount), side: 'ask' });

describe('an exact key of a price', () => {
  test.each([
    ['841039.73', 2, 84_103_973], ['841039', 2, 84_103_900], ['0.5', 2, 50], ['12', 0, 12],
    ['0.123', 2, undefined], ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER], ['90071992547409.92', 2, undefined],
    ['99999999999999999999', 0, undefined], ['1', 16, undefined], ['-1', 2, undefined], ['', 2, 0],
  ])('of %s with %i decimals is %s', (price, precision, key) => {
    expect(scaledKey(price as Decimal, precision)).toBe(key);
  });
});

describe('an order book', () => {
  test('has the highest bid and the lowest ask first, whatever order they came in', () => {
    const book = new OrderBook(2);
    expect(book.load([bid('9', '1'), bid('10', '2'), ask('12', '3'), ask('11', '4')])).toBe(true);
    expect(book.levels('bid', 5)).toEqual([{ price: '10', amount: '2' }, { price: '9', amount: '1' }]);
    expect(book.levels('ask', 1)).toEqual([{ price: '11', amount: '4' }]);
  });

  test('sets amounts absolutely and takes levels away, also ones it never had', () => {
    const book = new OrderBook(2);
    book.load([bid('10', '2'), ask('11', '4')]);
    expect(book.apply([bid('10', '5'), bid('9.5', '1'), ask('11'), ask('12'), ask('30', '1')])).toBe(true);
    expect([book.levels('bid', 9), book.levels('ask', 9)]).toEqual([[{ price: '10', amount: '5' }, { price: '9.5', amount: '1' }], [{ price: '30', amount: '1' }]]);
  });

  test('stays right when a price has more decimals than the market says', () => {
    const book = new OrderBook(1);
    book.load([bid('10', '2')]);
    book.apply([bid('10.05', '1'), bid('10.1', '1'), bid('9.999999999999999999', '1'), bid('10')]);
    expect(book.levels('bid', 9).map((level) => level.price)).toEqual(['10.1', '10.05', '9.999999999999999999']);
  });

  test.each([
    ['crossed', [bid('12', '1')]], ['touching', [bid('11', '1')]], ['a zero amount', [bid('9', '0')]],
    ['a negative amount', [bid('9', '-1')]], ['a negative price', [bid('-9', '1')]], ['a price of zero', [bid('0', '1')]],
    ['no number', [{ ...bid('9', '1'), amount: 'NaN' as Decimal }]], ['an exponent', [{ ...bid('9', '1'), price: '1e400' as Decimal }]],
  ])('is not believed when %s', (_what, changes) => {
    const book = new OrderBook(2);
    book.load([ask('11', '1')]);
    expect(book.apply(changes)).toBe(false);
    expect(new OrderBook(2).load([ask('11', '1'), ...changes])).toBe(false);
  });

  test('a book crossed only beyond its precision is seen as crossed', () => {
    const book = new OrderBook(1);
    book.load([ask('11', '1')]);
    expect([book.apply([bid('10.99999', '1')]), book.apply([bid('11.00001', '1')])]).toEqual([true, false]);
  });

  test('drops the level farthest from the touch beyond its limit', () => {
    const side = new BookSide('bid', 0);
    side.load(Array.from({ length: levelsPerSideLimit }, (_, at) => ({ price: d(String(at + 10)), amount: d('1') })));
    side.set(d('5'), d('1'));
    expect([side.size, side.levels(levelsPerSideLimit).at(-1)?.price]).toEqual([levelsPerSideLimit, '10']);
    side.set(d('999999'), d('1'));
    expect([side.size, side.best()?.price, side.levels(levelsPerSideLimit).at(-1)?.price]).toEqual([levelsPerSideLimit, '999999', '11']);
  });

  const prices = fc.oneof(fc.integer({ min: 1, max: 40 }).map(String), fc.integer({ min: 1, max: 4000 }).map((cents) => (cents / 100).toFixed(2)), fc.constant('7.123456789'));
  const change = fc.record({ price: prices.map(d), amount: fc.option(fc.integer({ min: 1, max: 9 }).map((n) => d(String(n))), { nil: undefined }) });
  test.each(['bid', 'ask'] as const)('a %s side equals a plain map after any changes', (name) => {
    fc.assert(fc.property(fc.array(change, { maxLength: 30 }), fc.array(change, { maxLength: 60 }), (first, then) => {
      const side = new BookSide(name, 2);
      const plain = new Map<Decimal, Decimal>();
      const start = first.flatMap(({ price, amount }) => (amount === undefined ? [] : [{ price, amount }]));
      for (const level of start) plain.set(level.price, level.amount);
      side.load(start);
      for (const { price, amount } of then) {
        side.set(price, amount);
        if (amount === undefined) plain.delete(price);
        else plain.set(price, amount);
      }
      const sorted = [...plain].map(([price, amount]) => ({ price, amount })).sort((a, b) => (name === 'bid' ? compare(b.price, a.price) : compare(a.price, b.price)));
      expect(side.levels(1000)).toEqual(sorted);
    }), { numRuns: 400 });
  });
});
