import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confirmData, dismissData, practiceData, readCallback, runData } from '../../src/model/callback.js';

const id = 'abcdefghijklmnopqrstuv';

describe('callback data', () => {
  it('comes back as what it was made of', () => {
    expect(readCallback(confirmData(id))).toEqual({ kind: 'confirm', draftId: id });
    expect(readCallback(dismissData(id))).toEqual({ kind: 'dismiss', draftId: id });
    expect(readCallback(runData('cancel 173757'))).toEqual({ kind: 'run', words: 'cancel 173757' });
    expect(readCallback(practiceData(runData('buy 1 btc')))).toEqual({ kind: 'run', words: 'buy 1 btc', onlyInPractice: true });
    expect([runData('practice on'), confirmData(id)].map(practiceData)).toEqual([runData('practice on'), confirmData(id)]);
  });

  it('refuses words that do not fit Telegram’s 64 bytes', () => {
    expect(() => runData('x'.repeat(61))).not.toThrow();
    expect(() => runData('x'.repeat(62))).toThrow(RangeError);
    expect(() => runData('é'.repeat(31))).toThrow(RangeError);
  });

  it('reads nothing into data it never made', () => {
    fc.assert(fc.property(fc.string(), (data) => {
      const read = readCallback(data);
      if (read !== undefined) expect(data).toMatch(/^(ok|no):[A-Za-z0-9_-]{22}$|^do:[a-z0-9_]/);
    }), { numRuns: 2000 });
  });
});
