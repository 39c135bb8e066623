// Finds or makes the folder of the users' files; one that has gone missing is an error, never an empty store.
import { dirname } from 'node:path';
import { errorCode, type Disk } from '../disk.js';
import { folderMode } from '../durableWrite.js';
import { StoreOpenError } from '../openError.js';

/**
 * The path of <directory>/users, existing and of mode 700. `isMarked`: the marker <directory>/store.json says that it has been made once.
 * @throws StoreOpenError when the marker is there and the folder is not
 */
export async function openUsersFolder(directory: string, disk: Disk, isMarked: boolean): Promise<string> {
  const folder = `${directory}/users`;
  if (isMarked && !(await isFolder(folder, disk))) {
    throw new StoreOpenError(`The users' records are missing (${folder} is not there although ${directory}/store.json says it was): put the folder back from a backup, or delete ${directory}/store.json to start with no users.`);
  }
  await disk.makeFolder(folder, folderMode);
  if (isMarked) return folder;
  // Folder first, marker second: killed between the two, the next start finds an empty folder and goes on.
  await disk.syncFolder(directory);
  await syncParent(dirname(directory), disk);
  return folder;
}

/** A parent we may enter but not read cannot be synced by us; whoever made the data folder there has the word. */
async function syncParent(parent: string, disk: Disk): Promise<void> {
  await disk.syncFolder(parent).catch((error: unknown) => {
    if (errorCode(error) !== 'EACCES') throw error;
  });
}

async function isFolder(path: string, disk: Disk): Promise<boolean> {
  try {
    await disk.list(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
