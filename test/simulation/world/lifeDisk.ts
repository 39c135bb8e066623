// The disk as one life of the program sees it: full or failing when the world says so, and gone when the life is over.
import type { Clock } from '../../../src/model/clock.js';
import { sleep } from '../../../src/model/clock.js';
import type { Disk } from '../../../src/storage/lowdb/disk.js';
import type { Life } from './life.js';

/** What is wrong with the disk right now. */
export interface DiskHealth {
  /** No new byte fits. */
  full: boolean;
  /** Syncing fails. */
  failing: boolean;
  /** The longest a sync takes, ms. */
  syncMs: number;
  /** How many calls were made to fail. */
  struck: number;
}

const failure = (code: 'ENOSPC' | 'EIO'): Error => Object.assign(new Error(`${code}: simulated`), { code });

export function lifeDisk(life: Life, medium: Disk, health: DiskHealth, clock: Clock, random: () => number): Disk {
  const strike = (code: 'ENOSPC' | 'EIO'): never => {
    health.struck += 1;
    throw failure(code);
  };
  const takesUp = async (): Promise<void> => { if (health.full) strike('ENOSPC'); };
  const syncs = async (): Promise<void> => {
    if (health.syncMs > 0) await sleep(clock, random() * health.syncMs);
    if (health.failing) strike('EIO');
  };
  return {
    makeFolder: (path, mode) => life.step(() => medium.makeFolder(path, mode)),
    open: (path, mode) => life.step(async () => {
      await takesUp();
      const file = await medium.open(path, mode);
      return {
        write: (bytes) => life.step(async () => {
          if (health.full) await file.write(bytes.subarray(0, bytes.length / 2));
          await takesUp();
          await file.write(bytes);
        }),
        sync: () => life.step(async () => { await syncs(); await file.sync(); }),
        close: () => life.step(() => file.close()),
      };
    }),
    rewrite: (path, change) => life.step(() => medium.rewrite(path, change)),
    rename: (from, to) => life.step(() => medium.rename(from, to)),
    link: (from, to) => life.step(() => medium.link(from, to)),
    unlink: (path) => life.step(() => medium.unlink(path)),
    syncFolder: (path) => life.step(async () => { await syncs(); await medium.syncFolder(path); }),
    readFile: (path) => life.step(() => medium.readFile(path)),
    list: (path) => life.step(() => medium.list(path)),
  };
}
