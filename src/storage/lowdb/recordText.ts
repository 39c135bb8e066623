// The content of a user's file, strict to the byte, so that torn, cut, flipped and swapped files are told from whole ones.
import { createHash } from 'node:crypto';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { HigherFormatError, refuseHigherFormat } from '../higherFormat.js';
import { hasForbiddenKey } from './plainJson.js';

/** The content is not what this program wrote for this user; `message` says in which way. */
export class DamagedRecordError extends Error {
  override readonly name = 'DamagedRecordError';
}

/** Of the file and of the record in it. */
const knownFormat = 1;
const opening = Buffer.from(`{"format":${knownFormat},"check":"`);
const middle = Buffer.from('","record":');
const ending = Buffer.from('}\n');
const checkLength = 64;
const bodyStart = opening.length + checkLength + middle.length;

/** One JSON object { format, check, record }; `check` is the SHA-256 of the record's JSON text, hex. */
export function encodeRecord(record: UserRecord): Buffer {
  const body = Buffer.from(JSON.stringify(record));
  return Buffer.concat([opening, Buffer.from(sha256Hex(body)), middle, body, ending]);
}

/**
 * Reads what encodeRecord wrote for `userId`; `file` is what it is called in an error.
 * @throws HigherFormatError for what names a higher format, whole or not; DamagedRecordError for anything else: every byte
 *   outside the record is compared, every byte inside is hashed.
 */
export function decodeRecord(bytes: Buffer, userId: UserId, file: string): UserRecord {
  if (bytes.length === 0) throw new DamagedRecordError('the file is empty');
  if (!isFramed(bytes)) {
    refuseHigherFormat(file, bytes, knownFormat);
    throw new DamagedRecordError('the file is torn or is not a record');
  }
  const body = bytes.subarray(bodyStart, bytes.length - ending.length);
  const check = bytes.subarray(opening.length, opening.length + checkLength).toString('latin1');
  if (check !== sha256Hex(body)) throw new DamagedRecordError('the check does not match the record');
  return readBody(body, userId, file);
}

function isFramed(bytes: Buffer): boolean {
  return bytes.length >= bodyStart + ending.length
    && bytes.subarray(0, opening.length).equals(opening)
    && bytes.subarray(opening.length + checkLength, bodyStart).equals(middle)
    && bytes.subarray(bytes.length - ending.length).equals(ending);
}

function readBody(body: Buffer, userId: UserId, file: string): UserRecord {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new DamagedRecordError('the record is not JSON', { cause: error });
  }
  const format = isObject(value) ? value['format'] : undefined;
  if (typeof format === 'number' && Number.isSafeInteger(format) && format > knownFormat) throw new HigherFormatError(file, format, knownFormat);
  if (hasForbiddenKey(value)) throw new DamagedRecordError('the record carries a forbidden key');
  if (!isUserRecord(value)) throw new DamagedRecordError(`the record is not a user of format ${knownFormat}`);
  if (value.id !== userId) throw new DamagedRecordError('the record is of another user');
  return value;
}

const objectFields = ['settings', 'account', 'drafts', 'alerts', 'messages'] as const;
const listFields = ['inbox', 'handled', 'outbox', 'delivered'] as const;

/** The outer shape only: a record whose check holds is one this program wrote, so its inside has been typed before. */
function isUserRecord(value: unknown): value is UserRecord {
  if (!isObject(value) || value['format'] !== knownFormat) return false;
  return Number.isSafeInteger(value['id']) && Number.isSafeInteger(value['chatId'])
    && objectFields.every((name) => isObject(value[name]))
    && listFields.every((name) => Array.isArray(value[name]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const sha256Hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
