// The disk as the owner of a data folder may change it: each change asks first, the renaming that makes it count included.
import type { Disk } from './disk.js';
import type { Lock } from './heldLock.js';

/** Another process has the folder, or may have it. */
class NotOwnerError extends Error {
  readonly code = 'NOT_OWNER';
}

/** Reading goes on. What writes and syncs an open file is not asked: only a name makes it count. Refused changes reject with the code NOT_OWNER. */
export function ownedDisk(disk: Disk, lock: Pick<Lock, 'mayLeave'>): Disk {
  const asked = async <T>(change: () => Promise<T>): Promise<T> => {
    if (!(await lock.mayLeave())) throw new NotOwnerError('this process does not have the data folder for certain');
    return change();
  };
  return {
    makeFolder: (path, mode) => asked(() => disk.makeFolder(path, mode)),
    open: (path, mode) => asked(() => disk.open(path, mode)),
    rewrite: (path, change) => asked(() => disk.rewrite(path, change)),
    rename: (from, to) => asked(() => disk.rename(from, to)),
    link: (from, to) => asked(() => disk.link(from, to)),
    unlink: (path) => asked(() => disk.unlink(path)),
    syncFolder: (path) => disk.syncFolder(path),
    readFile: (path) => disk.readFile(path),
    list: (path) => disk.list(path),
  };
}
