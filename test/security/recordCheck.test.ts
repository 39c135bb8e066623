// The keyed check: what it covers, which keys judge it, and that its values stay what stores were written with.
import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createKeySeal } from '../../src/security/sealKeys.js';
import { createRecordCheck } from '../../src/security/recordCheck.js';

const [oldKey, newKey, otherKey] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8), Buffer.alloc(32, 9)] as const;
const [before, both, after] = [createRecordCheck(oldKey), createRecordCheck(newKey, [oldKey]), createRecordCheck(newKey)];
const made = (check = before) => ({ keyId: check.keyId, mac: check.macOf('record|7', '2|abc') });

describe('the check of a record', () => {
  it('is HMAC-SHA256 of place and content by HKDF-SHA256 of the master key, under the id that its seals have', () => {
    const key = Buffer.from(hkdfSync('sha256', oldKey, '', 'capebot v1 record check', 32));
    expect(made().mac).toBe(createHmac('sha256', key).update('record|7\n2|abc').digest('hex'));
    expect(before.keyId).toBe(createKeySeal(oldKey, { apiHost: 'localhost' }).keyId);
  });

  it('fits its own place and content under any key that was given, and no other', () => {
    expect([before.judge(made(), 'record|7', '2|abc'), both.judge(made(), 'record|7', '2|abc'), after.judge(made(), 'record|7', '2|abc')]).toEqual(['fits', 'fits', 'unknownKey']);
    expect([before.judge(made(), 'record|8', '2|abc'), before.judge(made(), 'store', '2|abc'), before.judge(made(), 'record|7', '2|abd')]).toEqual(['wrong', 'wrong', 'wrong']);
    expect([both.judge(made(both), 'record|7', '2|abc'), createRecordCheck(otherKey).judge(made(both), 'record|7', '2|abc')]).toEqual(['fits', 'unknownKey']);
  });

  it('is always made under the key of today', () => {
    expect([both.keyId, made(both)]).toEqual([after.keyId, made(after)]);
  });

  it('cannot be moved from one key id to another', () => {
    expect(both.judge({ keyId: after.keyId, mac: made(before).mac }, 'record|7', '2|abc')).toBe('wrong');
  });

  it('of any other text is wrong, and nothing is thrown', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('0', '1', '7', '9', 'a', 'e', 'f'), minLength: 62, maxLength: 66 })), (mac) => {
      expect(before.judge({ keyId: before.keyId, mac }, 'record|7', '2|abc')).toBe('wrong');
    }));
  });

  it.each([31, 33, 0])('takes no key of %i bytes', (bytes) => {
    expect(() => createRecordCheck(Buffer.alloc(bytes))).toThrow(RangeError);
    expect(() => createRecordCheck(newKey, [Buffer.alloc(bytes)])).toThrow(RangeError);
  });
});
