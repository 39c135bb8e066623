// Proves a key pair with the exchange, seals it and puts it into a user's record; and takes it out again.
import { createHash, timingSafeEqual } from 'node:crypto';
import { leaveAccount, unansweredCount } from '../actions/drafts/leaveAccount.js';
import { balances } from '../exchange/endpoints/account/balances.js';
import { emptyAccount, type Link, type Sealed } from '../model/account.js';
import { RefusedError, UserError } from '../model/errors.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import { linkFields } from '../security/sealKeys.js';
import type { AccountsDeps } from './accountsDeps.js';
import { bareCode } from './reading/refusals.js';
import { isSameAccount } from './sameAccount.js';
import { isSamePair } from './watchedLink.js';

/** Longest key or secret that is even tried. */
export const keyLengthLimit = 128;
const printable = /^[\x21-\x7e]+$/;

type LinkingDeps = Pick<AccountsDeps, 'store' | 'seal' | 'exchange' | 'clock'>;

/** A pasted part without the white space around it. @throws UserError('link.malformed') for what can be no key */
export function readKeyPart(typed: string): string {
  const part = typed.trim();
  if (part.length > keyLengthLimit || !printable.test(part)) throw new UserError('link.malformed');
  return part;
}

const sentences: Readonly<Record<string, string>> = {
  unexistent_apikey: 'link.refused', invalid_signature: 'link.refused', invalid_api_key_headers: 'link.refused',
  apikey_not_active: 'link.disabled', invalid_session: 'link.disabled', disabled_2fa: 'link.no2fa',
};

/** What to say of a pair that could not be proved (codes: PROTOCOL.md section 4). */
export function linkError(error: unknown): UserError {
  if (!(error instanceof RefusedError)) return new UserError('link.unavailable', {}, { cause: error });
  if (error.status === 403) return new UserError('link.notPermitted', {}, { cause: error });
  for (const code of error.codes.map(bareCode)) {
    const sentence = code.startsWith('nonce_') ? 'link.clock' : Object.hasOwn(sentences, code) ? sentences[code] : undefined;
    if (sentence !== undefined) return new UserError(sentence, {}, { cause: error });
  }
  return new UserError('link.refusedOther', { codes: error.codes.join(', ') || String(error.status) }, { cause: error });
}

/** What a new link is to the user: their first, or a new key of the account followed before, or one of another account. */
export interface Linked {
  readonly tail: string;
  readonly was: 'first' | 'sameAccount' | 'otherAccount';
  /** Actions of another account, sent and never answered, that cannot be looked up any more. */
  readonly unanswered: number;
}

/**
 * Proves the pair with one signed read and stores it durably in place of an older one. Of the same account everything known is
 * kept and goes on; for another one it begins anew, and its open cards end.
 * @throws UserError('link.*') with nothing stored; what Store.update throws.
 */
export async function storeLink(deps: LinkingDeps, userId: UserId, apiKeyTyped: string, secretTyped: string): Promise<Linked> {
  const apiKey = readKeyPart(apiKeyTyped);
  const secret = readKeyPart(secretTyped);
  const before = deps.store.read(userId);
  const older = before?.link;
  const keyVersion = (older?.keyVersion ?? 0) + 1;
  const seal = (clear: string, field: string): Sealed => deps.seal.seal(clear, { userId, field, keyVersion });
  const now = deps.clock.now();
  const link: Link = {
    apiKey: seal(apiKey, linkFields.apiKey), secret: seal(secret, linkFields.secret),
    keyVersion, tail: apiKey.slice(-4), linkedAt: now,
  };
  const was = await prove(deps, userId, link, before);
  return deps.store.update(userId, (record) => {
    // Two proofs at once: the later one would be sealed under a version that is taken.
    if (!isSamePair(record.link, older)) throw new UserError('link.unavailable');
    // Locked while the pair was being proved: a thief must not bring in a key of theirs.
    if (record.lock !== undefined) throw new UserError('lock.noLink');
    // While the link is still there: its cards name the key they were sent under.
    const next = was === 'sameAccount' ? record : { ...leaveAccount(record, now), account: { ...emptyAccount, since: now } };
    return { record: { ...next, link }, result: { tail: link.tail, was, unanswered: was === 'sameAccount' ? 0 : unansweredCount(next) } };
  });
}

/** One signed read proves the pair; more tell whose it is, where another key was linked. @throws UserError('link.*') */
async function prove(deps: LinkingDeps, userId: UserId, link: Link, before: UserRecord | undefined): Promise<Linked['was']> {
  try {
    const signer = deps.seal.signer(userId, link);
    const client = deps.exchange.accountClient(signer);
    await client.call(balances, {}, { urgency: 'person' });
    if (before?.link === undefined) return 'first';
    const isSame = apiKeyOf(deps, userId, before.link) === signer.apiKey || await isSameAccount(client, before.account);
    return isSame ? 'sameAccount' : 'otherAccount';
  } catch (error) {
    throw linkError(error);
  }
}

// A link that cannot be opened any more counts as another account's.
function apiKeyOf({ seal }: LinkingDeps, userId: UserId, link: Link): string | undefined {
  try {
    return seal.open(link.apiKey, { userId, field: linkFields.apiKey, keyVersion: link.keyVersion });
  } catch {
    return undefined;
  }
}

/** True for the pair that is linked, compared in constant time; nothing is asked of the exchange. False where none is linked. @throws SealError */
export function isLinkedPair({ store, seal }: Pick<LinkingDeps, 'store' | 'seal'>, userId: UserId, apiKeyTyped: string, secretTyped: string): boolean {
  const link = store.read(userId)?.link;
  if (link === undefined) return false;
  const isSame = (field: string, sealed: Sealed, typed: string): boolean =>
    timingSafeEqual(digest(seal.open(sealed, { userId, field, keyVersion: link.keyVersion })), digest(typed.trim()));
  const isKey = isSame(linkFields.apiKey, link.apiKey, apiKeyTyped);
  return isSame(linkFields.secret, link.secret, secretTyped) && isKey;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The record without its key, its dialog and all that was known of the account. The PIN protected that account and goes
 * too, but not while the record is locked: a thief could then unlink, unlock without a PIN and link a key of theirs.
 * `now` is ms since 1970.
 */
export function withoutLink(record: UserRecord, now: number): UserRecord {
  const { link, dialog, pin, ...rest } = leaveAccount(record, now);
  if (link === undefined && dialog === undefined) return record;
  return { ...rest, ...(pin !== undefined && record.lock !== undefined ? { pin } : {}), account: emptyAccount };
}
