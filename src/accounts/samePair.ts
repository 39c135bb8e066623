// Tells one stored key pair from another.
import type { Link } from '../model/account.js';

/** True for the same stored pair. The version alone would not do: it starts again after an unlink; a sealed text never repeats. */
export function isSamePair(a: Link | undefined, b: Link | undefined): boolean {
  return a?.keyVersion === b?.keyVersion && a?.apiKey === b?.apiKey && a?.secret === b?.secret;
}
