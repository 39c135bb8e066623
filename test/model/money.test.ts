import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { btcToSats, compare, decimal, decimalPlaces, dividedBy, fixed, minus, percentChange, plus, readDecimal, round, sats, satsLimit, satsToBtc, times, type Decimal } from '../../src/model/money.js';

describe('decimal', () => {
  it.each([['0.10', '0.1'], ['1', '1'], ['007', '7'], ['0.00000001', '0.00000001'], ['-2.50', '-2.5'], ['-0', '0'], ['1000000000000', '1000000000000']])('reads %s as %s', (text, expected) => {
    expect(decimal(text)).toBe(expected);
  });

  it.each(['', ' 1', '1 ', '0x10', '1e5', '1_000', '1,5', '.5', '5.', '+1', 'Infinity', 'NaN', '١', '1.2.3', '--1'])('refuses %j', (text) => {
    expect(() => decimal(text)).toThrow(RangeError);
  });
});

describe('readDecimal', () => {
  it.each<[unknown, string | undefined]>([['1e-8', '0.00000001'], [1e-8, '0.00000001'], [841039.73, '841039.73'], ['800000.0', '800000'], [0, '0'], [NaN, undefined], [null, undefined], [true, undefined], ['', undefined], ['N/A', undefined], ['1e400', undefined], [{}, undefined]])('reads %j from the exchange as %j', (value, expected) => {
    expect(readDecimal(value)).toBe(expected);
  });
});

describe('arithmetic', () => {
  it('keeps every digit that a JS number would lose', () => {
    expect(times(decimal('0.29'), decimal('100000000'))).toBe('29000000');
    expect(plus(decimal('0.1'), decimal('0.2'))).toBe('0.3');
    expect(minus(decimal('9007199254740993'), decimal('1'))).toBe('9007199254740992');
  });

  it('never prints an exponent, from one sat to a trillion', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (sats) => {
      const digits = sats.toString().padStart(9, '0');
      const text = `${digits.slice(0, -8)}.${digits.slice(-8)}`;
      const value = decimal(text);
      expect(value).toMatch(/^\d+(\.\d*[1-9])?$/);
      expect(compare(value, decimal(text))).toBe(0);
      expect(fixed(value, 8)).toBe(text.replace(/^0+(?=\d)/, ''));
    }));
  });

  it.each<[string, number, 'down' | 'up' | 'nearest', string]>([['1.239', 2, 'down', '1.23'], ['1.231', 2, 'up', '1.24'], ['1.235', 2, 'nearest', '1.24'], ['-1.239', 2, 'down', '-1.23'], ['5', 0, 'nearest', '5']])('rounds %s to %i places %s as %s', (value, places, rounding, expected) => {
    expect(round(decimal(value), places, rounding)).toBe(expected);
  });

  it('divides down so that a budget is never passed', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 9 }), (money, price) => {
      const volume = dividedBy(String(money) as Decimal, String(price) as Decimal, 8);
      expect(compare(times(volume, String(price) as Decimal), String(money) as Decimal)).toBeLessThanOrEqual(0);
    }));
    expect(() => dividedBy('1' as Decimal, '0' as Decimal, 2)).toThrow(RangeError);
  });

  it('tells a change in per cent, and none from zero', () => {
    expect(percentChange(decimal('830000'), decimal('900000'))).toBe('8.43');
    expect(percentChange(decimal('0'), decimal('5'))).toBe('0');
    expect(decimalPlaces(decimal('0.10'))).toBe(1);
  });
});

describe('sats', () => {
  it.each([['0', '0'], ['1', '1'], ['0050', '50'], ['100000000', '100000000'], [satsLimit, satsLimit]])('reads %s as %s', (text, expected) => {
    expect(sats(text)).toBe(expected);
  });

  it.each(['', '-1', '1.5', '1e3', '0x10', ' 1', '1 000', '١', '2100000000000001', '9'.repeat(41)])('refuses %j', (text) => {
    expect(sats(text)).toBeUndefined();
  });

  it('become BTC and back without losing one, from nothing to a million', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (count) => {
      const some = sats(String(count))!;
      const btc = satsToBtc(some);
      expect(btc).toBe(decimal(`0.${String(count).padStart(8, '0')}`));
      expect(btcToSats(btc)).toBe(some);
    }), { numRuns: 2000 });
  });

  it.each([['0.00000001', '1'], ['0.0005', '50000'], ['21000000', satsLimit], ['0.000000001', undefined], ['-0.1', undefined], ['21000000.00000001', undefined]])('%s BTC are %s sats', (btc, expected) => {
    expect(btcToSats(decimal(btc))).toBe(expected);
  });
});
