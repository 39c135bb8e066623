// Reads one HTML start or end tag the way Telegram's parser does, with its error texts.
import { readReference } from './htmlReference.js';
import { byteOffset, cannotParse, isSpace } from './parsing.js';

const supported = new Set([
  'a', 'b', 'strong', 'i', 'em', 's', 'strike', 'del', 'u', 'ins', 'tg-spoiler', 'tg-emoji', 'tg-time',
  'span', 'pre', 'code', 'blockquote',
]);

export interface StartTag { name: string; attributes: Map<string, string>; end: number }
export interface EndTag { name: string; end: number }

interface Cursor { source: string; at: number }

/** Reads the start tag at `at` (its `<`). Throws the 400 Telegram answers. */
export function readStartTag(source: string, at: number): StartTag {
  const offset = byteOffset(source, at);
  const cursor = { source, at: at + 1 };
  const name = lowerAscii(takeWhile(cursor, (c) => !isSpace(c) && c !== '>'));
  if (peek(cursor) === '') throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
  if (!supported.has(name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${offset}`);
  const attributes = new Map<string, string>();
  while (peek(cursor) !== '>') {
    skipSpace(cursor);
    if (peek(cursor) === '>') break;
    readAttribute(cursor, attributes, name, offset);
  }
  if (name === 'span' && !spoilerSpan(attributes)) {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
  }
  return { name, attributes, end: cursor.at + 1 };
}

/** Reads the end tag at `at` (its `<`). An empty name closes whatever is open. */
export function readEndTag(source: string, at: number): EndTag {
  const cursor = { source, at: at + 2 };
  const name = lowerAscii(takeWhile(cursor, (c) => !isSpace(c) && c !== '>'));
  skipSpace(cursor);
  if (peek(cursor) !== '>') throw cannotParse(`Unclosed end tag at byte offset ${byteOffset(source, at)}`);
  return { name, end: cursor.at + 1 };
}

function readAttribute(cursor: Cursor, attributes: Map<string, string>, tag: string, offset: number): void {
  const unclosed = `Unclosed start tag "${tag}" at byte offset ${offset}`;
  const name = takeWhile(cursor, (c) => !isSpace(c) && !'=>/"\''.includes(c));
  if (name === '') throw cannotParse(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`);
  skipSpace(cursor);
  if (peek(cursor) !== '=') {
    if (peek(cursor) === '') throw cannotParse(unclosed);
    if (name === 'expandable') attributes.set(name, '');
    return;
  }
  cursor.at++;
  skipSpace(cursor);
  if (peek(cursor) === '') throw cannotParse(unclosed);
  const value = '\'"'.includes(peek(cursor)) ? readQuoted(cursor) : readNameToken(cursor);
  if (peek(cursor) === '') throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
  attributes.set(name, value);
}

function readNameToken(cursor: Cursor): string {
  const offset = byteOffset(cursor.source, cursor.at);
  const token = lowerAscii(takeWhile(cursor, (c) => /[a-z0-9.-]/i.test(c)));
  const next = peek(cursor);
  if (!isSpace(next) && next !== '>') throw cannotParse(`Unexpected end of name token at byte offset ${offset}`);
  return token;
}

function readQuoted(cursor: Cursor): string {
  const quote = peek(cursor);
  let value = '';
  cursor.at++;
  while (peek(cursor) !== quote && peek(cursor) !== '') {
    const reference = peek(cursor) === '&' ? readReference(cursor.source, cursor.at) : undefined;
    value += reference?.character ?? peek(cursor);
    cursor.at = reference?.end ?? cursor.at + 1;
  }
  if (peek(cursor) === quote) cursor.at++;
  return value;
}

function spoilerSpan(attributes: Map<string, string>): boolean {
  return attributes.get('class') === 'tg-spoiler';
}

function peek(cursor: Cursor): string {
  return cursor.source.charAt(cursor.at);
}

function skipSpace(cursor: Cursor): void {
  takeWhile(cursor, isSpace);
}

function takeWhile(cursor: Cursor, accept: (character: string) => boolean): string {
  const start = cursor.at;
  while (peek(cursor) !== '' && accept(peek(cursor))) cursor.at++;
  return cursor.source.slice(start, cursor.at);
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
