// Decides what may be logged: takes known secrets and secret-looking text out of strings, and errors down to a few plain fields.
import { types } from 'node:util';
import type { LogFields } from '../model/log.js';
import { Fingerprints, type Span } from './fingerprints.js';

export interface Redactor {
  /** Registers a live secret, given as its text or as the bytes of its ASCII text. Shorter than 8 characters is ignored. */
  learn(secret: string | Buffer): void;
  /** Registers a binary key in the forms it could be printed in: base64, base64url, hex. */
  learnKey(key: Buffer): void;
  /** The text without what is known or looks secret; at most `scrubbedCharactersLimit` characters of it are looked at. */
  scrub(text: string): string;
}

export const redacted = '[secret]';

/** A shorter "secret" would blot out ordinary words. */
export const secretCharactersMinimum = 8;

/** Text beyond this is cut off before it is scrubbed. */
export const scrubbedCharactersLimit = 4000;

/** Holds fingerprints only: a heap dump of it shows no secret. */
export function createRedactor(): Redactor {
  const fingerprints = new Fingerprints();
  const learn = (secret: string | Buffer): void => {
    const text = typeof secret === 'string' ? secret : secret.toString('utf8');
    if (text.length < secretCharactersMinimum) return;
    for (const form of [text, encodeURIComponent(text), Buffer.from(text).toString('base64')]) fingerprints.add(form);
  };
  return {
    learn,
    learnKey: (key) => {
      const whole = key.toString('base64');
      for (const form of [whole, whole.replace(/=+$/, ''), key.toString('base64url'), key.toString('hex')]) learn(form);
    },
    scrub: (text) => {
      const cut = cutWhole(text);
      return scrubPatterns(blot(cut, fingerprints.find(cut)));
    },
  };
}

/** Cuts an overlong text, and with it the last word before the cut: half a secret would not be recognised. */
function cutWhole(text: string): string {
  if (text.length <= scrubbedCharactersLimit) return text;
  return text.slice(0, scrubbedCharactersLimit).replace(/\S*$/, '');
}

function blot(text: string, spans: readonly Span[]): string {
  let result = '';
  let end = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start >= end) result += `${text.slice(end, span.start)}${redacted}`;
    end = Math.max(end, span.end);
  }
  return result + text.slice(end);
}

/** What a secret looks like when nobody has registered it. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // The Bot API's address carries the token: /bot<token>/method
  [/\/bot\d[^/\s"']*/g, `/bot${redacted}`],
  [/\d{1,20}:[A-Za-z0-9_-]{30,}/g, redacted],
  [/(x-auth-[a-z]{1,20}["'\]]{0,4}\s{0,8}[:=,]\s{0,8}["'[]{0,4})[^\s"',;}\]]+/gi, `$1${redacted}`],
  // Bounded, for each of the words may be a beginning.
  [/((?:secret|token|key|sign(?:ature)?|password|hmac|auth)[\w-]{0,20}["'\]]{0,4}\s{0,8}(?:[:=,]\s{0,8})?["'[]{0,4})[0-9a-f]{32,}/gi, `$1${redacted}`],
];

/** Takes out what looks secret by its shape or by the name before it. */
export function scrubPatterns(text: string): string {
  return patterns.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

/** How far down the chain of causes a code is looked for. */
const causesLimit = 5;

/**
 * An error as fields for the log: { error: its name, code, status, route, message }. No stack, no other property: axios
 * errors carry the request headers, and with them the API key, in `config`, `request` and `response`. Never throws.
 */
export function describeError(error: unknown): LogFields {
  try {
    if (!isError(error)) return { error: typeof error, ...(typeof error === 'string' ? { message: scrubPatterns(cutWhole(error)) } : {}) };
    return {
      error: word(error.name) ?? 'Error',
      code: codeOf(error),
      status: numberAt(error, 'status'),
      route: textAt(error, 'route'),
      message: scrubPatterns(cutWhole(error.message)),
    };
  } catch {
    return { error: 'unreadable' };
  }
}

/** Its own code or reason, else that of the nearest cause. */
function codeOf(error: Error): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < causesLimit && isError(current); depth += 1) {
    const code = word(valueAt(current, 'code')) ?? word(valueAt(current, 'reason'));
    if (code !== undefined) return code;
    current = current.cause;
  }
  return undefined;
}

/** By nature, not by constructor: an error may come from another realm. */
const isError = (value: unknown): value is Error => types.isNativeError(value) || value instanceof Error;

const valueAt = (error: Error, name: string): unknown => (name in error ? (error as unknown as Record<string, unknown>)[name] : undefined);

function numberAt(error: Error, name: string): number | undefined {
  const value = valueAt(error, name);
  return typeof value === 'number' ? value : undefined;
}

function textAt(error: Error, name: string): string | undefined {
  const value = valueAt(error, name);
  return typeof value === 'string' ? scrubPatterns(cutWhole(value)) : undefined;
}

/** Names and codes are one short word; anything else is not one and is left out. */
function word(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && /^[A-Za-z][\w.]{0,40}$/.test(value) ? value : undefined;
}
