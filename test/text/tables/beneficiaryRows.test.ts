// A beneficiary in the list and on a button: by a name that may pass for another nobody is misled.
import { describe, expect, it } from '@jest/globals';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import { languages, speak } from '../../../src/text/index.js';
import { beneficiaryLabel, beneficiaryRow } from '../../../src/text/tables/beneficiaryRows.js';

const one = (over: Partial<Beneficiary>): Beneficiary => ({ id: '5', name: 'Cold wallet', currency: 'btc', state: 'active', data: { address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq' }, ...over });

describe.each(Object.keys(languages))('in %s', (language) => {
  const say = speak(language);

  it.each([
    ['a Cyrillic letter in the name', one({ name: 'Cоld wallet' }), 'Cоld'],
    ['a bank with a Greek letter', one({ currency: 'zar', data: { bank_name: 'FΝB', account_number: '62123456789' } }), 'FΝB'],
    ['plain names', one({}), undefined],
    ['a name of another script', one({ name: 'Иван Щукин' }), undefined],
  ])('an entry with %s says it in short', (_what, beneficiary, word) => {
    const warned = beneficiaryRow(say, beneficiary).text.split('\n').filter((line) => line.startsWith('⚠️ “'));
    expect(warned.map((line) => line.length < 70)).toEqual(word === undefined ? [] : [true]);
    if (word !== undefined) expect(warned[0]).toContain(word);
  });
});

it.each([
  ['Cоld wallet', '⚠️ Cоld wallet …5mdq'], ['Cold wallet', 'Cold wallet …5mdq'], ['', '– …5mdq'], ['\u200b\n', '– …5mdq'],
])('the button of %j is %j', (name, label) => expect(beneficiaryLabel(one({ name })).text).toBe(label));
