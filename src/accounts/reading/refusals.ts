// Sorts what the exchange says when it refuses a signed call: a dead key, our clock, or a right that is missing.
import { RefusedError } from '../../model/errors.js';
import type { Log } from '../../model/log.js';

/** Barong's words (PROTOCOL.md section 4) for a key that will not work again until its owner changes something. */
const deadKeyCodes: ReadonlySet<string> = new Set(['unexistent_apikey', 'apikey_not_active', 'invalid_signature', 'disabled_2fa', 'invalid_session']);

/** The code without its family: "authz.nonce_expired" is "nonce_expired". */
export const bareCode = (code: string): string => code.slice(code.lastIndexOf('.') + 1);

/** True when these codes say that the key is dead; never for the clock (nonce_*), maintenance or a missing right. */
export const areKeyCodes = (codes: readonly string[]): boolean => codes.some((code) => deadKeyCodes.has(bareCode(code)));

/** The codes of an error that says that the key is dead; undefined for any other. */
export function deadKeyCodesOf(error: unknown): readonly string[] | undefined {
  return error instanceof RefusedError && error.status === 401 && areKeyCodes(error.codes) ? error.codes : undefined;
}

const notToBeHad: ReadonlySet<number> = new Set([403, 404, 405]);

/**
 * Runs a read and passes over it where the account may not read this at all (403, for example before it is verified) or the
 * exchange says that it has no such list (404, 405): there is nothing to wait for then, and the next poll asks again.
 * Resolves to false where it was passed over.
 * @throws everything else that `read` throws; also such a status without the exchange's own words, which some gateway may answer
 */
export async function ifPermitted(log: Log, read: () => Promise<unknown>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError) || !notToBeHad.has(error.status) || error.codes.length === 0) throw error;
    log.warn('account.notPermitted', { error: error.message });
    return false;
  }
}
