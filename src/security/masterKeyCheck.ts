// Tells at start whether the master keys given are those the stored links were sealed under.
import type { Link } from '../model/account.js';
import type { UserRecord } from '../model/user.js';
import { SealError } from './sealError.js';
import { readSealed } from './sealedText.js';
import type { KeySeal } from './sealKeys.js';

export interface MasterKeyCheck {
  /** Records that have a link. */
  readonly linked: number;
  /** Links sealed under a master key that was not given. */
  readonly wrongMasterKey: number;
  /** Links that are no sealed text at all. */
  readonly damaged: number;
  /** True when there are links and every one is under a key that was not given: the program must not start. */
  readonly isForeignKey: boolean;
}

/** Compares key ids only: nothing is decrypted, so no clear text is made. */
export function checkMasterKey(records: Iterable<UserRecord>, seal: Pick<KeySeal, 'knows'>): MasterKeyCheck {
  const count = { fits: 0, wrongMasterKey: 0, damaged: 0 };
  for (const { link } of records) {
    if (link !== undefined) count[judge(link, seal)] += 1;
  }
  const linked = count.fits + count.wrongMasterKey + count.damaged;
  return { linked, wrongMasterKey: count.wrongMasterKey, damaged: count.damaged, isForeignKey: linked > 0 && count.wrongMasterKey === linked };
}

function judge(link: Link, seal: Pick<KeySeal, 'knows'>): 'fits' | 'wrongMasterKey' | 'damaged' {
  try {
    return [link.apiKey, link.secret].every((sealed) => seal.knows(readSealed(sealed).keyId)) ? 'fits' : 'wrongMasterKey';
  } catch (error) {
    if (error instanceof SealError) return 'damaged';
    throw error;
  }
}
