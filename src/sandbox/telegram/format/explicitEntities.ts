// Checks the `entities` a bot sends by hand: known types, UTF-16 offsets in range, never inside a surrogate pair.
import { badRequest } from '../refusal.js';
import { readDateFormat } from './dateTime.js';
import { sortEntities, type Entity, type EntityType } from './entity.js';
import { checkLink, linkedUserId } from './link.js';

const plainTypes: ReadonlySet<string> = new Set<EntityType>([
  'bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'blockquote', 'expandable_blockquote', 'code',
]);
/** Accepted and then ignored: Telegram finds these in the text itself. */
const foundTypes: ReadonlySet<string> = new Set<EntityType>([
  'mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number',
]);

type Given = Record<string, unknown>;

/** Validates a list of MessageEntity objects against the text (PLATFORM.md 1.4). Throws the 400 Telegram answers. */
export function checkEntities(given: unknown, text: string): Entity[] {
  if (!Array.isArray(given)) throw badRequest("can't parse entities: expected an Array of MessageEntity");
  const entities: Entity[] = [];
  for (const item of given as unknown[]) {
    const entity = readEntity(item);
    if (entity === undefined) continue;
    checkRange(entity, text);
    if (entity.length > 0) entities.push(entity);
  }
  return sortEntities(entities);
}

function readEntity(item: unknown): Entity | undefined {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw wrong('Expected an Object');
  const given = item as Given;
  const range = { offset: readNumber(given, 'offset'), length: readNumber(given, 'length') };
  const type = readText(given, 'type');
  if (foundTypes.has(type)) return undefined;
  if (plainTypes.has(type)) return { type: type as EntityType, ...range };
  if (type === 'pre') return { type, ...range, ...(given['language'] ? { language: readText(given, 'language') } : {}) };
  if (type === 'text_link') return readLink(given, range);
  if (type === 'text_mention') return readMention(given, range);
  if (type === 'custom_emoji') return readEmoji(given, range);
  if (type === 'date_time') return readDateTime(given, range);
  throw wrong('Unsupported type specified');
}

interface Range { offset: number; length: number }

function readLink(given: Given, range: Range): Entity {
  const url = readText(given, 'url');
  const userId = linkedUserId(url);
  if (userId !== undefined) return { type: 'text_mention', ...range, user: { id: userId, is_bot: false, first_name: '' } };
  const checked = checkLink(url);
  if (!checked.ok) throw badRequest(`entity URL '${url}' is invalid: ${checked.reason}`);
  return { type: 'text_link', ...range, url: checked.url };
}

function readMention(given: Given, range: Range): Entity {
  const user = given['user'];
  if (user === undefined) throw wrong('Can\'t find field "user"');
  if (typeof user !== 'object' || user === null) throw wrong('Field "user" must be of type Object');
  const { id, first_name: firstName } = user as Given;
  if (typeof id !== 'number' || id <= 0) throw badRequest('user not found');
  return { type: 'text_mention', ...range, user: { id, is_bot: false, first_name: typeof firstName === 'string' ? firstName : '' } };
}

function readEmoji(given: Given, range: Range): Entity {
  const id = given['custom_emoji_id'];
  if (id === undefined) throw wrong('Can\'t find field "custom_emoji_id"');
  if (typeof id !== 'string' || !isEmojiId(id)) throw wrong('Field "custom_emoji_id" must be a valid Number');
  return { type: 'custom_emoji', ...range, custom_emoji_id: id };
}

/** A custom emoji id is a non-zero signed 64-bit number. */
function isEmojiId(id: string): boolean {
  if (!/^-?\d{1,19}$/.test(id)) return false;
  const value = BigInt(id);
  return value !== 0n && value === BigInt.asIntN(64, value);
}

function readDateTime(given: Given, range: Range): Entity {
  const format = readDateFormat(given['date_time_format'] === undefined ? '' : readText(given, 'date_time_format'));
  if (format === undefined) throw badRequest('invalid date format used');
  const time = { unix_time: readNumber(given, 'unix_time') };
  return { type: 'date_time', ...range, ...time, ...(format === '' ? {} : { date_time_format: format }) };
}

function checkRange({ offset, length }: Entity, text: string): void {
  const end = offset + length;
  if (offset < 0 || offset > 1_000_000) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0 || length > 1_000_000) throw badRequest(`receive an entity with incorrect length ${length}`);
  if (offset > text.length || (offset === text.length && length > 0)) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (end > text.length) {
    throw badRequest(`entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`);
  }
  if (splitsPair(text, offset)) {
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset - 1)}`);
  }
  if (splitsPair(text, end)) {
    throw badRequest(`entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, end - 1)}`);
  }
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, at - 1), at + 1));
}

/** What Telegram's error texts count: the UTF-8 bytes before a character. */
function byteOffset(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at));
}

function readNumber(given: Given, name: string): number {
  const value = given[name];
  if (value === undefined) throw wrong(`Can't find field "${name}"`);
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) throw wrong(`Field "${name}" must be of type Number`);
  return number;
}

function readText(given: Given, name: string): string {
  const value = given[name];
  if (value === undefined) throw wrong(`Can't find field "${name}"`);
  if (typeof value !== 'string') throw wrong(`Field "${name}" must be of type String`);
  return value;
}

function wrong(reason: string): Error {
  return badRequest(`can't parse MessageEntity: ${reason}`);
}
