// Copies users' files from one folder to another, each checked on the way; sound while a program writes the first folder.
//
// No key is asked for: who wrote a file is told when the program opens it.
// A user's file is only ever replaced as a whole (durableWrite.ts), so every copy that passes its check is one moment of
// that user; users are independent of each other, so the moments may differ.
import type { UserId } from '../../model/message.js';
import { errorCode, type Disk } from './disk.js';
import { writeNewFile } from './durableWrite.js';
import { readRecordBytes, userIdOf } from './recordFile.js';
import { assertWhole, DamagedRecordError } from './recordText.js';
import { Turns } from '../../pacing/turns.js';

export interface Copied {
  readonly users: number;
  /** Names of files whose check failed each time they were read. */
  readonly damaged: readonly string[];
}

/** A file that fails its check may just be being changed: it is read so often. */
const readsLimit = 3;
/** Files copied at the same moment. */
const filesAtOnce = 16;

/** What reading one file gave; `gone` when it is not there any more. */
type Read = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'gone' | 'damaged' };

/** Copies all users' files of `from` into the empty folder `to`; durable when it resolves. @throws HigherFormatError, or the system's error */
export async function copyUsers(disk: Disk, from: string, to: string): Promise<Copied> {
  const damaged: string[] = [];
  let users = 0;
  await eachUser(disk, from, async (name, userId) => {
    const read = await readChecked(disk, `${from}/${name}`, userId);
    if (read.kind === 'damaged') damaged.push(name);
    if (read.kind !== 'whole') return;
    await writeNewFile(disk, `${to}/${name}`, read.bytes);
    users += 1;
  });
  await disk.syncFolder(to);
  return { users, damaged: damaged.sort() };
}

/** Checks all users' files of a folder and writes nothing. @throws HigherFormatError, or the system's error */
export async function checkUsers(disk: Disk, folder: string): Promise<Copied> {
  const damaged: string[] = [];
  let users = 0;
  await eachUser(disk, folder, async (name, userId) => {
    const { kind } = await readChecked(disk, `${folder}/${name}`, userId);
    if (kind === 'whole') users += 1;
    else damaged.push(name);
  });
  return { users, damaged: damaged.sort() };
}

async function eachUser(disk: Disk, folder: string, work: (name: string, userId: UserId) => Promise<void>): Promise<void> {
  const turns = new Turns(filesAtOnce);
  const outcomes = await Promise.allSettled((await disk.list(folder)).map(async (name) => {
    const userId = userIdOf(name);
    if (userId !== undefined) await turns.run(() => work(name, userId));
  }));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function readChecked(disk: Disk, path: string, userId: UserId): Promise<Read> {
  for (let read = 1; read <= readsLimit; read += 1) {
    try {
      const bytes = await readRecordBytes(disk, path);
      assertWhole(bytes, userId, path);
      return { kind: 'whole', bytes };
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return { kind: 'gone' };
      if (!(error instanceof DamagedRecordError)) throw error;
    }
  }
  return { kind: 'damaged' };
}
