// What DATA_DIR/store.json says: that a store was made here, of which format, under which master key, and whether it still takes records of format 1.
//
//   none, or format 1 ──> "unkeyed":"read" ──> every record written anew ──> "unkeyed":"refused"
//
// The middle one is there before the first record is written anew, so that a stop in between is told from a store whose marker
// somebody has put back: where records of format 2 stand beside a marker of format 1, no record of format 1 is believed.
import { ForeignStoreError } from '../../foreignStore.js';
import { refuseHigherFormat } from '../../higherFormat.js';
import type { RecordCheck } from '../../recordCheck.js';
import { errorCode, type Disk } from '../disk.js';
import { writeDurably } from '../durableWrite.js';
import { StoreOpenError } from '../openError.js';

/** What becomes of a record that carries no keyed check: it is read and written anew, or it is set aside. */
export type Unkeyed = 'read' | 'refused';

export type Marker =
  | { readonly kind: 'none' | 'unkeyed' }
  | { readonly kind: 'keyed'; readonly unkeyed: Unkeyed; readonly isOfToday: boolean };

const knownFormat = 2;
/** Of the first format, which restoring an old backup still writes. */
export const firstMarker = '{"engine":"lowdb","format":1}\n';
const form = /^\{"engine":"lowdb","format":2,"unkeyed":"(read|refused)","keyId":"([0-9a-f]{8})","mac":"([0-9a-f]{64})"\}\n$/;
const place = 'store';
const signedText = (unkeyed: string): string => `${knownFormat}|lowdb|${unkeyed}`;
const pathOf = (directory: string): string => `${directory}/store.json`;

/** True for what a marker may look like, whoever wrote it. */
export const isMarker = (text: string): boolean => text === firstMarker || form.test(text);

/** The marker's text, whatever it is but that of a later version; undefined where there is none. @throws HigherFormatError, or the system's error */
export async function readMarkerText(directory: string, disk: Disk): Promise<string | undefined> {
  try {
    const bytes = await disk.readFile(pathOf(directory));
    refuseHigherFormat(pathOf(directory), bytes, knownFormat);
    return bytes.toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @throws StoreOpenError for one that is damaged, edited or of another engine; ForeignStoreError, HigherFormatError, or the system's error */
export async function readMarker(directory: string, disk: Disk, check: RecordCheck): Promise<Marker> {
  const text = await readMarkerText(directory, disk);
  if (text === undefined) return { kind: 'none' };
  if (text === firstMarker) return { kind: 'unkeyed' };
  const [, unkeyed = '', keyId = '', mac = ''] = form.exec(text) ?? [];
  const verdict = keyId === '' ? 'wrong' : check.judge({ keyId, mac }, place, signedText(unkeyed));
  if (verdict === 'unknownKey') throw new ForeignStoreError(`the store in ${directory} was written with`);
  if (verdict === 'wrong') {
    throw new StoreOpenError(`${pathOf(directory)} is damaged, was edited, or was written by another version of this program: use that version, put the file back from a copy, or delete it and the next start writes it anew.`);
  }
  return { kind: 'keyed', unkeyed: unkeyed === 'read' ? 'read' : 'refused', isOfToday: keyId === check.keyId };
}

/** Durable. */
export function writeMarker(directory: string, disk: Disk, check: RecordCheck, unkeyed: Unkeyed): Promise<void> {
  return writeMarkerText(directory, disk, `{"engine":"lowdb","format":${knownFormat},"unkeyed":"${unkeyed}","keyId":"${check.keyId}","mac":"${check.macOf(place, signedText(unkeyed))}"}\n`);
}

/** Durable. */
export async function writeMarkerText(directory: string, disk: Disk, text: string): Promise<void> {
  const path = pathOf(directory);
  await disk.unlink(`${path}.tmp`).catch(() => undefined);
  await writeDurably(disk, path, `${path}.tmp`, Buffer.from(text));
}
