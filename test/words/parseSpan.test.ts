import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../src/model/money.js';
import { readRepeat, readSpan } from '../../src/words/parseSpan.js';

const minute = 60_000;
const hour = 60 * minute;

describe('a span', () => {
  it.each([['5m', 5 * minute], ['90 min', 90 * minute], ['1h', hour], ['4 hours', 4 * hour], ['1 hour', hour], ['2d', 48 * hour], ['1 day', 24 * hour], ['', undefined], ['h', undefined], ['1.5h', undefined], ['-1h', undefined], ['1w', undefined], ['99999m', undefined]])('"%s" is %s ms', (text, ms) => {
    expect(readSpan(text)).toBe(ms);
  });
  it.each([['', { everyMs: 1, band: '0.5' }], ['4h', { everyMs: 4 * hour, band: '0.5' }], ['band 1%', { everyMs: 1, band: '1' }], ['4h band 1 %', { everyMs: 4 * hour, band: '1' }], ['4x', 'badEvery'], ['4h band', 'badBand'], ['band 1,000', 'badBand']])('after "every", "%s" is %j', (text, expected) => {
    expect(readRepeat(text, { everyMs: 1, band: decimal('0.5') })).toEqual(expected);
  });
});
