import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAmountText } from '../../src/words/amount.js';
import { readDigits } from '../../src/words/digits.js';

/** A number of rand, as it is typed. */
const inRand = (text: string) => {
  const read = readAmountText(text, 'setting', 'rand');
  return read.kind === 'exact' ? { kind: 'exact', value: read.amount.value } : read.kind === 'ask' ? { kind: 'ask', readings: read.readings.map(({ value }) => value) } : read;
};

describe('a number reads', () => {
  it.each([
    ['0.5', '0.5'], ['1', '1'], ['830000', '830000'], ['0.00000001', '0.00000001'], ['1 250.50', '1250.5'], ['1250,50', '1250.5'], ['0,5', '0.5'],
    ['1 000 000', '1000000'], ['1\u00a0000', '1000'], ['1\u202f250.5', '1250.5'], ['45k', '45000'], ['45 k', '45000'], ['0.5m', '500000'], ['0.5M', '500000'], ['1.25k', '1250'], ['1,25k', '1250'],
    ['.5', '0.5'], [',5', '0.5'], ['0.125', '0.125'], ['0,125', '0.125'], ['1250.505', '1250.505'], ['12.3456', '12.3456'],
  ])('%s as %s', (text, expected) => {
    expect(inRand(text)).toEqual({ kind: 'exact', value: expected });
  });
});

describe('a number asks about', () => {
  it.each([
    ['800,000', ['800000', '800']], ['1.250', ['1250', '1.25']], ['1,250', ['1250', '1.25']], ['12,345', ['12345', '12.345']],
    ['1,000.50', ['1000.5']], ['1.000,50', ['1000.5']], ['1,000,000', ['1000000']], ['1.000.000', ['1000000']], ['5 000,000', ['5000000', '5000']], ['1 500,000', ['1500000', '1500']], ['1 000.500', ['1000500', '1000.5']], ['1 000 000.125', ['1000000125', '1000000.125']], ['01.250', ['1250', '1.25']], ['800,000k', ['800000000', '800000']],
  ])('%s', (text, readings) => {
    expect(inRand(text)).toEqual({ kind: 'ask', readings });
  });
});

describe('a number refuses', () => {
  it.each([
    ['', 'empty'], ['  ', 'empty'], ['-5', 'sign'], ['+5', 'sign'], ['−5', 'sign'], ['1e5', 'exponent'], ['1E-8', 'exponent'], ['0x10', 'hex'], ['1_000', 'underscore'],
    ['١٢', 'otherDigits'], ['１２', 'otherDigits'], ['abc', 'digits'], ['5btc', 'digits'], ['Infinity', 'digits'], ['1\u200b0', 'invisible'], ['\u202e10', 'invisible'], ['1\u00ad0', 'invisible'],
    ['1.2.3', 'separators'], ['1,2,3', 'separators'], ['5.', 'separators'], ['1 25', 'separators'], ['12 50.5', 'separators'], ['1,0000.5', 'separators'], ['1..5', 'separators'], ['1'.repeat(41), 'long'],
  ])('%j because of %s', (text, why) => {
    expect(inRand(text)).toEqual({ kind: 'wrong', why });
  });

  it('everything it does not know, without throwing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
      const parsed = readDigits(text);
      if (parsed.kind === 'exact') expect(parsed.figure.value).toMatch(/^\d+(\.\d+)?$/);
    }), { numRuns: 3000 });
  });
});
