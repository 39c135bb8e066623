// A start with the wrong master key is noticed before anything is done with it.
import { expect, test } from '@jest/globals';
import type { Link, Sealed } from '../../src/model/account.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { checkMasterKey } from '../../src/security/masterKeyCheck.js';
import { createKeySeal, linkFields, type KeySeal } from '../../src/security/sealKeys.js';

const apiHost = 'trade.capecrypto.com';
const right = createKeySeal(Buffer.alloc(32, 1), { apiHost });
const other = createKeySeal(Buffer.alloc(32, 2), { apiHost });

const linkedBy = (apiKeyBy: KeySeal, secretBy: KeySeal, id: number): UserRecord => ({ ...newUser(id, id, 'x', 0), link: {
  apiKey: apiKeyBy.seal('key', { userId: id, field: linkFields.apiKey, keyVersion: 1 }),
  secret: secretBy.seal('secret', { userId: id, field: linkFields.secret, keyVersion: 1 }),
  keyVersion: 1, tail: 'key', linkedAt: 0,
} });
const damagedLink: Link = { apiKey: 'v1.x' as Sealed, secret: '' as Sealed, keyVersion: 1, tail: '', linkedAt: 0 };
const damaged: UserRecord = { ...newUser(9, 9, 'x', 0), link: damagedLink };
const stranger = newUser(8, 8, 'x', 0);

test.each<[string, readonly UserRecord[], ReturnType<typeof checkMasterKey>]>([
  ['no users', [], { linked: 0, wrongMasterKey: 0, damaged: 0, isForeignKey: false }],
  ['no links', [stranger], { linked: 0, wrongMasterKey: 0, damaged: 0, isForeignKey: false }],
  ['links of this key', [linkedBy(right, right, 1), linkedBy(right, right, 2), stranger], { linked: 2, wrongMasterKey: 0, damaged: 0, isForeignKey: false }],
  ['links of another key only', [linkedBy(other, other, 1), linkedBy(other, other, 2), stranger], { linked: 2, wrongMasterKey: 2, damaged: 0, isForeignKey: true }],
  ['links of both', [linkedBy(right, right, 1), linkedBy(other, other, 2)], { linked: 2, wrongMasterKey: 1, damaged: 0, isForeignKey: false }],
  ['a link half of another key', [linkedBy(right, other, 1), linkedBy(right, right, 2)], { linked: 2, wrongMasterKey: 1, damaged: 0, isForeignKey: false }],
  ['a damaged link', [damaged, linkedBy(right, right, 1)], { linked: 2, wrongMasterKey: 0, damaged: 1, isForeignKey: false }],
])('%s', (_, records, expected) => {
  expect(checkMasterKey(records, right)).toEqual(expected);
});

test('links of an earlier key that is given are no foreign ones', () => {
  const changing = createKeySeal(Buffer.alloc(32, 1), { apiHost, oldMasterKeys: [Buffer.alloc(32, 2)] });
  expect(checkMasterKey([linkedBy(other, other, 1), linkedBy(right, other, 2)], changing)).toEqual({ linked: 2, wrongMasterKey: 0, damaged: 0, isForeignKey: false });
});
