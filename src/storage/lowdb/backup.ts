// Copies the store into a new folder while the program runs: nothing is locked and nothing in the store is touched.
import { resolve } from 'node:path';
import type { Clock } from '../../model/clock.js';
import { BackupError, listIfThere, usersOf, withSentence, writeManifest } from './backupFolder.js';
import { copyUsers, type Copied } from './copyUsers.js';
import { realDisk, type Disk } from './disk.js';
import { folderMode } from './durableWrite.js';
import { isMarker, readMarkerText, writeMarkerText } from './opening/storeMarker.js';

export interface BackupOptions {
  /** DATA_DIR. */
  readonly directory: string;
  /** Made when missing; must be empty. */
  readonly folder: string;
  readonly clock: Clock;
  readonly disk?: Disk;
}

/**
 * Each user's record as it was at one moment, and the store's marker; users made after the beginning may be left out. Without backup.json at its end
 * a folder is no backup. API keys stay sealed in it: the master key is not in the backup.
 * @throws BackupError or HigherFormatError, one sentence; the folder may then hold an unfinished copy.
 */
export function backUp({ directory, folder, clock, disk = realDisk }: BackupOptions): Promise<Copied> {
  const from = resolve(directory);
  const to = resolve(folder);
  return withSentence('backup', async () => {
    if (await listIfThere(disk, usersOf(from)) === undefined) throw new BackupError(`There is no store in ${from}: set DATA_DIR to the folder the program uses.`);
    const marker = await readMarkerText(from, disk);
    const there = await listIfThere(disk, to);
    if (there !== undefined && there.length > 0) throw new BackupError(`${to} is not empty: name a new folder for each backup. Nothing was copied.`);
    const takenAt = clock.now();
    if (there === undefined) await disk.makeFolder(to, folderMode);
    await disk.makeFolder(usersOf(to), folderMode);
    const copied = await copyUsers(disk, usersOf(from), usersOf(to));
    // The records of a store are read by what its marker says, so both are of one time.
    if (await readMarkerText(from, disk) !== marker) throw new BackupError(`The store in ${from} was being written anew, for this version or another master key, while it was copied. Take the backup again, into a new folder.`);
    if (marker !== undefined && isMarker(marker)) await writeMarkerText(to, disk, marker);
    await disk.syncFolder(to);
    await writeManifest(disk, to, { users: copied.users, takenAt });
    return copied;
  });
}
