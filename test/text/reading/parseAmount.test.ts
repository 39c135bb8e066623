import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseNumber } from '../../../src/text/reading/parseAmount.js';

describe('parseNumber reads', () => {
  it.each([
    ['0.5', '0.5'], ['1', '1'], ['830000', '830000'], ['0.00000001', '0.00000001'], ['1 250.50', '1250.5'], ['1250,50', '1250.5'], ['0,5', '0.5'],
    ['1 000 000', '1000000'], ['1\u00a0000', '1000'], ['1\u202f250.5', '1250.5'], ['45k', '45000'], ['45 k', '45000'], ['0.5m', '500000'], ['0.5M', '500000'], ['1.25k', '1250'], ['1,25k', '1250'],
    ['0.125', '0.125'], ['0,125', '0.125'], ['1250.505', '1250.505'], ['12.3456', '12.3456'],
  ])('%s as %s', (text, expected) => {
    expect(parseNumber(text, { rand: true })).toEqual({ kind: 'exact', value: expected });
  });

  it('a dot before three digits as a fraction where the number is not rand', () => {
    expect(parseNumber('1.250', { rand: false })).toEqual({ kind: 'exact', value: '1.25' });
  });
});

describe('parseNumber asks about', () => {
  it.each([
    ['800,000', ['800000', '800']], ['1.250', ['1250', '1.25']], ['1,250', ['1250', '1.25']], ['12,345', ['12345', '12.345']],
    ['1,000.50', ['1000.5']], ['1.000,50', ['1000.5']], ['1,000,000', ['1000000']], ['1.000.000', ['1000000']], ['800,000k', ['800000000', '800000']],
  ])('%s', (text, readings) => {
    expect(parseNumber(text, { rand: true })).toEqual({ kind: 'ask', readings });
  });
});

describe('parseNumber refuses', () => {
  it.each([
    ['', 'empty'], ['  ', 'empty'], ['-5', 'sign'], ['+5', 'sign'], ['−5', 'sign'], ['1e5', 'exponent'], ['1E-8', 'exponent'], ['0x10', 'hex'], ['1_000', 'underscore'],
    ['١٢', 'otherDigits'], ['１２', 'otherDigits'], ['abc', 'digits'], ['5btc', 'digits'], ['Infinity', 'digits'], ['1\u200b0', 'invisible'], ['\u202e10', 'invisible'], ['1\u00ad0', 'invisible'],
    ['1.2.3', 'separators'], ['1,2,3', 'separators'], ['.5', 'separators'], ['5.', 'separators'], ['1 25', 'separators'], ['12 50.5', 'separators'], ['1,0000.5', 'separators'], ['1..5', 'separators'], ['1'.repeat(41), 'long'],
  ])('%j because of %s', (text, why) => {
    expect(parseNumber(text, { rand: true })).toEqual({ kind: 'wrong', why });
  });

  it('everything it does not know, without throwing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), fc.boolean(), (text, rand) => {
      const parsed = parseNumber(text, { rand });
      if (parsed.kind === 'exact') expect(parsed.value).toMatch(/^\d+(\.\d+)?$/);
    }), { numRuns: 3000 });
  });
});
