// A change of the master key reaches every sealed text of a record, opens it where it belongs, and destroys none it cannot open.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sealed } from '../../src/model/account.js';
import { requestHashOf, type ActionRequest, type Draft } from '../../src/model/draft.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { voucherPinField } from '../../src/model/payments/voucher.js';
import { resealRecord } from '../../src/security/resealRecord.js';
import { mapSealed, partPlace, pinPlace, type SealedPath, type SealedPlace } from '../../src/security/sealedPlaces.js';
import { createKeySeal, linkFields, type KeySeal } from '../../src/security/sealKeys.js';
import { d } from '../accounts/samples.js';

const apiHost = 'trade.capecrypto.com';
const [oldKey, newKey, otherKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2), Buffer.alloc(32, 3)] as const;
const before = createKeySeal(oldKey, { apiHost });
const both = createKeySeal(newKey, { apiHost, oldMasterKeys: [oldKey] });
const after = createKeySeal(newKey, { apiHost });
const other = createKeySeal(otherKey, { apiHost });

/** Every place there is: a sealed field added to UserRecord and not to this list does not compile (here, and in sealedPlaces.ts). */
const clearTexts: Readonly<Record<SealedPath<UserRecord>, string>> = {
  'link.apiKey': 'the key', 'link.secret': 'the secret', 'pin.hash': 'the hash', 'dialog.sealed.*': 'the part',
  'vouchers.*.pin': '1111222233334444', 'drafts.*.request.voucher.pin': '5555666677778888',
};
type Misses<T, Place> = [SealedPath<T>] extends [Place] ? false : true;
const isMissed: Misses<UserRecord & { readonly notes?: Readonly<Record<string, { readonly words: readonly Sealed[] }>> }, keyof typeof clearTexts> = true;

function fullUser(id: number, seal: KeySeal, texts: typeof clearTexts = clearTexts): UserRecord {
  const place = (clear: string, at: SealedPlace): Sealed => seal.seal(clear, { userId: id, ...at });
  const request: ActionRequest = { kind: 'redeemVoucher', voucher: { paymentMethodId: '1', amount: d('100'), pin: place(texts['drafts.*.request.voucher.pin'], partPlace(voucherPinField)) }, methodName: 'x', pinTail: '8888' };
  const draft: Draft = { id: 'd', request, requestHash: requestHashOf(request), state: 'drafted', createdAt: 1, expiresAt: 2, changedAt: 1 };
  return {
    ...newUser(id, id, 'Thandi', 1),
    link: { apiKey: place(texts['link.apiKey'], { field: linkFields.apiKey, keyVersion: 3 }), secret: place(texts['link.secret'], { field: linkFields.secret, keyVersion: 3 }), keyVersion: 3, tail: 'key', linkedAt: 1 },
    pin: { hash: place(texts['pin.hash'], pinPlace), salt: 's', wrong: 0, setAt: 1 },
    dialog: { command: 'link', step: 'secret', data: {}, sealed: { 'dialog.apiKey': place(texts['dialog.sealed.*'], partPlace('dialog.apiKey')) }, expiresAt: 1 },
    vouchers: [{ id: 'v', amount: d('50'), pin: place(texts['vouchers.*.pin'], partPlace(voucherPinField)), at: 1 }, { id: 'w', amount: d('50'), pin: place('another', partPlace(voucherPinField)), at: 1 }],
    drafts: { d: draft, e: { ...draft, id: 'e', request: { kind: 'cancelOrder', orderId: '7' }, requestHash: 'x' } },
  };
}

/** All sealed texts of a record, found by their looks and not by the list under test. */
const sealedTexts = (record: UserRecord): readonly string[] => JSON.stringify(record).match(/v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]{22,}/g) ?? [];

