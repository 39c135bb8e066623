// The marks that open a MarkdownV2 entity, and the refusal of a reserved character that opens nothing.
import type { EntityType } from './entity.js';
import { cannotParse, isSpace } from './parsing.js';
import type { MarkdownReading, OpenMark } from './markdownReading.js';

interface Mark { mark: string; name: string; type?: EntityType; end: string }

/** Longest first: `__` before `_`, three back quotes before one. */
const marks: readonly Mark[] = [
  { mark: '__', name: 'Underline', type: 'underline', end: '__' },
  { mark: '_', name: 'Italic', type: 'italic', end: '_' },
  { mark: '*', name: 'Bold', type: 'bold', end: '*' },
  { mark: '~', name: 'Strikethrough', type: 'strikethrough', end: '~' },
  { mark: '||', name: 'Spoiler', type: 'spoiler', end: '||' },
  { mark: '```', name: 'Pre', type: 'pre', end: '```' },
  { mark: '`', name: 'Code', type: 'code', end: '`' },
  { mark: '[', name: 'TextUrl', type: 'text_link', end: ']' },
  { mark: '![', name: 'CustomEmoji', end: ']' },
];

/** Opens the entity at the reader's place, or takes the line break or `>` there. Throws 400 for a bare reserved character. */
export function openMark(reading: MarkdownReading, character: string): void {
  if (character === '\n') {
    reading.text += '\n';
    reading.at++;
    reading.canQuote = true;
  } else if (character === '>' && reading.canQuote) openQuote(reading);
  else openEntity(reading, character);
}

function openQuote(reading: MarkdownReading): void {
  if (!reading.inQuote) push(reading, { mark: '>', name: 'BlockQuote', type: 'blockquote', end: '' });
  reading.inQuote = true;
  reading.at++;
}

function openEntity(reading: MarkdownReading, character: string): void {
  const mark = marks.find((candidate) => reading.source.startsWith(candidate.mark, reading.at));
  if (mark === undefined) {
    throw cannotParse(`Character '${character}' is reserved and must be escaped with the preceding '\\'`);
  }
  const opened = push(reading, mark);
  reading.at += mark.mark.length;
  if (mark.name === 'Pre') readLanguage(reading, opened);
}

function push(reading: MarkdownReading, mark: Mark): OpenMark {
  const { name, type, end } = mark;
  const opened: OpenMark = { name, end, offset: reading.text.length, sourceAt: reading.at, ...(type === undefined ? {} : { type }) };
  reading.open.push(opened);
  return opened;
}

/** The word after three back quotes is a language only when white space follows it; one line break is then dropped. */
function readLanguage(reading: MarkdownReading, opened: OpenMark): void {
  const { source } = reading;
  let end = reading.at;
  while (!isSpace(source.charAt(end)) && source[end] !== '`') end++;
  if (end !== reading.at && end < source.length && source[end] !== '`') {
    opened.name = 'PreCode';
    opened.language = source.slice(reading.at, end);
    reading.at = end;
  }
  const lineBreak = /^(?:\r\n|\n\r|\n|\r)/.exec(source.slice(reading.at, reading.at + 2));
  reading.at += lineBreak?.[0].length ?? 0;
}
