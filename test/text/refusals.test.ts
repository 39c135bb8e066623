// Promises of the refusal sentences.
import { describe, expect, it } from '@jest/globals';
import { speak } from '../../src/text/index.js';
import { explainedCodes, explainRefusal, refusalKey } from '../../src/text/refusals.js';

const say = speak('en');

describe('explainRefusal', () => {
  it('has a sentence that fills without values for every code it knows', () => {
    for (const code of explainedCodes) expect(explainRefusal(say, [code]).text).toMatch(/^[A-Z].*\.$/);
  });

  it('says one sentence for codes that mean the same, and joins different ones', () => {
    expect(explainRefusal(say, ['authz.nonce_expired', 'authz.nonce_not_valid_timestamp']).text).toBe('The clocks of the bot and the exchange disagree. Try again in a minute.');
    expect(explainRefusal(say, ['market.order.missing_price', 'x.y']).text).toBe('The exchange missed a part of the order. The exchange says: x.y.');
  });

  it('shows an unknown code as a value that can make no mark of its own', () => {
    const { text, marks } = explainRefusal(say, ['[*bold*] {name}\u202e<b>']);
    expect(text).toBe('The exchange says: [*bold*] {name}<b>.');
    expect(marks.map((mark) => mark.type)).toEqual(['code']);
  });

  it.each(['toString', '__proto__', 'constructor', ''])('does not take %p for a code', (code) => {
    expect(refusalKey(code)).toBeUndefined();
  });

  it('says so when there is no reason', () => {
    expect(explainRefusal(say, []).text).toBe('The exchange gave no reason.');
  });
});
