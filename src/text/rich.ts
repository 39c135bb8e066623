// Builds texts with marks. Only the bot's own words can make one: text of others comes in through outside.ts alone.
import type { Mark, Rich } from '../model/message.js';

/** Text of the bot's own making, as format.ts makes it: no text of others stands in it. */
export type Shown = string & { readonly __shown: unique symbol };
/** A text that stands in the code itself: never one that is only known to be a string, or to begin as one. */
type Written<Text extends string> = Text extends Shown ? Text : Readonly<Record<'no such', true>> extends Readonly<Record<Text, true>> ? never : Text;
/** What may stand between parts, for a part that is not there, and as a sign before one. */
export type Sign = '' | '>' | '<' | ' ' | '\n' | '\n\n' | ', ' | '; ' | ' · ' | '–' | '+' | '−' | '±' | '🟢' | '🔴' | '🔵' | '⚪' | '✅' | '❌' | '⏳' | '⚠️' | '💤' | '😴' | '🔔';
/** What a text is built of: a plain string is none of it. */
export type Part = Rich | Shown | Sign;
/** What the blanks of a sentence are filled with. */
export type Values = Readonly<Record<string, Part | number>>;

export const plain = <Text extends string>(text: Text & Written<Text>): Rich => asRich(text);
const asRich = (text: string): Rich => ({ text, marks: [] });

function marked(type: Mark['type'], text: string): Rich {
  return { text, marks: text.length === 0 ? [] : [{ type, offset: 0, length: text.length }] };
}
export const bold = <Text extends string>(text: Text & Written<Text>): Rich => marked('bold', text);
/** A moment in words, `at` ms since 1970: a client may show it in its own zone besides. */
export const moment = (text: Shown, at: number): Rich => ({ text, marks: text === '' ? [] : [{ type: 'time', offset: 0, length: text.length, unixTime: Math.floor(at / 1000) }] });
/** Monospace lines, as a table needs them; in them Telegram finds nothing to tap. */
export const pre = (text: string): Rich => marked('pre', text);

/** Joins texts, keeping their marks. */
export function concat(...parts: readonly Part[]): Rich {
  let text = '';
  const marks: Mark[] = [];
  for (const part of parts) {
    const rich = typeof part === 'string' ? asRich(part) : part;
    for (const mark of rich.marks) marks.push({ ...mark, offset: mark.offset + text.length });
    text += rich.text;
  }
  return { text, marks };
}

/** Joins texts with a separator; empty ones are left out. */
export function join(parts: readonly Part[], separator: Part = '\n'): Rich {
  const kept = parts.filter((part) => (typeof part === 'string' ? part : part.text) !== '');
  return concat(...kept.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

const marks = { '*': 'bold', '`': 'code', '_': 'italic', '|': 'spoiler' } as const;
const token = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}|\[([*`_|])|([*`_|])\]/g;

/**
 * Fills a template: `{name}` is replaced by a value, `{name|one|other}` by the word its number takes by `plurals`, `[*bold*]`, "[`code`]", `[_italic_]` and `[|spoiler|]` become marks.
 * Only the template can make marks; a value is the bot's own text, or Rich with its own marks.
 * @throws RangeError when a value is missing, no number where its word hangs on it, or marks do not close in order.
 */
export function fill(sentence: string, values: Values, plurals: Intl.PluralRules): Rich {
  const template = keptTogether(sentence);
  const open: { type: Mark['type']; at: number }[] = [];
  const own: Mark[] = [];
  let built = asRich('');
  let from = 0;
  for (const match of template.matchAll(token)) {
    built = concat(built, asRich(template.slice(from, match.index)));
    from = match.index + match[0].length;
    const [, name, one, other, opens, closes] = match;
    if (name !== undefined) built = concat(built, one === undefined || other === undefined ? valueOf(name, values) : asRich(wordFor(name, values, plurals) === 'one' ? one : other));
    else if (opens !== undefined) open.push({ type: marks[opens as keyof typeof marks], at: built.text.length });
    else own.push(closed(open.pop(), closes as keyof typeof marks, built.text.length));
  }
  built = concat(built, asRich(template.slice(from)));
  if (open.length > 0) throw new RangeError('a mark is not closed');
  return { text: built.text, marks: nested(own.filter((mark) => mark.length > 0), built.marks) };
}

/** Marks by which Telegram finds nothing to tap, and in which, and around which, it allows no other. */
const isAlone = ({ type }: Mark): boolean => type === 'code' || type === 'pre';
const end = (mark: Mark): number => mark.offset + mark.length;
const holds = (outer: Mark, inner: Mark): boolean => outer.offset <= inner.offset && end(inner) <= end(outer);

/**
 * The marks of a template and of its values as Telegram allows them together: code within the template's code or spoiler is that;
 * bold and italic stop before the code of a value and go on after it.
 */
function nested(own: readonly Mark[], given: readonly Mark[]): readonly Mark[] {
  const whole = own.filter((mark) => isAlone(mark) || mark.type === 'spoiler');
  const inner = given.filter((mark) => !whole.some((outer) => holds(outer, mark) && (isAlone(outer) || isAlone(mark))));
  const alone = inner.filter(isAlone);
  const around = own.flatMap((mark) => (whole.includes(mark) ? [mark] : without(mark, alone)));
  return [...inner, ...around].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/** A mark without what stands in `holes`, which are in order. */
function without(mark: Mark, holes: readonly Mark[]): readonly Mark[] {
  const pieces: Mark[] = [];
  let from = mark.offset;
  for (const hole of holes.filter((one) => holds(mark, one))) {
    pieces.push({ ...mark, offset: from, length: hole.offset - from });
    from = end(hole);
  }
  return [...pieces, { ...mark, offset: from, length: end(mark) - from }].filter(({ length }) => length > 0);
}

/** A figure is not torn from its sign at the end of a line. */
const keptTogether = (sentence: string): string => sentence.replaceAll('≈ {', '≈\u00a0{');

function valueOf(name: string, values: Values): Part {
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for {${name}}`);
  return typeof value === 'number' ? asRich(String(value)) : value;
}

/** Which word a number takes: English, Afrikaans and isiZulu have two. */
function wordFor(name: string, values: Values, plurals: Intl.PluralRules): Intl.LDMLPluralRule {
  const value = values[name];
  if (typeof value !== 'number') throw new RangeError(`no number for {${name}}`);
  return plurals.select(value);
}

function closed(begin: { type: Mark['type']; at: number } | undefined, sign: keyof typeof marks, at: number): Mark {
  if (begin?.type !== marks[sign]) throw new RangeError('marks do not close in order');
  return { type: begin.type, offset: begin.at, length: at - begin.at };
}
