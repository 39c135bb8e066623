// Tells whether a folder has never held a store: then a disk that should be there may be missing.
import { resolve } from 'node:path';
import { errorCode, realDisk, type Disk } from './disk.js';
import { usersOf, listIfThere } from './backupFolder.js';
import { userIdOf } from './recordFile.js';
import { readMarkerText } from './opening/storeMarker.js';

/**
 * True when neither the store's marker nor a file of any user is there, also set aside; what else lies in the folder, such as the
 * lost+found of a new disk, does not count. Writes nothing. @throws HigherFormatError; what cannot be read is left for opening to tell: false
 */
export async function isNewFolder(directory: string, disk: Disk = realDisk): Promise<boolean> {
  const folder = resolve(directory);
  try {
    if (await readMarkerText(folder, disk) !== undefined) return false;
    const names = await listIfThere(disk, usersOf(folder)) ?? [];
    return !names.some((name) => userIdOf(name) !== undefined || name.includes('.damaged-'));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
