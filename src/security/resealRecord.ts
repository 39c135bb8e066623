// Seals anew, under the master key of today, what in a user's record only an earlier one opens.
import type { Sealed } from '../model/account.js';
import type { UserRecord } from '../model/user.js';
import { SealError } from './sealError.js';
import { mapSealed, type SealedPlace } from './sealedPlaces.js';
import { readSealed } from './sealedText.js';
import type { KeySeal } from './sealKeys.js';

export interface Resealed {
  /** The same record when nothing was to be sealed anew. */
  readonly record: UserRecord;
  /** Texts sealed anew. */
  readonly anew: number;
  /** Texts that none of the keys opens; each is left as it is. */
  readonly unopened: number;
}

/** What is under the key of today already is neither opened nor changed. No clear text is kept. */
export function resealRecord(record: UserRecord, seal: Pick<KeySeal, 'keyId' | 'seal' | 'open'>): Resealed {
  const count = { anew: 0, unopened: 0 };
  const change = (sealed: Sealed, place: SealedPlace): Sealed => {
    const context = { ...place, userId: record.id };
    try {
      if (readSealed(sealed).keyId === seal.keyId) return sealed;
      const anew = seal.seal(seal.open(sealed, context), context);
      count.anew += 1;
      return anew;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      count.unopened += 1;
      return sealed;
    }
  };
  const changed = mapSealed(record, change);
  return { record: count.anew === 0 ? record : changed, ...count };
}
