// Telegram's old Markdown (parse_mode "Markdown"): four marks, no nesting; kept because old bots still send it.
import type { Entity, FormattedText } from './entity.js';
import { byteOffset, cannotParse, isSpace } from './parsing.js';
import { checkLink, linkedUserId } from './link.js';

interface Reading { source: string; at: number; text: string; entities: Entity[] }

/** Parses old Markdown. Throws the 400 with Telegram's own text. */
export function parseMarkdown(source: string): FormattedText {
  const reading: Reading = { source, at: 0, text: '', entities: [] };
  while (reading.at < source.length) readNext(reading);
  return { text: reading.text, entities: reading.entities };
}

function readNext(reading: Reading): void {
  const { source, at } = reading;
  const character = source.charAt(at);
  if (character === '\\' && '_*`['.includes(source.charAt(at + 1)) && at + 1 < source.length) {
    reading.text += source.charAt(at + 1);
    reading.at += 2;
  } else if ('_*`['.includes(character)) readEntity(reading, character);
  else {
    reading.text += character;
    reading.at++;
  }
}

function readEntity(reading: Reading, mark: string): void {
  const { source, at: start } = reading;
  const isPre = source.startsWith('```', start);
  const end = isPre ? '```' : mark === '[' ? ']' : mark;
  reading.at += isPre ? 3 : 1;
  const language = isPre ? readLanguage(reading) : '';
  const from = reading.at;
  const to = source.indexOf(end, from);
  if (to < 0) throw cannotParse(`Can't find end of the entity starting at byte offset ${byteOffset(source, start)}`);
  const offset = reading.text.length;
  reading.text += source.slice(from, to);
  reading.at = to + end.length;
  if (to === from) return;
  const url = mark === '[' ? readUrl(reading, source.slice(from, to)) : '';
  addEntity(reading, { offset, length: to - from }, isPre ? 'pre' : mark, language || url);
}

function readLanguage(reading: Reading): string {
  const { source } = reading;
  let end = reading.at;
  while (!isSpace(source.charAt(end)) && source[end] !== '`') end++;
  const language = end < source.length && source[end] !== '`' ? source.slice(reading.at, end) : '';
  reading.at += language.length;
  reading.at += /^(?:\r\n|\n\r|\n|\r)/.exec(source.slice(reading.at, reading.at + 2))?.[0].length ?? 0;
  return language;
}

function readUrl(reading: Reading, ownText: string): string {
  const { source, at } = reading;
  if (source[at] !== '(') return ownText;
  const close = source.indexOf(')', at + 1);
  const end = close < 0 ? source.length : close;
  reading.at = end + 1;
  return source.slice(at + 1, end);
}

function addEntity(reading: Reading, range: { offset: number; length: number }, mark: string, detail: string): void {
  if (mark === '_') reading.entities.push({ type: 'italic', ...range });
  else if (mark === '*') reading.entities.push({ type: 'bold', ...range });
  else if (mark === '`') reading.entities.push({ type: 'code', ...range });
  else if (mark === 'pre') reading.entities.push({ type: 'pre', ...range, ...(detail === '' ? {} : { language: detail }) });
  else addLink(reading, range, detail);
}

function addLink(reading: Reading, range: { offset: number; length: number }, link: string): void {
  const userId = linkedUserId(link);
  const checked = checkLink(link);
  if (userId !== undefined) {
    reading.entities.push({ type: 'text_mention', ...range, user: { id: userId, is_bot: false, first_name: '' } });
  } else if (checked.ok) reading.entities.push({ type: 'text_link', ...range, url: checked.url });
}
