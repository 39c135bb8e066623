import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AlertIndex } from '../../src/alerts/alertIndex.js';
import type { Threshold } from '../../src/alerts/alertKind.js';
import { chunkLimit, comparePlain } from '../../src/alerts/thresholdList.js';
import type { BookView } from '../../src/markets/markets.js';
import { compare, decimal, isAbove, isBelow, type Decimal } from '../../src/model/money.js';

const d = (text: string): Decimal => decimal(text);
const view = (bid: string, ask: string, market = 'btczar'): BookView =>
  ({ market, state: 'synced', sequence: 1, ageMs: 0, bestBid: { price: d(bid), amount: d('1') }, bestAsk: { price: d(ask), amount: d('1') } });
const rising = (price: string, inclusive = true): Threshold => ({ side: 'bid', moves: 'rising', price: d(price), inclusive });
const falling = (price: string, inclusive = true): Threshold => ({ side: 'ask', moves: 'falling', price: d(price), inclusive });

describe('comparing plain decimals by their text', () => {
  const plain = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.option(fc.bigInt({ min: 0n, max: 10n ** 8n }))).map(([whole, part]) => d(part === null ? String(whole) : `${whole}.${part}`));
  test('agrees with exact arithmetic', () => {
    fc.assert(fc.property(plain, plain, (a, b) => {
      expect(comparePlain(a, b)).toBe(compare(a, b));
    }), { numRuns: 2000 });
  });
  test.each([['1', '1.5', -1], ['9', '10', -1], ['0.5', '0.45', 1], ['10', '10', 0], ['100.01', '100.1', -1], ['0', '0.00000001', -1]] as const)('%s and %s give %i', (a, b, expected) => {
    expect([comparePlain(d(a), d(b)), compare(d(a), d(b))]).toEqual([expected, expected]);
  });
});

describe('an alert index', () => {
  test.each([
    ['a rising threshold is reached by a bid that equals it', rising('100'), view('100', '101'), true],
    ['and by one above it', rising('100'), view('100.01', '101'), true],
    ['and not by one below it', rising('100'), view('99.99', '101'), false],
    ['nor by an ask above it', rising('100'), view('99', '200'), false],
    ['a falling threshold is reached by an ask that equals it', falling('100'), view('99', '100'), true],
    ['and not by one above it', falling('100'), view('99', '100.01'), false],
    ['an exclusive rising threshold is not reached by an equal price', rising('100', false), view('100', '101'), false],
    ['but by one past it', rising('100', false), view('100.01', '101'), true],
    ['a market of its own is not touched by another', rising('100'), view('200', '201', 'ethzar'), false],
  ] as const)('%s', (_promise, threshold, book, reached) => {
    const index = new AlertIndex();
    index.put('a', 'btczar', [threshold]);
    expect(index.takeReached(book)).toEqual(reached ? ['a'] : []);
  });

  test('gives the first crossed first, each once, and keeps those not crossed', () => {
    const index = new AlertIndex();
    for (const [key, price] of [['a', '110'], ['b', '105'], ['c', '120'], ['d', '105']] as const) index.put(key, 'btczar', [rising(price)]);
    expect(index.takeReached(view('112', '113')).slice(0, 2).toSorted()).toEqual(['b', 'd']);
    expect(index.takeReached(view('112', '113'))).toEqual([]);
    expect(index.takeReached(view('130', '131'))).toEqual(['c']);
  });

  test('an empty side reaches nothing', () => {
    const index = new AlertIndex();
    index.put('a', 'btczar', [falling('100')]);
    expect(index.takeReached({ market: 'btczar', state: 'synced', sequence: 1, ageMs: 0 })).toEqual([]);
  });

  const move = fc.record({ key: fc.integer({ min: 0, max: 40 }), price: fc.integer({ min: 1, max: 60 }), what: fc.constantFrom('up', 'down', 'past', 'remove', 'tick') });
  test('reaches exactly what a plain look at every alert would, after any changes', () => {
    fc.assert(fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
      const index = new AlertIndex();
      const plain = new Map<string, Threshold>();
      for (const { key, price, what } of moves) {
        const threshold = what === 'down' ? falling(String(price)) : rising(String(price), what === 'up');
        if (what === 'remove') {
          index.remove(String(key));
          plain.delete(String(key));
        } else if (what !== 'tick') {
          index.put(String(key), 'btczar', [threshold]);
          plain.set(String(key), threshold);
        } else {
          const book = view(String(price), String(price + 1));
          const expected = [...plain].filter(([, one]) => isReached(one, book)).map(([alertKey]) => alertKey);
          expect([...index.takeReached(book)].sort()).toEqual(expected.sort());
          for (const alertKey of expected) plain.delete(alertKey);
        }
      }
    }), { numRuns: 300 });
  });

  test.each([chunkLimit - 1, chunkLimit, chunkLimit + 1, chunkLimit * 5])('loses none of %i alerts over its chunks, in order', (count) => {
    const index = new AlertIndex();
    for (let at = 0; at < count; at += 1) index.put(String((at * 7919) % count), 'btczar', [rising(String(1000 + ((at * 7919) % count)))]);
    for (let at = 0; at < count; at += 3) index.remove(String(at));
    const left = Array.from({ length: count }, (_, at) => String(at)).filter((_, at) => at % 3 !== 0);
    expect(index.takeReached(view('999999', '1000000'))).toEqual(left);
  });
});

function isReached({ side, moves, price, inclusive }: Threshold, book: BookView): boolean {
  const level = side === 'bid' ? book.bestBid : book.bestAsk;
  if (level === undefined) return false;
  const isPast = moves === 'rising' ? isAbove(level.price, price) : isBelow(level.price, price);
  return isPast || (inclusive && level.price === price);
}
