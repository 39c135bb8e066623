// Reads the exchange's own words out of an error answer, in every shape known (PROTOCOL.md section 3, errors).
import { parseLossless } from '../wire/losslessText.js';
import { field, isObject } from '../wire/fields.js';

/** More codes than this, or longer ones, are cut: they end in logs and chats. */
const codesLimit = 10;
const codeLengthLimit = 200;

const timeOutWords = /time[\s_-]?d?[\s_-]?out|deadline[\s_-]exceeded/i;

/**
 * The codes of an error body: {"errors":[..]}, {"errors":".."}, {"error":".."} or {"error":{"message":".."}}, whatever else stands
 * beside them. Empty for anything else (empty, HTML, text), which is then no answer of the exchange.
 */
export function readErrorCodes(body: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = parseLossless(body);
  } catch {
    return [];
  }
  if (!isObject(parsed)) return [];
  const said = field(parsed, 'errors', 'error');
  const list: readonly unknown[] = Array.isArray(said) ? (said as readonly unknown[]) : [said];
  return list.flatMap(readCode).slice(0, codesLimit);
}

/** What the exchange itself says under `errors`, as text: frameworks and gateways of others write `error` and `message` (PROTOCOL.md section 3, errors). */
export function readOwnWords(body: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = parseLossless(body);
  } catch {
    return [];
  }
  const said = isObject(parsed) ? field(parsed, 'errors') : undefined;
  const list: readonly unknown[] = Array.isArray(said) ? (said as readonly unknown[]) : [said];
  return list.filter((one) => typeof one === 'string' && one.trim() !== '').map(String);
}

function readCode(said: unknown): readonly string[] {
  const word = isObject(said) ? field(said, 'message', 'code') : said;
  return typeof word === 'string' && word.trim() !== '' ? [word.slice(0, codeLengthLimit)] : [];
}

/** True when the text speaks of a time-out: then even a 400 says nothing about the outcome (RELIABILITY.md 1.1, Kite). */
export const speaksOfTimeOut = (body: string): boolean => timeOutWords.test(body);

/** True for refusals of the time stamp, which a corrected clock mends (PROTOCOL.md section 4). */
export const refusesNonce = (codes: readonly string[]): boolean =>
  codes.some((code) => code === 'authz.nonce_expired' || code === 'authz.nonce_not_valid_timestamp');
