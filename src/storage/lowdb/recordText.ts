// The content of a user's file, strict to the byte, so that torn, cut, flipped, edited and swapped files are told from whole ones.
//
// Two checks: `check` needs no key, so that a backup can be told whole wherever it lies; `mac` is the one that a record is
// believed by, and who does not have the master key cannot make it.
import { createHash } from 'node:crypto';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { HigherFormatError, refuseHigherFormat } from '../higherFormat.js';
import type { Mac, RecordCheck } from '../recordCheck.js';
import { harmIn } from './plainJson.js';
import { hasTypedParts, isUserRecord, recordFormat } from './recordShape.js';

/** The content is not what this program wrote for this user; `message` says in which way. */
export class DamagedRecordError extends Error {
  override readonly name = 'DamagedRecordError';

  /** `isUnknownKey`: nothing is known to be wrong with it but that no key given can say so. */
  constructor(message: string, readonly isUnknownKey = false, options?: ErrorOptions) {
    super(message, options);
  }
}

/** By what a record that was read is believed: the master key of today, an earlier one, or none, as in format 1. */
export type Proof = 'today' | 'earlier' | 'unkeyed';

export interface ReadRecord {
  readonly record: UserRecord;
  readonly proof: Proof;
}

/** Of the file; the record in it has its own. */
const knownFormat = 2;
const opening = /^\{"format":2,"keyId":"([0-9a-f]{8})","mac":"([0-9a-f]{64})","check":"([0-9a-f]{64})","record":/;
const firstOpening = /^\{"format":1,"check":"([0-9a-f]{64})","record":/;
/** Neither opening is longer. */
const openingLength = 256;
const ending = Buffer.from('}\n');

const placeOf = (userId: UserId): string => `record|${userId}`;
/** What is signed. It names the format, so that no text of one format can pass for one of another. */
const signedText = (check: string): string => `${knownFormat}|${check}`;

/** One JSON object { format, keyId, mac, check, record }; `check` is the SHA-256 of the record's JSON text, `mac` is over that and the user's id; both hex. */
export function encodeRecord(record: UserRecord, by: RecordCheck): Buffer {
  const body = Buffer.from(JSON.stringify(record));
  const check = sha256Hex(body);
  const mac = by.macOf(placeOf(record.id), signedText(check));
  return Buffer.concat([Buffer.from(`{"format":${knownFormat},"keyId":"${by.keyId}","mac":"${mac}","check":"${check}","record":`), body, ending]);
}

/**
 * Reads what encodeRecord wrote for `userId`, or format 1, whose proof is none; `file` is what it is called in an error.
 * @throws HigherFormatError for what names a higher format, whole or not; DamagedRecordError for anything else: every byte
 *   outside the record is compared, every byte inside is hashed.
 */
export function decodeRecord(bytes: Buffer, userId: UserId, file: string, by: RecordCheck): ReadRecord {
  const { made, check, body } = wholeParts(bytes, file);
  if (made === undefined) return { record: readStrictly(body, userId, file), proof: 'unkeyed' };
  switch (by.judge(made, placeOf(userId), signedText(check))) {
    case 'wrong': throw new DamagedRecordError('the record was edited, or is of another user: its keyed check does not match');
    case 'unknownKey': throw new DamagedRecordError(`the record was checked with a master key that was not given (${made.keyId})`, true);
    case 'fits': return { record: readBody(body, userId, file).record, proof: made.keyId === by.keyId ? 'today' : 'earlier' };
  }
}

/** Without a key it can be told that a file is whole, and not who wrote it. @throws as decodeRecord does */
export function assertWhole(bytes: Buffer, userId: UserId, file: string): void {
  readBody(wholeParts(bytes, file).body, userId, file);
}

interface Parts {
  /** undefined in format 1. */
  readonly made?: Mac;
  readonly check: string;
  readonly body: Buffer;
}

function wholeParts(bytes: Buffer, file: string): Parts {
  if (bytes.length === 0) throw new DamagedRecordError('the file is empty');
  const parts = framedParts(bytes);
  if (parts === undefined) {
    refuseHigherFormat(file, bytes, knownFormat);
    throw new DamagedRecordError('the file is torn or is not a record');
  }
  if (parts.check !== sha256Hex(parts.body)) throw new DamagedRecordError('the check does not match the record');
  return parts;
}

function framedParts(bytes: Buffer): Parts | undefined {
  if (!bytes.subarray(-ending.length).equals(ending)) return undefined;
  const start = bytes.subarray(0, openingLength).toString('latin1');
  const [opened = '', keyId = '', mac = '', check = ''] = opening.exec(start) ?? [];
  if (opened !== '') return { made: { keyId, mac }, check, body: bytes.subarray(opened.length, -ending.length) };
  const [firstOpened = '', firstCheck = ''] = firstOpening.exec(start) ?? [];
  return firstOpened === '' ? undefined : { check: firstCheck, body: bytes.subarray(firstOpened.length, -ending.length) };
}

/** Of what anybody could have written: besides, its parts are typed, and it is laid out as this program does, so no name stands twice and no number is beyond what is kept. */
function readStrictly(body: Buffer, userId: UserId, file: string): UserRecord {
  const { record, text } = readBody(body, userId, file);
  if (JSON.stringify(record) !== text) throw new DamagedRecordError('the record is not laid out as this program does');
  if (!hasTypedParts(record)) throw new DamagedRecordError('a part of the record is of another kind than this program writes');
  return record;
}

function readBody(body: Buffer, userId: UserId, file: string): { readonly record: UserRecord; readonly text: string } {
  const text = body.toString('utf8');
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    throw new DamagedRecordError('the record is not JSON', false, { cause: error });
  }
  const harm = harmIn(record);
  if (harm !== undefined) throw new DamagedRecordError(`the record ${harm}`);
  const format = typeof record === 'object' && record !== null && 'format' in record ? record.format : undefined;
  if (typeof format === 'number' && Number.isSafeInteger(format) && format > recordFormat) throw new HigherFormatError(file, format, recordFormat);
  if (!isUserRecord(record)) throw new DamagedRecordError(`the record is not a user of format ${recordFormat}`);
  if (record.id !== userId) throw new DamagedRecordError('the record is of another user');
  return { record, text };
}

const sha256Hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
