// One user's file as a lowdb adapter: reads strictly, writes durably, and can put the last durable record back.
import { basename } from 'node:path';
import type { Adapter } from 'lowdb';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { errorCode, type Disk } from './disk.js';
import { UncertainWriteError, writeDurably } from './durableWrite.js';
import type { RecordCheck } from '../recordCheck.js';
import { DamagedRecordError, decodeRecord, encodeRecord, type Proof } from './recordText.js';
import type { Turns } from '../../pacing/turns.js';

/** What all the files of one store share. */
export interface RecordFiles {
  readonly disk: Disk;
  /** The folder the files are in. */
  readonly folder: string;
  readonly check: RecordCheck;
  readonly turns: Turns;
  /** A number never given before in this process. */
  readonly nextNumber: () => number;
}

export const recordFileName = (userId: UserId): string => `${userId}.json`;

/** The ending of files that were being written; those found at opening are leftovers. */
export const temporaryEnding = '.tmp';

/** True for the name of an unfinished write or a damaged file of this user's. */
export const isCopyOf = (userId: UserId, fileName: string): boolean => fileName.startsWith(`${recordFileName(userId)}.`);

/** The user id a file name stands for; undefined for every other name. */
export function userIdOf(fileName: string): UserId | undefined {
  const digits = /^([1-9]\d{0,15})\.json$/.exec(basename(fileName))?.[1];
  const userId = Number(digits);
  return Number.isSafeInteger(userId) ? userId : undefined;
}

/** What the system says of a name that stands for no file, or for one that no memory could take. */
const notAFile: ReadonlySet<string | undefined> = new Set(['EISDIR', 'ELOOP', 'ENXIO', 'EFBIG']);

/** The bytes under a record's name. @throws DamagedRecordError for what is no file; the system's error when it cannot be read */
export async function readRecordBytes(disk: Disk, path: string): Promise<Buffer> {
  try {
    return await disk.readFile(path);
  } catch (error) {
    const code = errorCode(error);
    if (notAFile.has(code)) throw new DamagedRecordError(`it is no file of a record's size, but a folder, a link, a pipe or too large (${code})`, false, { cause: error });
    throw error;
  }
}

export class RecordFile implements Adapter<UserRecord | null> {
  #uncertain = false;
  #proof: Proof = 'today';

  constructor(private readonly files: RecordFiles, private readonly userId: UserId) {}

  /** By what the record that was last read is believed. */
  get proof(): Proof {
    return this.#proof;
  }

  /** null when there is no file. @throws DamagedRecordError, HigherFormatError, or the system's error when it cannot be read. */
  async read(): Promise<UserRecord | null> {
    let bytes: Buffer;
    try {
      bytes = await this.files.turns.run(() => readRecordBytes(this.files.disk, this.#path()));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    }
    const { record, proof } = decodeRecord(bytes, this.userId, this.#path(), this.files.check);
    this.#proof = proof;
    return record;
  }

  /** Resolves when the record (null: neither file nor copies of it) is durable. On an error restore() must follow before the file is trusted again. */
  write(record: UserRecord | null): Promise<void> {
    return this.#attempt(() => (record === null ? this.#removeWithCopies() : this.#replace(record)));
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await this.files.turns.run(work);
      this.#uncertain = false;
    } catch (error) {
      if (error instanceof UncertainWriteError) this.#uncertain = true;
      throw error;
    }
  }

  /**
   * After a failed write: puts the durable record back when the refused one may already stand under the name, so that a
   * restart does not find what a caller was told had not been stored. Tried once; false when the disk refuses this too.
   */
  async restore(durable: UserRecord | null): Promise<boolean> {
    if (!this.#uncertain) return true;
    return this.#attempt(() => (durable === null ? this.#remove() : this.#replace(durable))).then(() => true, () => false);
  }

  async #replace(record: UserRecord): Promise<void> {
    const path = this.#path();
    await writeDurably(this.files.disk, path, `${path}.${this.files.nextNumber()}${temporaryEnding}`, encodeRecord(record, this.files.check));
  }

  /** The copies first: a stop in between leaves the record, and with it the way to ask again. */
  async #removeWithCopies(): Promise<void> {
    const { disk, folder } = this.files;
    const copies = (await disk.list(folder)).filter((name) => isCopyOf(this.userId, name));
    // A folder that was set aside is none of ours: nothing of this user was ever written into it.
    for (const name of copies) await this.#unlink(`${folder}/${name}`).catch(unlessFolder);
    if (copies.length > 0) await disk.syncFolder(folder);
    await this.#remove();
  }

  /** @throws UncertainWriteError */
  async #remove(): Promise<void> {
    try {
      await this.#unlink(this.#path());
      await this.files.disk.syncFolder(this.files.folder);
    } catch (error) {
      throw new UncertainWriteError('the file may or may not be gone', { cause: error });
    }
  }

  async #unlink(path: string): Promise<void> {
    await this.files.disk.unlink(path).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  }

  #path(): string {
    return `${this.files.folder}/${recordFileName(this.userId)}`;
  }
}

/** How systems refuse to unlink a folder. */
function unlessFolder(error: unknown): void {
  if (errorCode(error) !== 'EISDIR' && errorCode(error) !== 'EPERM') throw error;
}
