// The one way by which text of others enters a sentence: what the exchange, an invoice, a picture, a file or a person has written.
//
// It comes out as one line of characters that are seen, and Telegram makes nothing in it tappable. Telegram looks for names,
// commands, links and numbers in every text; only below `code` and `pre` it does not. A text in which it could find something
// is therefore set in code; one of words alone stays as it is, so that a card can still be read.
import { mapEmoji, withoutEmoji } from '../model/emoji.js';
import type { Rich } from '../model/message.js';
import type { Values } from './rich.js';

declare const fromOutside: unique symbol;
/** Text of others, made fit for a sentence by `outside` and by nothing else. */
export interface Outside extends Rich { readonly [fromOutside]: true }

/** Longest outside text that is shown, in code points; longer ones end in an ellipsis. */
export const outsideTextLimit = 200;

/** Stands for a text in which there is nothing to see, so that a sentence has no hole where a name belongs. */
const nothingSeen = '–';

/** Beside what Unicode calls ignorable: blanks that it calls signs (braille, music), fillers, stand-ins for what is not there. */
const blank = '\\u2800\\ufffc\\u{16fe4}\\u{1d159}\\p{Noncharacter_Code_Point}';
const unseen = new RegExp(`[[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Cc}${blank}]--\\p{White_Space}]`, 'gv');
const piled = /(\P{M}|^)(\p{M}+)/gu;
/** More of one kind than a written language needs upon one letter: above and below it, and beside it. */
const marksOnLetter = 2;

/** The text as one line of characters that are seen; the same again for its own result. Lone surrogates become U+FFFD. */
export function oneLine(text: string): string {
  // A joiner, a selector and a tag are left where an emoji is made by them.
  return mapEmoji(text.toWellFormed(), (emoji) => emoji, (part) => part.replace(unseen, ''))
    .replace(piled, (_found, base: string, marks: string) => `${base}${fewMarks(base, marks)}`)
    .replace(/\p{White_Space}+/gu, ' ').trim();
}

/** A mark needs a letter to stand on. */
function fewMarks(base: string, marks: string): string {
  if (base === '' || /\p{White_Space}/u.test(base)) return '';
  if (marks.length <= marksOnLetter) return marks;
  let [around, beside] = [0, 0];
  return Array.from(marks).filter((mark) => (/\p{Mc}/u.test(mark) ? ++beside : ++around) <= marksOnLetter).join('');
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a text, at most `limit` code points, cut between characters as they are seen: never through a joined emoji or an accented letter. */
export function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let [kept, count] = ['', 0];
  for (const { segment } of letters.segment(text)) {
    count += Array.from(segment).length;
    if (count > limit) break;
    kept += segment;
  }
  return kept.trimEnd();
}

/** So many units of UTF-16 are looked at for each code point that is shown: joined emoji and what is not seen take more than one. */
const unitsLooked = 16;

function lineOf(text: string, limit: number): string {
  if (text.length <= limit * unitsLooked) return shortened(oneLine(text), limit);
  const line = oneLine(text.slice(0, limit * unitsLooked));
  return line === '' ? line : `${beginning(line, limit - 1)}…`;
}

function shortened(text: string, limit: number): string {
  return text.length <= limit || Array.from(text).length <= limit ? text : `${beginning(text, limit - 1)}…`;
}

// What Telegram finds nothing in: letters, spaces, and the signs of plain prose. A point ends a word or stands in a number, a slash in a word.
const prose = /^(?:(?<![\p{Nd}.])\p{Nd}+[.:]\p{Nd}+(?![\p{L}\p{Nd}.:])|[\p{L}\p{M}\p{Nd}\p{So}\p{Sk} ,;!?'’"“”()&+%_–—-]|\.(?=[. ]|$)|(?<=[\p{L}\p{Nd}])\/(?=[\p{L}\p{Nd}]))*$/u;
/** As few digits as a telephone or a card number may have. */
const numberDigits = 5;

/** False for text in which Telegram may find something to tap: a name, a tag, a command, a link, a long number. Wide forms of signs count as the plain ones. */
function isProse(text: string): boolean {
  const usual = withoutEmoji(text).normalize('NFKC');
  return prose.test(usual) && (usual.match(/\p{Nd}/gu) ?? []).length < numberDigits;
}

/**
 * Makes text of others fit for a sentence: one line, nothing unseen, at most `limit` code points, nothing to tap, "–" for what is empty.
 * In a label of a button, where marks are none and nothing is tapped, its `text` alone is used.
 */
export function outside(text: string, limit = outsideTextLimit): Outside {
  const shown = lineOf(text, limit) || nothingSeen;
  return { text: shown, marks: isProse(shown) ? [] : [{ type: 'code', offset: 0, length: shown.length }] } as Rich as Outside;
}

/** The values of an error for its sentence: words of the person, or of the exchange. */
export const outsideValues = (values: Readonly<Record<string, string | number>>): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : outside(value)]));
