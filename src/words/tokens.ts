// Cuts what was typed into tokens, character by character: words, numbers, and the signs that stand beside them. No pattern runs over the text.
import { isDigit, signs } from './digits.js';
import { prefixes, unitsBefore } from './lexicon/index.js';

export interface Token {
  /** In small letters, without the marks of a sentence at its end. */
  readonly text: string;
  readonly kind: 'word' | 'number' | 'sign';
  /** No white space stands before it. */
  readonly glued: boolean;
  /** An isiZulu prefix before a coin or a number ("ngo" of "ngo-R500"). */
  readonly prefix: boolean;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Longest text of an order or an amount that is looked at, in characters. */
export const wordsLimit = 200;

const lone = '@%$€£';
const white = /\s/u;
const anyDigit = /\p{Nd}/u;
const letter = /[\p{L}\p{M}]/u;
/** Marks of a sentence, dropped at the end of a word. */
const ends = '.,;:!';

const isWhite = (char: string | undefined): boolean => char === undefined || white.test(char);
const isLetter = (char: string | undefined): boolean => char !== undefined && letter.test(char);
const isAnyDigit = (char: string | undefined): boolean => char !== undefined && anyDigit.test(char);

/** The tokens of the first `limit` characters. */
export function cut(text: string, limit = wordsLimit): readonly Token[] {
  const chars = Array.from(text.slice(0, limit));
  const tokens: Token[] = [];
  const found: Cutter = { chars, at: 0, offset: 0, afterWhite: true };
  while (found.at < chars.length) {
    if (isWhite(chars[found.at])) {
      found.offset += chars[found.at]?.length ?? 0;
      found.at += 1;
      found.afterWhite = true;
      continue;
    }
    tokens.push(next(found));
  }
  return tokens.filter((token) => token.text !== '');
}

interface Cutter {
  readonly chars: readonly string[];
  at: number;
  /** As `at`, in UTF-16 units. */
  offset: number;
  afterWhite: boolean;
}

function next(cutter: Cutter): Token {
  const { chars, at } = cutter;
  const char = chars[at] ?? '';
  if (lone.includes(char)) return take(cutter, at + 1, 'sign');
  if (beginsNumber(chars, at)) return take(cutter, endOfNumber(chars, at), 'number');
  const prefixed = cutter.afterWhite ? endOfPrefix(chars, at) : undefined;
  return prefixed === undefined ? take(cutter, endOfWord(chars, at), 'word') : take(cutter, prefixed, 'word', true);
}

function take(cutter: Cutter, end: number, kind: Token['kind'], prefix = false): Token {
  const raw = cutter.chars.slice(cutter.at, end).join('');
  const { offset: start, afterWhite } = cutter;
  cutter.at = end;
  cutter.offset += raw.length;
  // The hyphen of a prefix is none of what follows.
  if (prefix && (cutter.chars[end] === '-')) {
    cutter.at += 1;
    cutter.offset += 1;
  }
  cutter.afterWhite = false;
  return { text: kind === 'word' ? withoutEnds(raw.toLowerCase().replaceAll('’', '\'')) : raw, kind, glued: !afterWhite, prefix, start, end: start + raw.length };
}

function withoutEnds(word: string): string {
  let end = word.length;
  while (end > 0 && ends.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/** A digit of any script, or a mark or a sign before one. */
function beginsNumber(chars: readonly string[], at: number): boolean {
  const char = chars[at] ?? '';
  if (isAnyDigit(char)) return true;
  if (char === '.' || char === ',') return isAnyDigit(chars[at + 1]);
  if (!signs.includes(char)) return false;
  for (let index = at + 1; index < chars.length && !isWhite(chars[index]); index += 1) if (isAnyDigit(chars[index])) return true;
  return false;
}

/** Digits and whatever stands in them; letters end a number, but for an exponent or a hexadecimal sign, which are refused as such. */
function endOfNumber(chars: readonly string[], at: number): number {
  let end = at + 1;
  const isSigned = signs.includes(chars[at] ?? '');
  for (; end < chars.length; end += 1) {
    const char = chars[end] ?? '';
    if (isWhite(char) || lone.includes(char)) return end;
    if (!isSigned && isLetter(char) && !isInNumber(chars, at, end)) return end;
  }
  return end;
}

function isInNumber(chars: readonly string[], start: number, at: number): boolean {
  const char = chars[at]?.toLowerCase();
  const isHex = chars[start] === '0' && chars[start + 1]?.toLowerCase() === 'x';
  if (isHex) return true;
  return char === 'e' && (isDigit(chars[at + 1]) || (signs.includes(chars[at + 1] ?? ' ') && isDigit(chars[at + 2])));
}

/** A word ends where a sign stands, and a unit where its number begins ("R500"). */
function endOfWord(chars: readonly string[], at: number): number {
  let end = at;
  let letters = '';
  for (; end < chars.length; end += 1) {
    const char = chars[end] ?? '';
    if (isWhite(char) || lone.includes(char)) return end;
    if (end > at && end - at === letters.length && beginsNumber(chars, end) && unitsBefore.has(letters)) return end;
    if (isLetter(char)) letters += char.toLowerCase();
  }
  return end;
}

/** The end of an isiZulu prefix that stands before a number or, with its hyphen, before a word. */
function endOfPrefix(chars: readonly string[], at: number): number | undefined {
  for (const prefix of prefixes) {
    if (!Array.from(prefix).every((char, index) => chars[at + index]?.toLowerCase() === char)) continue;
    const end = at + prefix.length;
    const hyphen = chars[end] === '-';
    const after = hyphen ? end + 1 : end;
    if (beginsPlainNumber(chars, after) || (chars[after]?.toLowerCase() === 'r' && beginsPlainNumber(chars, after + 1))) return end;
    if (hyphen && isLetter(chars[after])) return end;
  }
  return undefined;
}

const beginsPlainNumber = (chars: readonly string[], at: number): boolean => isDigit(chars[at]) || ((chars[at] === '.' || chars[at] === ',') && isDigit(chars[at + 1]));
