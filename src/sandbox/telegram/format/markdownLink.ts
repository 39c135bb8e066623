// What follows the `]` of a MarkdownV2 link, custom emoji or time: its URL, and the entity it makes.
import { dateTimeOfLink } from './dateTime.js';
import type { Entity } from './entity.js';
import { isEmojiId } from './html.js';
import { byteOffset, cannotParse } from './parsing.js';
import { checkLink, linkedUserId } from './link.js';
import type { MarkdownReading, OpenMark } from './markdownReading.js';

/** Takes `](url)` and returns the URL; a link without `(` uses its own text. Throws the 400 of an unfinished URL. */
export function readMarkdownUrl(reading: MarkdownReading, mark: OpenMark): string {
  const { source } = reading;
  if (source[reading.at + 1] !== '(') {
    if (mark.name === 'CustomEmoji') throw cannotParse('The entity must contain a tg://emoji or tg://time URL');
    reading.at++;
    return reading.text.slice(mark.offset);
  }
  const start = reading.at + 2;
  let url = '';
  let at = start;
  while (at < source.length && source[at] !== ')') {
    const next = source.charAt(at + 1);
    const escaped = source[at] === '\\' && next !== '' && next > '\0' && next <= '\u007e';
    url += escaped ? next : source.charAt(at);
    at += escaped ? 2 : 1;
  }
  if (source[at] !== ')') throw cannotParse(`Can't find end of a URL at byte offset ${byteOffset(source, start)}`);
  reading.at = at + 1;
  return url;
}

/** Adds the entity of a finished link; a link Telegram does not accept leaves plain text. */
export function addMarkedLink(reading: MarkdownReading, mark: OpenMark, url: string): void {
  const range = { offset: mark.offset, length: reading.text.length - mark.offset };
  const entity = mark.name === 'CustomEmoji' ? emojiOrTime(url, range) : textLink(url, range);
  if (entity !== undefined && range.length > 0) reading.entities.push(entity);
}

function textLink(url: string, range: { offset: number; length: number }): Entity | undefined {
  const userId = linkedUserId(url);
  if (userId !== undefined) return { type: 'text_mention', ...range, user: { id: userId, is_bot: false, first_name: '' } };
  const checked = checkLink(url);
  return checked.ok ? { type: 'text_link', ...range, url: checked.url } : undefined;
}

function emojiOrTime(url: string, range: { offset: number; length: number }): Entity {
  const match = /^tg:(?:\/\/)?(emoji|time)\/?\?([^#]*)/i.exec(url);
  const parameters = new URLSearchParams(match?.[2] ?? '');
  const kind = match?.[1]?.toLowerCase();
  const id = parameters.get('id') ?? '';
  if (kind === 'emoji' && isEmojiId(id)) return { type: 'custom_emoji', ...range, custom_emoji_id: BigInt(id).toString() };
  const time = kind === 'time' ? dateTimeOfLink(parameters) : undefined;
  if (time !== undefined) return { type: 'date_time', ...range, ...time };
  throw cannotParse('Invalid tg://emoji or tg://time URL specified');
}
