import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confirmData, dismissData, noData, practiceData, readCallback, runData } from '../../src/model/callback.js';

const id = 'abcdefghijklmnopqrstuv';

describe('callback data', () => {
  it('comes back as what it was made of', () => {
    expect(readCallback(confirmData(id))).toEqual({ kind: 'confirm', draftId: id });
    expect(readCallback(dismissData(id))).toEqual({ kind: 'dismiss', draftId: id });
    expect(readCallback(runData('cancel 173757'))).toEqual({ kind: 'run', words: 'cancel 173757' });
    expect(readCallback(practiceData(runData('buy 1 btc')))).toEqual({ kind: 'run', words: 'buy 1 btc', onlyInPractice: true });
    expect([runData('practice on'), confirmData(id)].map(practiceData)).toEqual([runData('practice on'), confirmData(id)]);
  });

  it.each([
    ['61 letters', `price ${'x'.repeat(55)}`, true], ['62 letters', `price ${'x'.repeat(56)}`, false], ['more than 64 bytes in fewer letters', `price ${'é'.repeat(28)}`, false],
    ['a line break', 'order 1\n2', false], ['nothing', '', false],
  ])('a button holds %s, or has no data: %j', (_what, words, fits) => {
    expect(runData(words)).toBe(fits ? `do:${words}` : noData);
  });

  it('of any words is no error, is at most 64 bytes, and comes back as those words', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 90 }), fc.string({ unit: 'binary', maxLength: 80 }).map((id) => `order ${id}`)), (words) => {
      const data = runData(words);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
      if (data !== noData) expect(readCallback(data)).toEqual({ kind: 'run', words });
    }), { numRuns: 2000 });
  });

  it('reads nothing into data it never made', () => {
    fc.assert(fc.property(fc.string(), (data) => {
      const read = readCallback(data);
      if (read !== undefined) expect(data).toMatch(/^(ok|no):[A-Za-z0-9_-]{22}$|^do:[a-z0-9_]/);
    }), { numRuns: 2000 });
  });
});
