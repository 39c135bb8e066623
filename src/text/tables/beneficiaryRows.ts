// A beneficiary in words: an entry of the list, and the few words of a button.
import { splitTag } from '../../model/payments/addressChecks.js';
import type { Beneficiary } from '../../model/payments/beneficiary.js';
import type { Rich } from '../../model/message.js';
import type { Say } from '../index.js';
import { showCode } from '../format.js';
import { lookAlike, lookAlikeMark } from '../lookAlikes.js';
import { oneLine, outside, type Outside } from '../outside.js';
import { join } from '../rich.js';
import { destinationLines, wordsOf } from '../cards/withdrawCard.js';

/** Longest name in a button; the end of the destination stands behind it. */
const nameInButton = 24;
const endLength = 4;
const nameLimit = 64;

/** Name, currency, state and the whole destination. */
export function beneficiaryRow(say: Say, { name, currency, state, data }: Beneficiary): Rich {
  const values = { name: outside(name, nameLimit), currency: showCode(currency), state: outside(state, 40) };
  const key = state === 'active' ? 'beneficiaries.active' : state === 'pending' ? 'beneficiaries.pending' : 'beneficiaries.other';
  return join([say(key, values), ...lookAlikeMark(say, name, ...wordsOf(data)), ...destinationLines(say, currency, data)]);
}

/** "Cold wallet …v8f3": two of the same name can be told apart, and a name that may pass for another begins with a warning. */
export function beneficiaryLabel({ name, data }: Beneficiary): Outside {
  const end = Array.from(oneLine(data['address'] === undefined ? data['account_number'] ?? '' : splitTag(data['address']).address)).slice(-endLength).join('');
  const shown = `${lookAlike(oneLine(name)) === undefined ? '' : '⚠️ '}${outside(name, nameInButton).text}`;
  return outside(end === '' ? shown : `${shown} …${end}`);
}
