// The first card a depositor copies from: it has all that must be right before money is sent.
import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../src/model/money.js';
import { newUser } from '../../src/model/user.js';
import { addressReady, type AddressReady } from '../../src/notifications/kinds/addressReady.js';
import { decodeQr } from '../../src/pictures/decodeQr.js';
import { showCode } from '../../src/text/format.js';
import { languages, speak } from '../../src/text/index.js';

const context = (language = 'en') => ({ say: speak(language), user: newUser(1, 1, 'Thandi', 0), now: 0 });
const made: AddressReady = {
  currency: 'xrp', address: 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', tag: '77',
  terms: { network: { name: 'XRP Ledger', host: 'xrpscan.com' }, least: decimal('0.1'), fee: decimal('0.02'), confirmations: 1 },
};

describe('an address that is ready', () => {
  it('comes with its network, its tag, the least amount, the fee, the confirmations and its picture', async () => {
    const { text, buttons } = addressReady.render(made, context())!;
    expect(text.text.replaceAll('\u00a0', ' ').split('\n')).toEqual([
      '📥 Your XRP address is ready', 'Address: rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', 'Destination tag: 77', expect.stringMatching(/tag/),
      'Send only XRP to it.', expect.stringMatching(/^Network: XRP Ledger/), 'Smallest deposit: 0.1 XRP', 'Fee: 0.02 XRP', 'Credited after 1 confirmation',
    ]);
    expect(buttons!.flat().map(({ label }) => label)).toEqual(['Copy the address', 'Copy the tag']);
    expect(decodeQr((await addressReady.picture!(made, context()))!.png)).toEqual({ text: made.address });
  });

  it.each(Object.keys(languages))('says in %s what the exchange does not tell, rather than nothing', (language) => {
    const say = speak(language);
    const { text } = addressReady.render({ currency: 'btc', address: 'bc1q' }, context(language))!;
    expect(text.text).toContain(say('deposit.networkUnknown', { code: showCode('btc') }).text);
    expect(text.text).toContain(say('deposit.afterUnknown').text);
  });

  it('that has not come has no picture and a button to ask again', async () => {
    expect(await addressReady.picture!({ currency: 'btc' }, context())).toBeUndefined();
    expect(addressReady.render({ currency: 'btc' }, context())!.buttons).toEqual([[expect.objectContaining({ data: expect.stringContaining('deposit btc') })]]);
  });
});
