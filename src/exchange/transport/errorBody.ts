// Reads the exchange's own words out of an error answer, in every shape known (PROTOCOL.md section 3, errors).
import { parseLossless } from '../wire/losslessText.js';
import { field, isObject } from '../wire/fields.js';

/** More codes than this, or longer ones, are cut: they end in logs and chats. */
const codesLimit = 10;
const codeLengthLimit = 200;

const timeOutWords = /time[\s_-]?d?[\s_-]?out|deadline[\s_-]exceeded/i;

/**
 * The codes of an error body: {"errors":[..]}, {"errors":".."}, {"error":".."} or {"error":{"message":".."}}, whatever else stands
 * beside them. Empty for anything else (empty, HTML, text). Whoever wrote it: good enough to be shown, and no more.
 */
export function readErrorCodes(body: string): readonly string[] {
  const parsed = parse(body);
  if (!isObject(parsed)) return [];
  const said = field(parsed, 'errors', 'error');
  const list: readonly unknown[] = Array.isArray(said) ? (said as readonly unknown[]) : [said];
  return list.flatMap(readCode).slice(0, codesLimit);
}

/** Its codes: lower case and dotted, as "market.account.insufficient_balance". */
const dotted = /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$/;
/** Of a parameter it could not read it says the last word of a sentence, as "value" (PROTOCOL.md section 3, life cycle): with 422 alone. */
const bare = /^[a-z][a-z0-9_-]*$/;
const isOwnCode = (status: number, code: string): boolean => dotted.test(code) || (status === 422 && bare.test(code));

/** True for codes as the exchange writes them: "Forbidden" and "Not Found" are a gateway's, whatever name they stand under. False for none. */
export const areOwnCodes = (status: number, codes: readonly string[]): boolean => codes.length > 0 && codes.every((code) => isOwnCode(status, code));

/** What the exchange says in a string where all else is a list (PROTOCOL.md section 3, errors). */
const saidAlone: ReadonlySet<string> = new Set(['405 server.method_not_allowed', '400 server.method.invalid_message_body']);

/**
 * The exchange's own words of refusal and nothing like them: {"errors":["..", ..]}, each of them a code, or one of the two it says
 * alone. Empty for all else, which a gateway or a proxy may have said: then nothing is known of what became of the call.
 */
export function readOwnRefusal(status: number, body: string): readonly string[] {
  const parsed = parse(body);
  const said = isObject(parsed) && Object.hasOwn(parsed, 'errors') ? parsed['errors'] : undefined;
  if (typeof said === 'string') return saidAlone.has(`${status} ${said}`) ? [said] : [];
  if (!Array.isArray(said)) return [];
  const list = said as readonly unknown[];
  const codes = list.filter(isWord);
  return codes.length === list.length && areOwnCodes(status, codes) ? codes.slice(0, codesLimit).map(cut) : [];
}

const isWord = (said: unknown): said is string => typeof said === 'string' && said.trim() !== '';
const cut = (word: string): string => word.slice(0, codeLengthLimit);

function parse(body: string): unknown {
  try {
    return parseLossless(body);
  } catch {
    return undefined;
  }
}

function readCode(said: unknown): readonly string[] {
  const word = isObject(said) ? field(said, 'message', 'code') : said;
  return isWord(word) ? [cut(word)] : [];
}

/** True when the text speaks of a time-out: then even a 400 says nothing about the outcome (RELIABILITY.md 1.1, Kite). */
export const speaksOfTimeOut = (body: string): boolean => timeOutWords.test(body);

/** True for refusals of the time stamp, which a corrected clock mends (PROTOCOL.md section 4). */
export const refusesNonce = (codes: readonly string[]): boolean =>
  codes.some((code) => code === 'authz.nonce_expired' || code === 'authz.nonce_not_valid_timestamp');
