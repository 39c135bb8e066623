// Telegram's HTML: text with tags in, plain text with entities out, or the 400 Telegram would answer.
import { dateTimeOfTag } from './dateTime.js';
import { sortEntities, type Entity, type EntityType, type FormattedText } from './entity.js';
import { readReference } from './htmlReference.js';
import { readEndTag, readStartTag, type StartTag } from './htmlTag.js';
import { byteOffset, cannotParse } from './parsing.js';
import { checkLink, linkedUserId } from './link.js';

const plainTags: Readonly<Record<string, EntityType>> = {
  b: 'bold', strong: 'bold', i: 'italic', em: 'italic', u: 'underline', ins: 'underline',
  s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough', 'tg-spoiler': 'spoiler', span: 'spoiler',
};

interface Open { tag: StartTag; offset: number }

/** `code` remembers its language until the `pre` around it is known. */
interface Parsed { text: string; entities: Entity[]; open: Open[]; loneSurrogate: boolean }

/** Parses HTML (PLATFORM.md 1.7). Throws the 400 with Telegram's own text. */
export function parseHtml(source: string): FormattedText {
  const parsed: Parsed = { text: '', entities: [], open: [], loneSurrogate: false };
  let at = 0;
  while (at < source.length) at = readNext(source, at, parsed);
  const unclosed = parsed.open.at(-1);
  if (unclosed !== undefined) {
    throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.tag.name}"`);
  }
  if (parsed.loneSurrogate) {
    throw cannotParse('Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units');
  }
  return { text: parsed.text, entities: sortEntities(parsed.entities.map(forgetCodeLanguage)) };
}

function readNext(source: string, at: number, parsed: Parsed): number {
  const character = source.charAt(at);
  if (character === '<') return source[at + 1] === '/' ? close(source, at, parsed) : open(source, at, parsed);
  const reference = character === '&' ? readReference(source, at) : undefined;
  parsed.text += reference?.character ?? character;
  if (reference?.loneSurrogate === true) parsed.loneSurrogate = true;
  return reference?.end ?? at + 1;
}

function open(source: string, at: number, parsed: Parsed): number {
  const tag = readStartTag(source, at);
  parsed.open.push({ tag, offset: parsed.text.length });
  return tag.end;
}

function close(source: string, at: number, parsed: Parsed): number {
  const opened = parsed.open.at(-1);
  const offset = byteOffset(source, at);
  if (opened === undefined) throw cannotParse(`Unexpected end tag at byte offset ${offset}`);
  const end = readEndTag(source, at);
  const name = opened.tag.name;
  if (end.name !== '' && end.name !== name) {
    throw cannotParse(`Unmatched end tag at byte offset ${offset}, expected "</${name}>", found "</${end.name}>"`);
  }
  parsed.open.pop();
  const length = parsed.text.length - opened.offset;
  if (length > 0) addEntity(opened, length, parsed);
  return end.end;
}

function addEntity({ tag, offset }: Open, length: number, parsed: Parsed): void {
  const range = { offset, length };
  const plain = plainTags[tag.name];
  if (plain !== undefined) parsed.entities.push({ type: plain, ...range });
  else if (tag.name === 'a') addLink(tag, range, parsed);
  else if (tag.name === 'pre') addPre(range, parsed.entities);
  else if (tag.name === 'code') addCode(tag, range, parsed.entities);
  else if (tag.name === 'tg-emoji') addEmoji(tag, range, parsed.entities);
  else if (tag.name === 'tg-time') addTime(tag, range, parsed.entities);
  else parsed.entities.push({ type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote', ...range });
}

interface Range { offset: number; length: number }

function addLink(tag: StartTag, range: Range, parsed: Parsed): void {
  const href = tag.attributes.get('href') ?? '';
  const link = href === '' ? parsed.text.slice(range.offset) : href;
  const userId = linkedUserId(link);
  const checked = checkLink(link);
  if (userId !== undefined) {
    parsed.entities.push({ type: 'text_mention', ...range, user: { id: userId, is_bot: false, first_name: '' } });
  } else if (checked.ok) {
    parsed.entities.push({ type: 'text_link', ...range, url: checked.url });
  }
}

function addPre(range: Range, entities: Entity[]): void {
  const inner = entities.at(-1);
  const wraps = inner?.type === 'code' && inner.language !== undefined && sameRange(inner, range);
  if (wraps) inner.type = 'pre';
  else entities.push({ type: 'pre', ...range });
}

function addCode(tag: StartTag, range: Range, entities: Entity[]): void {
  const language = /^language-(.+)$/s.exec(tag.attributes.get('class') ?? '')?.[1];
  const inner = entities.at(-1);
  const wraps = inner?.type === 'pre' && inner.language === undefined && sameRange(inner, range);
  if (wraps && language !== undefined) inner.language = language;
  else entities.push({ type: 'code', ...range, ...(language === undefined ? {} : { language }) });
}

function addEmoji(tag: StartTag, range: Range, entities: Entity[]): void {
  const id = tag.attributes.get('emoji-id') ?? '';
  if (!isEmojiId(id)) throw cannotParse('Invalid custom emoji identifier specified');
  entities.push({ type: 'custom_emoji', ...range, custom_emoji_id: BigInt(id).toString() });
}

function addTime(tag: StartTag, range: Range, entities: Entity[]): void {
  const time = dateTimeOfTag(tag.attributes.get('unix') ?? '', tag.attributes.get('format') ?? '');
  if (time !== undefined) entities.push({ type: 'date_time', ...range, ...time });
}

/** A custom emoji id is a non-zero signed 64-bit number. */
export function isEmojiId(id: string): boolean {
  if (!/^-?\d{1,19}$/.test(id)) return false;
  const value = BigInt(id);
  return value !== 0n && value === BigInt.asIntN(64, value);
}

function sameRange(a: Range, b: Range): boolean {
  return a.offset === b.offset && a.length === b.length;
}

function forgetCodeLanguage(entity: Entity): Entity {
  if (entity.type !== 'code') return entity;
  return { type: 'code', offset: entity.offset, length: entity.length };
}
