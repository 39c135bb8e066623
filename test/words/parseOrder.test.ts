import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseOrder } from '../../src/words/parseOrder.js';

/** A number of the coin without a unit. */
const isBare = (text: string): boolean => /^(?:\d[\d ,.]*|btc 0)/.test(text) && !/rand|zar of|%|sats/.test(text);
const base = (volume: string) => ({ kind: 'base', volume });
const rand = (spend: string) => ({ kind: 'rand', spend });
const share = (percent: number) => ({ kind: 'share', percent: String(percent) });

describe('parseOrder reads', () => {
  it.each<{ text: string; size: object; coin: string; price?: object }>([
    { text: '0.01 btc @ 830000', size: base('0.01'), coin: 'btc', price: { kind: 'fixed', price: '830000' } }, { text: '0.01 btc @830000', size: base('0.01'), coin: 'btc', price: { kind: 'fixed', price: '830000' } }, { text: '0.01 btc@830000', size: base('0.01'), coin: 'btc', price: { kind: 'fixed', price: '830000' } },
    { text: '0.01 btc at 830 000', size: base('0.01'), coin: 'btc', price: { kind: 'fixed', price: '830000' } }, { text: '0.01 BTC @ R830 000.50', size: base('0.01'), coin: 'btc', price: { kind: 'fixed', price: '830000.5' } }, { text: '0.01 btc @ 830k', size: base('0.01'), coin: 'btc', price: { kind: 'fixed', price: '830000' } },
    { text: '0.01 btc', size: base('0.01'), coin: 'btc' }, { text: '0.01btc', size: base('0.01'), coin: 'btc' }, { text: 'btc 0.01', size: base('0.01'), coin: 'btc' }, { text: '0.5 eth @ 43000', size: base('0.5'), coin: 'eth', price: { kind: 'fixed', price: '43000' } },
    { text: 'R500 btc', size: rand('500'), coin: 'btc' }, { text: 'r 500 btc', size: rand('500'), coin: 'btc' }, { text: '500 rand btc', size: rand('500'), coin: 'btc' }, { text: '500 zar of btc', size: rand('500'), coin: 'btc' }, { text: 'R500 of btc', size: rand('500'), coin: 'btc' },
    { text: 'R500 worth of btc @ 830000', size: rand('500'), coin: 'btc', price: { kind: 'fixed', price: '830000' } }, { text: 'btc R500', size: rand('500'), coin: 'btc' }, { text: 'R1 250.50 btc', size: rand('1250.5'), coin: 'btc' }, { text: 'R45k btc', size: rand('45000'), coin: 'btc' },
    { text: 'half eth', size: share(50), coin: 'eth' }, { text: 'all xrp @ 12.5', size: share(100), coin: 'xrp', price: { kind: 'fixed', price: '12.5' } }, { text: '25% btc', size: share(25), coin: 'btc' }, { text: '50000 sats @ 830000', size: base('0.0005'), coin: 'btc', price: { kind: 'fixed', price: '830000' } },
    { text: '1 250 usdc', size: base('1250'), coin: 'usdc' }, { text: '0.01 btc/zar', size: base('0.01'), coin: 'btc/zar' }, { text: '0.01 bitcoin', size: base('0.01'), coin: 'bitcoin' }, { text: '1 250,5 usdc @ 18,5', size: base('1250.5'), coin: 'usdc', price: { kind: 'fixed', price: '18.5' } },
  ])('$text', ({ text, size, ...rest }) => {
    expect(parseOrder(text, 'sell')).toEqual({ kind: 'order', words: { size, ...rest, ...(isBare(text) ? { isBare: true } : {}) } });
  });
});

describe('parseOrder asks', () => {
  it('with words for each reading that are read one way only', () => {
    const asked = parseOrder('0.01 btc @ 800,000', 'sell');
    expect(asked).toMatchObject({ kind: 'ask', typed: '800,000' });
    if (asked.kind !== 'ask') throw new Error('not asked');
    expect(asked.choices.map((choice) => choice.value)).toEqual(['800000', '800']);
    expect(asked.choices.map((choice) => parseOrder(choice.words, 'sell'))).toMatchObject([{ kind: 'order', words: { price: { kind: 'fixed', price: '800000' } } }, { kind: 'order', words: { price: { kind: 'fixed', price: '800' } } }]);
  });

  it('about rand amounts with a dot before three digits', () => {
    const asked = parseOrder('R1.250 btc', 'sell');
    if (asked.kind !== 'ask') throw new Error('not asked');
    expect(asked.choices.map((choice) => parseOrder(choice.words, 'sell'))).toMatchObject([{ words: { size: rand('1250') } }, { words: { size: rand('1.25') } }]);
  });
});

describe('parseOrder refuses', () => {
  it.each([['btc', 'noAmount'], ['0.01', 'noCoin'], ['', 'noCoin'], ['0.01 btc @', 'noPrice'], ['0.01 btc @ 1 @ 2', 'tooMany'], ['0 btc', 'zero'], ['0.01 btc @ 0', 'zero'], ['-1 btc', 'sign'], ['1e5 btc', 'exponent'], ['0x10 btc', 'hex'], ['1_000 btc', 'underscore'], ['0.01 btc @ 8e5', 'exponent'], ['R-5 btc', 'sign'], ['0.5 sats', 'sats']])('%j because of %s', (text, why) => {
    expect(parseOrder(text, 'sell')).toMatchObject({ kind: 'wrong', why });
  });

  it('anything else without throwing', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => {
      expect(['order', 'ask', 'wrong']).toContain(parseOrder(text, 'sell').kind);
    }), { numRuns: 3000 });
  });
});
