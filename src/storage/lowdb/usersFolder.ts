// Finds or makes the folder of the users' files; one that has gone missing is an error, never an empty store.
import { dirname } from 'node:path';
import { refuseHigherFormat } from '../higherFormat.js';
import { checkUsers } from './copyUsers.js';
import { errorCode, type Disk } from './disk.js';
import { folderMode, writeDurably } from './durableWrite.js';
import { StoreOpenError } from './openError.js';

const knownFormat = 1;
const markerContent = `{"engine":"lowdb","format":${knownFormat}}\n`;
const markerOf = (directory: string): string => `${directory}/store.json`;

/**
 * The path of <directory>/users, existing and of mode 700. The marker <directory>/store.json says that it has been made once.
 * @throws StoreOpenError when the marker is there and the folder is not, or the marker is damaged or of another engine;
 *   HigherFormatError for a marker of a later version, and for records without a marker of which one is
 */
export async function openUsersFolder(directory: string, disk: Disk): Promise<string> {
  const folder = `${directory}/users`;
  const marker = markerOf(directory);
  const content = await readMarker(directory, disk);
  if (content !== undefined && content !== markerContent) {
    throw new StoreOpenError(`${marker} is damaged or was written by another version of this program: use that version, or put the file back from a backup.`);
  }
  if (content !== undefined && !(await isFolder(folder, disk))) {
    throw new StoreOpenError(`The users' records are missing (${folder} is not there although ${marker} says it was): put the folder back from a backup, or delete ${marker} to start with no users.`);
  }
  // Not even a marker is written beside the records of a later version.
  if (content === undefined && await isFolder(folder, disk)) await checkUsers(disk, folder);
  await disk.makeFolder(folder, folderMode);
  if (content !== undefined) return folder;
  // Folder first, marker second: killed between the two, the next start finds an empty folder and goes on.
  await disk.syncFolder(directory);
  await syncParent(dirname(directory), disk);
  await disk.unlink(`${marker}.tmp`).catch(() => undefined);
  await writeDurably(disk, marker, `${marker}.tmp`, Buffer.from(markerContent));
  return folder;
}

/** A parent we may enter but not read cannot be synced by us; whoever made the data folder there has the word. */
async function syncParent(parent: string, disk: Disk): Promise<void> {
  await disk.syncFolder(parent).catch((error: unknown) => {
    if (errorCode(error) !== 'EACCES') throw error;
  });
}

/** The marker's text, whatever it is but that of a later version; undefined where there is none. @throws HigherFormatError */
export async function readMarker(directory: string, disk: Disk): Promise<string | undefined> {
  try {
    const bytes = await disk.readFile(markerOf(directory));
    refuseHigherFormat(markerOf(directory), bytes, knownFormat);
    return bytes.toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
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
