// Places to be paid at over Lightning that are no invoice: they are recognised, so that what is said of them is true.

/** Each has a sentence `pay.fault.<kind>`. */
export type TargetKind =
  /** LNURL (LUD-01), as text or as the address of a scheme of its own (LUD-17). */
  | 'lnurl'
  /** name@host (LUD-16). */
  | 'lightningAddress'
  /** BOLT 12. */
  | 'offer';

/** Longest text looked at, characters. */
const textLimit = 8000;

const lnurl = /(?<![a-z0-9])(?:lnurl1[qpzry9x8gf2tvdw0s3jn54khce6mua7l]{20,}|(?:lnurlp|lnurlw|lnurlc|keyauth):\/\/\S)/iu;
const offer = /(?<![a-z0-9])ln[oir]1[qpzry9x8gf2tvdw0s3jn54khce6mua7l+]{20,}/iu;
// As in e-mail, so only where it is all that was written.
const lightningAddress = /^(?:lightning:)?[a-z0-9][a-z0-9._+-]{0,63}@[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,4}$/iu;

/** What a text names; undefined for none of them. Invoices are not looked for. */
export function findTarget(text: string): TargetKind | undefined {
  const looked = text.slice(0, textLimit).trim();
  if (lnurl.test(looked)) return 'lnurl';
  if (offer.test(looked)) return 'offer';
  return lightningAddress.test(looked) ? 'lightningAddress' : undefined;
}
