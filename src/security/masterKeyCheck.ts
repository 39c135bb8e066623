// Tells at start whether the master key given is the one the stored links were sealed under.
import type { Link } from '../model/account.js';
import type { UserRecord } from '../model/user.js';
import { SealError } from './sealError.js';
import { readSealed } from './sealedText.js';

export interface MasterKeyCheck {
  /** Records that have a link. */
  readonly linked: number;
  /** Links sealed under another master key. */
  readonly wrongMasterKey: number;
  /** Links that are no sealed text at all. */
  readonly damaged: number;
  /** True when there are links and every one is under another key: the program must not start with this key. */
  readonly isForeignKey: boolean;
}

/** Compares key ids only: nothing is decrypted, so no clear text is made. */
export function checkMasterKey(records: Iterable<UserRecord>, seal: { readonly keyId: string }): MasterKeyCheck {
  const count = { fits: 0, wrongMasterKey: 0, damaged: 0 };
  for (const { link } of records) {
    if (link !== undefined) count[judge(link, seal.keyId)] += 1;
  }
  const linked = count.fits + count.wrongMasterKey + count.damaged;
  return { linked, wrongMasterKey: count.wrongMasterKey, damaged: count.damaged, isForeignKey: linked > 0 && count.wrongMasterKey === linked };
}

function judge(link: Link, keyId: string): 'fits' | 'wrongMasterKey' | 'damaged' {
  try {
    return [link.apiKey, link.secret].every((sealed) => readSealed(sealed).keyId === keyId) ? 'fits' : 'wrongMasterKey';
  } catch (error) {
    if (error instanceof SealError) return 'damaged';
    throw error;
  }
}
