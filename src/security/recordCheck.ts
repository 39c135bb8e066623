// The keyed check of the store's files: who has the disk but not a master key can neither edit a record nor put it in another's place.
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { RecordCheck } from '../storage/recordCheck.js';
import { deriveKey, keyIdOf, masterKeyBytes } from './sealKeys.js';

/**
 * HMAC-SHA256 by a key derived from the master key. The place is part of what is signed, not of the derivation: as strong, and a
 * fifth of the time for each of the records read at a start.
 * @param masterKey 32 bytes, as each of the earlier ones; copied. Nothing is made with an earlier one any more. @throws RangeError
 */
export function createRecordCheck(masterKey: Buffer, oldMasterKeys: readonly Buffer[] = []): RecordCheck {
  if ([masterKey, ...oldMasterKeys].some((key) => key.length !== masterKeyBytes)) throw new RangeError(`a master key has ${masterKeyBytes} bytes`);
  const [keyId, today] = named(masterKey);
  // The key of today last, as with the seals: it is the one found under its own id.
  const keys = new Map([...oldMasterKeys.map(named), [keyId, today]]);
  return {
    keyId,
    macOf: (place, content) => hmac(today, place, content).toString('hex'),
    judge(made, place, content) {
      const key = keys.get(made.keyId);
      if (key === undefined) return 'unknownKey';
      const given = Buffer.from(made.mac, 'hex');
      const right = hmac(key, place, content);
      return given.length === right.length && timingSafeEqual(given, right) ? 'fits' : 'wrong';
    },
  };
}

function named(masterKey: Buffer): readonly [keyId: string, key: KeyObject] {
  const key = createSecretKey(masterKey);
  return [keyIdOf(key), deriveKey(key, 'capebot v1 record check')];
}

const hmac = (key: KeyObject, place: string, content: string): Buffer => createHmac('sha256', key).update(`${place}\n${content}`).digest();
