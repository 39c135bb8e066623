// Puts a backup in place as a store: into an empty folder only, all of it or nothing.
import { resolve } from 'node:path';
import { BackupError, listIfThere, readManifest, usersOf, withSentence, type Manifest } from './backupFolder.js';
import { checkUsers, copyUsers } from './copyUsers.js';
import { realDisk, type Disk } from './disk.js';
import { folderMode } from './durableWrite.js';
import { takeLock } from './lock.js';
import { ownedDisk } from './ownedDisk.js';
import { firstMarker, isMarker, readMarkerText, writeMarkerText } from './opening/storeMarker.js';

export interface RestoreOptions {
  /** DATA_DIR: missing, empty, or with nothing in it but the lock. */
  readonly directory: string;
  /** What `backUp` made. */
  readonly folder: string;
  readonly disk?: Disk;
}

/**
 * Checks the whole backup first, then copies it beside and renames it into place, so that a stop in between leaves no half store.
 * @throws BackupError, HigherFormatError or StoreOpenError (a running program has the folder), one sentence; nothing that was there is changed.
 */
export function restore({ directory, folder, disk = realDisk }: RestoreOptions): Promise<Manifest> {
  const from = resolve(folder);
  const to = resolve(directory);
  return withSentence('restore', async () => {
    const manifest = await checkBackup(disk, from);
    const marker = await markerOf(disk, from);
    const there = await listIfThere(disk, to);
    // Nothing of ours is put into a folder of somebody else's, not even a lock.
    if (there !== undefined && !there.includes('lock')) assertEmpty(to, there);
    if (there === undefined) await disk.makeFolder(to, folderMode);
    const lock = await takeLock(to, disk);
    try {
      assertEmpty(to, await disk.list(to));
      await putInPlace(ownedDisk(disk, lock), { from, to, manifest, marker });
    } finally {
      await lock.release();
    }
    return manifest;
  });
}

async function checkBackup(disk: Disk, from: string): Promise<Manifest> {
  const manifest = await readManifest(disk, from);
  const { users, damaged } = await checkUsers(disk, usersOf(from));
  if (damaged.length > 0) throw new BackupError(`${damaged.length} file(s) of the backup ${from} are damaged (${damaged.slice(0, 3).join(', ')}). Nothing was restored; use another backup.`);
  if (users !== manifest.users) throw new BackupError(`The backup ${from} should hold ${manifest.users} users and holds ${users}. Nothing was restored; use another backup.`);
  return manifest;
}

/** The lock does not count: it stays behind when a program ends. @throws BackupError */
function assertEmpty(to: string, names: readonly string[]): void {
  const others = names.filter((name) => name !== 'lock');
  if (others.length > 0) throw new BackupError(`${to} is not empty (${others.slice(0, 3).join(', ')}): move what is in it elsewhere first, or set DATA_DIR to another folder. Nothing was restored.`);
}

/** That of the store as it was; whoever changed it is found out at the start, by the master key. Backups of the first version have none. @throws BackupError */
async function markerOf(disk: Disk, from: string): Promise<string> {
  const marker = await readMarkerText(from, disk) ?? firstMarker;
  if (!isMarker(marker)) throw new BackupError(`${from}/store.json is damaged. Nothing was restored; use another backup.`);
  return marker;
}

interface Restoring {
  readonly from: string;
  readonly to: string;
  readonly manifest: Manifest;
  readonly marker: string;
}

async function putInPlace(disk: Disk, { from, to, manifest, marker }: Restoring): Promise<void> {
  const beside = `${to}/users.restoring`;
  await disk.makeFolder(beside, folderMode);
  const { users } = await copyUsers(disk, usersOf(from), beside);
  if (users !== manifest.users) throw new BackupError(`The backup ${from} was changed while it was being copied. Nothing was restored; empty ${to} and try again.`);
  await disk.rename(beside, usersOf(to));
  await disk.syncFolder(to);
  await writeMarkerText(to, disk, marker);
}
