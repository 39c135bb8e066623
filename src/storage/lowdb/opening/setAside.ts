// Moves a damaged file out of the way without ever overwriting or deleting anything.
import type { Clock } from '../../../model/clock.js';
import type { Disk } from '../disk.js';
import { StoreOpenError } from '../openError.js';

/** Names tried for one damaged file before giving up: each is taken only by an earlier damage of the same second. */
const namesLimit = 1000;

/** The new name of `fileName` in the same folder: "<name>.damaged-<UTC stamp>". @throws the system's error. */
export async function setAsideDamaged(disk: Disk, folder: string, fileName: string, taken: ReadonlySet<string>, clock: Clock): Promise<string> {
  const newName = freeName(`${fileName}.damaged-${utcStamp(clock.now())}`, taken);
  await disk.rename(`${folder}/${fileName}`, `${folder}/${newName}`);
  await disk.syncFolder(folder);
  return newName;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; number <= namesLimit; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(name)) return name;
  }
  throw new StoreOpenError(`There are more than ${namesLimit} files named ${wanted}: move them elsewhere.`);
}

/** "20251122T150800Z" */
const utcStamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
