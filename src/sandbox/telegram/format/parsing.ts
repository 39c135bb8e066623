// What the HTML and Markdown parsers share: their refusal, their offsets and their white space.
import { badRequest, type Refusal } from '../refusal.js';

/** Builds the 400 of a text that cannot be parsed. */
export function cannotParse(reason: string): Refusal {
  return badRequest(`can't parse entities: ${reason}`);
}

/** The UTF-8 byte offset of a character position: what Telegram's error texts count. */
export function byteOffset(source: string, at: number): number {
  return Buffer.byteLength(source.slice(0, at));
}

/** Telegram counts the end of the text as white space, and so does this. */
export function isSpace(character: string): boolean {
  return character === '' || ' \t\r\n\0\v'.includes(character);
}
