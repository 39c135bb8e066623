// What came of the one call, as the card of it says it: the exchange's words where it spoke, our own where they would mislead.
import { describe, expect, it } from '@jest/globals';
import { outcomeOf } from '../../../src/actions/outcome.js';
import { RefusedError } from '../../../src/model/errors.js';
import { speak } from '../../../src/text/index.js';
import { explainRefusal } from '../../../src/text/refusals.js';

const refusedWith = async (status: number, ...codes: readonly string[]): Promise<readonly string[]> => {
  const outcome = await outcomeOf(() => Promise.reject(new RefusedError(status, codes, 'payLightning')));
  return outcome.kind === 'refused' ? outcome.codes : [outcome.kind];
};

describe('a call that was refused', () => {
  it.each([['en', /^Too many requests at the exchange: nothing was sent\./], ['af', /^Te veel versoeke by die beurs: niks is gestuur nie\./], ['zu', /^Izicelo ziningi kakhulu ku-exchange: akukho okuthunyelwe\./]])('for coming too often says so in %s, whatever the word for it', async (language, sentence) => {
    for (const word of ['rate_limit', 'server.too_many_requests', 'account.withdraw.invalid_otp']) {
      const { text } = explainRefusal(speak(language), await refusedWith(429, word));
      expect(text).toMatch(sentence);
      expect(text).not.toContain(word);
    }
  });

  it.each([[423, 'authz.restrict.blacklist', /blocked|country|place/i], [471, 'authz.restrict.maintenance', /maintenance/i], [451, 'legal.reasons', /^The exchange says: legal\.reasons\.$/]])('with %i %s is told by that word', async (status, word, sentence) => {
    expect(explainRefusal(speak('en'), await refusedWith(status, word)).text).toMatch(sentence);
  });
});
