import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDecimal } from '../../../src/model/money.js';
import { parseExact, parseLossless } from '../../../src/exchange/wire/losslessText.js';
import { readTime } from '../../../src/exchange/wire/time.js';

describe('exact reading of JSON', () => {
  it('keeps numbers as they were written', () => {
    expect(parseLossless('{"a":9007199254740993,"b":[1.50,1e-7],"c":"x","d":null,"a":2}')).toEqual({ a: '2', b: ['1.50', '1e-7'], c: 'x', d: null });
  });

  it('gives the same decimals the fast way as the slow way', () => {
    const number = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 25 }), fc.boolean()).map(([digits, places, negative]) => {
      const text = String(digits).padStart(places + 1, '0');
      const whole = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
      return `${negative ? '-' : ''}${whole}`;
    });
    fc.assert(fc.property(number, (text) => {
      const [fast] = parseExact(`[${text}]`) as [unknown];
      expect(readDecimal(fast)).toBe(readDecimal(text));
    }), { numRuns: 2000 });
  });
});

describe('a time', () => {
  it.each([
    ['2023-12-08T08:46:59+01:00', 1702021619000], ['2023-12-08T07:46:59Z', 1702021619000], ['2023-12-08T07:46:59.250Z', 1702021619250], ['2023-12-08 07:46:59 UTC', 1702021619000],
    ['2023-12-08T07:46:59', 1702021619000], ['2023-12-08T08:46:59+0100', 1702021619000], [1702021619, 1702021619000], ['1702021619', 1702021619000], [1702021619000, 1702021619000], ['1702021619000', 1702021619000],
    [1702021619.5, 1702021619500], ['', undefined], ['soon', undefined], [null, undefined], [-1, undefined], [Number.NaN, undefined], ['2023-13-41T00:00:00Z', undefined], [{}, undefined],
  ])('%j is %j', (value, at) => {
    expect(readTime(value)).toBe(at);
  });
});
