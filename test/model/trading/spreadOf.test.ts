import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spreadOf } from '../../../src/model/trading/spreadOf.js';
import { decimal, dividedBy, minus, plus, times, type Decimal } from '../../../src/model/money.js';

const level = (price: Decimal) => ({ price, amount: decimal('1') });
const of = (bid: string, ask: string) => spreadOf({ bestBid: level(decimal(bid)), bestAsk: level(decimal(ask)) });

test.each([['99.5', '100.5', '1'], ['100', '100', '0'], ['1', '3', '100'], ['830000', '830000.01', '0.000001'], ['0.00000001', '0.00000003', '100'], ['999', '1001', '0.2']])('the spread of %s and %s is %s %%', (bid, ask, spread) => {
  expect(of(bid, ask)).toBe(spread);
});

test('an empty side or a crossed book has none', () => {
  expect([spreadOf({}), spreadOf({ bestBid: level(decimal('1')) }), of('2', '1'), of('0', '0')]).toEqual([undefined, undefined, undefined, undefined]);
});

const price = fc.tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 10n ** 8n })).map(([whole, part]) => decimal(`${whole}.${part}`));
test('agrees with exact arithmetic', () => {
  fc.assert(fc.property(price, price, (a, b) => {
    const [bid, ask] = Number(a) <= Number(b) ? [a, b] : [b, a];
    expect(of(bid, ask)).toBe(dividedBy(times(minus(ask, bid), decimal('200')), plus(ask, bid), 6));
  }), { numRuns: 1000 });
});
