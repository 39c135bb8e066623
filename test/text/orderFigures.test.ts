// Fees, totals and what is held: rand in cents unless that would hide them, other money with up to eight decimals, each rounded its own way.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { absolute, decimal, decimalPlaces, dividedBy, isAbove, isBelow, minus, type Decimal } from '../../src/model/money.js';
import { speak } from '../../src/text/index.js';
import { cutHeld, showFee, showHeld, showTotal,  } from '../../src/text/orderFigures.js';

const say = speak('en');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
/** The number that was shown, read back. */
const read = (shown: string): Decimal => decimal(shown.replaceAll('\u00a0', '').replace('−', '-').replace('R', '').replace(/[A-Z]+$/, ''));

it.each([
  ['83.9470596', 'zar', 'R83.95', 'R83.94'], ['8.21913454', 'zar', 'R8.22', 'R8.21'], ['8.2111', 'zar', 'R8.22', 'R8.21'], ['0.02', 'zar', 'R0.02', 'R0.02'],
  ['0.0099', 'zar', 'R0.0099', 'R0.0099'], ['0.000000004', 'zar', 'R0.00000001', 'R0.00'], ['0', 'zar', 'R0.00', 'R0.00'],
  ['0.00002', 'btc', '0.00002 BTC', '0.00002 BTC'], ['0.123456781', 'btc', '0.12345679 BTC', '0.12345678 BTC'],
])('of %s %s a fee is shown as %s, a rebate or a total as %s', (value, currency, up, down) => {
  const money = decimal(value);
  expect([showFee(say, money, currency), showFee(say, decimal(`-${value}`), currency), showTotal(say, money, currency)].map(plain)).toEqual([up, down, down]);
});

describe('what is held', () => {
  it.each([
    ['66972.378452', 'zar', undefined, 'R66 972.37'], ['66972.37', 'zar', 8, 'R66 972.37'], ['-0.001', 'zar', undefined, '−R0.01'], ['0.00000000999', 'btc', undefined, '0 BTC'],
    ['1.50998123456', 'btc', 8, '1.50998123 BTC'], ['12.3456789', 'xrp', 6, '12.345678 XRP'], ['10.999', 'usdc', 2, '10.99 USDC'], ['7', 'usdc', 2, '7 USDC'], ['-0.000000001', 'btc', 8, '−0.00000001 BTC'],
  ])('%s %s with %s decimals is shown as %s', (value, currency, places, shown) => {
    expect(plain(showHeld(say, decimal(value), currency, places))).toBe(shown);
  });

  const amount = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 999_999_999_999 })).map(([whole, part]) => decimal(`${whole}.${String(part).padStart(12, '0')}`));

  it('is never shown as more than it is, nor as less by a whole unit of its last decimal, and shown again it stays the same', () => {
    fc.assert(fc.property(amount, fc.constantFrom('zar', 'btc', 'xrp'), fc.integer({ min: 0, max: 8 }), (held, currency, places) => {
      const shown = read(showHeld(say, held, currency, places));
      const decimals = currency === 'zar' ? 2 : places;
      expect(isAbove(shown, held)).toBe(false);
      expect(decimalPlaces(shown)).toBeLessThanOrEqual(decimals);
      expect(isBelow(minus(held, shown), dividedBy(decimal('1'), decimal(`1${'0'.repeat(decimals)}`), decimals))).toBe(true);
      expect(read(showHeld(say, shown, currency, places))).toBe(shown);
      expect(cutHeld(held, currency, places)).toBe(shown);
    }), { numRuns: 1000 });
  });

  it('a fee is never shown as less than it is', () => {
    fc.assert(fc.property(amount, fc.constantFrom('zar', 'btc'), (value, currency) => {
      const fee = absolute(value);
      expect(isBelow(read(showFee(say, fee, currency)), fee)).toBe(false);
    }), { numRuns: 1000 });
  });
});