/** The clear texts of a record, in the order of the list under test. @throws SealError */
function opened(record: UserRecord, seal: KeySeal): readonly string[] {
  const texts: string[] = [];
  mapSealed(record, (sealed, place) => {
    texts.push(seal.open(sealed, { userId: record.id, ...place }));
    return sealed;
  });
  return texts;
}

test('the types know of a sealed field wherever it is put', () => { expect(isMissed).toBe(true); });

describe('sealing anew', () => {
  test('reaches every sealed text, which the new key alone then opens', () => {
    const record = fullUser(7, before);
    const { record: changed, anew, unopened } = resealRecord(record, both);
    expect([anew, unopened, sealedTexts(record).length]).toEqual([7, 0, 7]);
    expect(sealedTexts(changed).map((text) => text.slice(0, 12))).toEqual(Array.from({ length: 7 }, () => `v1.${after.keyId}.`));
    expect(new Set(opened(changed, after))).toEqual(new Set([...Object.values(clearTexts), 'another']));
    expect(after.signer(7, changed.link!).apiKey).toBe('the key');
    expect(() => opened(changed, before)).toThrow('another master key');
  });

  test('leaves a voucher card to be confirmed as it was shown, and one that was altered as it was', () => {
    const record = fullUser(7, before);
    const draft = resealRecord(record, both).record.drafts['d']!;
    expect(draft.requestHash).toBe(requestHashOf(draft.request));
    const altered = { ...record, drafts: { d: { ...record.drafts['d']!, requestHash: 'not it' } } };
    expect(resealRecord(altered, both).record.drafts['d']!.requestHash).toBe('not it');
  });

  test('of what is under the key of today changes nothing, nor does it open it', () => {
    const record = fullUser(7, after);
    const closed = { ...both, keyId: both.keyId, seal: both.seal.bind(both), open: () => { throw new Error('opened'); } };
    expect(resealRecord(record, closed)).toEqual({ record, anew: 0, unopened: 0 });
    expect(resealRecord(record, both).record).toBe(record);
  });

  test('leaves what no key opens as it is, and counts it', () => {
    const record = fullUser(7, before);
    const strange = { ...record, pin: fullUser(7, other).pin!, link: { ...record.link!, secret: record.link!.apiKey }, dialog: { ...record.dialog!, sealed: { x: 'no seal' as Sealed } } };
    const { record: changed, anew, unopened } = resealRecord(strange, both);
    expect([anew, unopened]).toEqual([4, 3]);
    expect([changed.pin, changed.dialog, changed.link?.secret]).toEqual([strange.pin, strange.dialog, strange.link.secret]);
  });

  test('keeps any text, for any user, over any number of changes of the key', () => {
    const keys = Array.from({ length: 4 }, (_, index) => Buffer.alloc(32, index + 10));
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 52 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }), (id, text, order) => {
      const texts = { ...clearTexts, 'link.secret': text, 'vouchers.*.pin': text };
      let record = fullUser(id, before, texts);
      for (const index of order) record = resealRecord(record, createKeySeal(keys[index]!, { apiHost, oldMasterKeys: [oldKey, ...keys] })).record;
      expect(opened(record, createKeySeal(keys[order.at(-1)!]!, { apiHost }))).toEqual(opened(fullUser(id, before, texts), before));
    }), { numRuns: 50 });
  });
});

test('a known answer: sealed with fixed nonces, the same text under the new key', () => {
  const fixed = createKeySeal(newKey, { apiHost, oldMasterKeys: [oldKey], randomBytes: (count) => Buffer.alloc(count, 9) });
  const record = { ...newUser(42, 42, 'x', 1), pin: { hash: before.seal('hash', { userId: 42, ...pinPlace }), salt: '', wrong: 0, setAt: 1 } };
  expect(resealRecord(record, fixed).record.pin?.hash).toBe(createKeySeal(newKey, { apiHost, randomBytes: (count) => Buffer.alloc(count, 9) }).seal('hash', { userId: 42, field: 'pin', keyVersion: 0 }));
});
