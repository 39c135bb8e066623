// Builds texts with marks: the one sink through which outside text reaches a chat; it can never make a mark.
import type { Mark, Rich } from '../model/message.js';

/** Longest outside text that is shown; longer ones end in an ellipsis. */
export const outsideTextLimit = 200;

// C0 and C1 controls but not newline and tab, bidi controls, zero-width and invisible characters, line and paragraph separators.
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Makes text of others safe to show: invisible and direction-changing characters out, at most outsideTextLimit characters. */
export function clean(text: string, limit = outsideTextLimit): string {
  const seen = text.replace(unseen, '').toWellFormed();
  const characters = Array.from(seen);
  return characters.length <= limit ? seen : `${characters.slice(0, limit - 1).join('')}…`;
}

export const plain = (text: string): Rich => ({ text, marks: [] });

function marked(type: Mark['type'], text: string): Rich {
  return { text, marks: text.length === 0 ? [] : [{ type, offset: 0, length: text.length }] };
}
export const bold = (text: string): Rich => marked('bold', text);
export const code = (text: string): Rich => marked('code', text);
/** A moment in words, `at` ms since 1970: a client may show it in its own zone besides. */
export const moment = (text: string, at: number): Rich => ({ text, marks: text === '' ? [] : [{ type: 'time', offset: 0, length: text.length, unixTime: Math.floor(at / 1000) }] });
/** Monospace lines, as a table needs them. */
export const pre = (text: string): Rich => marked('pre', text);

/** Joins texts, keeping their marks. */
export function concat(...parts: readonly (Rich | string)[]): Rich {
  let text = '';
  const marks: Mark[] = [];
  for (const part of parts) {
    const rich = typeof part === 'string' ? plain(part) : part;
    for (const mark of rich.marks) marks.push({ ...mark, offset: mark.offset + text.length });
    text += rich.text;
  }
  return { text, marks };
}

/** Joins texts with a separator; empty ones are left out. */
export function join(parts: readonly (Rich | string)[], separator = '\n'): Rich {
  const kept = parts.filter((part) => (typeof part === 'string' ? part : part.text) !== '');
  return concat(...kept.flatMap((part, index) => (index === 0 ? [part] : [separator, part])));
}

const marks = { '*': 'bold', '`': 'code', '_': 'italic', '|': 'spoiler' } as const;
const token = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}|\[([*`_|])|([*`_|])\]/g;

/**
 * Fills a template: `{name}` is replaced by a value, `{name|one|other}` by the word its number takes by `plurals`, `[*bold*]`, "[`code`]", `[_italic_]` and `[|spoiler|]` become marks.
 * Only the template can make marks; a value is text, or Rich with its own marks.
 * @throws RangeError when a value is missing, no number where its word hangs on it, or marks do not close in order.
 */
export function fill(sentence: string, values: Readonly<Record<string, string | number | Rich>>, plurals: Intl.PluralRules): Rich {
  const template = keptTogether(sentence);
  const open: { type: Mark['type']; at: number }[] = [];
  const own: Mark[] = [];
  let built: Rich = plain('');
  let from = 0;
  for (const match of template.matchAll(token)) {
    built = concat(built, template.slice(from, match.index));
    from = match.index + match[0].length;
    const [, name, one, other, begin, end] = match;
    if (name !== undefined) built = concat(built, one === undefined || other === undefined ? valueOf(name, values) : wordFor(name, values, plurals) === 'one' ? one : other);
    else if (begin !== undefined) open.push({ type: marks[begin as keyof typeof marks], at: built.text.length });
    else own.push(closed(open.pop(), end as keyof typeof marks, built.text.length));
  }
  built = concat(built, template.slice(from));
  if (open.length > 0) throw new RangeError('a mark is not closed');
  return { text: built.text, marks: [...built.marks, ...own.filter((mark) => mark.length > 0)].sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

/** A figure is not torn from its sign at the end of a line. */
const keptTogether = (sentence: string): string => sentence.replaceAll('} %', '}\u00a0%').replaceAll('≈ {', '≈\u00a0{');

function valueOf(name: string, values: Readonly<Record<string, string | number | Rich>>): Rich {
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for {${name}}`);
  return typeof value === 'object' ? value : plain(clean(String(value), 3000));
}

/** Which word a number takes: English, Afrikaans and isiZulu have two. */
function wordFor(name: string, values: Readonly<Record<string, string | number | Rich>>, plurals: Intl.PluralRules): Intl.LDMLPluralRule {
  const value = values[name];
  if (typeof value !== 'number') throw new RangeError(`no number for {${name}}`);
  return plurals.select(value);
}

function closed(begin: { type: Mark['type']; at: number } | undefined, sign: keyof typeof marks, at: number): Mark {
  if (begin?.type !== marks[sign]) throw new RangeError('marks do not close in order');
  return { type: begin.type, offset: begin.at, length: at - begin.at };
}
