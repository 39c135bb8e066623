// Turns the text and entities of a call into the text a message will hold, within Telegram's sizes.
import { badRequest } from '../refusal.js';
import type { Entity, FormattedText } from './entity.js';
import { checkEntities } from './explicitEntities.js';
import { withFoundEntities } from './foundEntities.js';

export interface RawText { text: string; entities: unknown }

const maxRawBytes = 32768;

/** Checks the entities and tidies the text (PLATFORM.md 1.3, 1.4). Throws 400 for a wrong entity or a text over 32768 bytes. */
export function readFormattedText({ text, entities }: RawText): FormattedText {
  if (Buffer.byteLength(text) > maxRawBytes) throw badRequest('text is too long');
  return tidy({ text, entities: entities === undefined ? [] : checkEntities(entities, text) });
}

/** Throws 400 unless a message text holds 1 to 4096 code points. */
export function checkMessageLength(text: string): void {
  if (text === '') throw badRequest('text must be non-empty');
  if (codePoints(text) > 4096) throw badRequest('message is too long');
}

/** Throws 400 when a caption holds more than 1024 code points. */
export function checkCaptionLength(text: string): void {
  if (codePoints(text) > 1024) throw badRequest('message caption is too long');
}

/** Telegram counts code points, not UTF-16 units: 4096 emoji fit. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

/** Control characters become spaces, white space at both ends goes, and entities follow. */
function tidy({ text, entities }: FormattedText): FormattedText {
  const clean = Array.from(text, (c) => (c < ' ' && c !== '\n' && c !== '\r' ? ' ' : c)).join('');
  const noReturns = dropReturns({ text: clean, entities });
  const end = noReturns.text.replace(/[ \n]+$/, '').length;
  const firstEntity = Math.min(end, ...noReturns.entities.map(({ offset }) => offset));
  const start = Math.min(firstEntity, /^[ \n]*/.exec(noReturns.text)?.[0].length ?? 0);
  const kept = noReturns.entities.flatMap((entity) => cut(entity, start, end));
  const trimmed = noReturns.text.slice(start, end);
  return { text: trimmed, entities: withFoundEntities(trimmed, kept) };
}

function dropReturns({ text, entities }: FormattedText): FormattedText {
  if (!text.includes('\r')) return { text, entities };
  const before = (at: number): number => text.slice(0, at).replaceAll('\r', '').length;
  const moved = entities.map((entity) => {
    const offset = before(entity.offset);
    return { ...entity, offset, length: before(entity.offset + entity.length) - offset };
  });
  return { text: text.replaceAll('\r', ''), entities: moved.filter(({ length }) => length > 0) };
}

function cut(entity: Entity, start: number, end: number): Entity[] {
  const length = Math.min(entity.offset + entity.length, end) - entity.offset;
  return length > 0 ? [{ ...entity, offset: entity.offset - start, length }] : [];
}
