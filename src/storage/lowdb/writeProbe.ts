// Finds out whether the store's folder takes writes, without a write for each who asks.
import { resolve } from 'node:path';
import type { Clock } from '../../model/clock.js';
import { usersOf } from './backupFolder.js';
import { realDisk, type Disk } from './disk.js';
import { removeQuietly, writeNewFile } from './durableWrite.js';
import { temporaryEnding } from './recordFile.js';

/** One write serves everybody who asks within this time, ms. */
const probeEveryMs = 5_000;
/** A disk that takes longer than this counts as one that takes nothing, ms. */
const probeLimitMs = 2_000;

/** Never rejects. One write is under way at a time, however many ask and however long it hangs. */
export function createWriteProbe({ directory, clock, disk = realDisk }: { readonly directory: string; readonly clock: Clock; readonly disk?: Disk }): () => Promise<boolean> {
  // Opening removes what a kill in between leaves of it.
  const path = `${usersOf(resolve(directory))}/probe${temporaryEnding}`;
  let latest: { readonly at: number; readonly isWritable: boolean } | undefined;
  let underWay: Promise<boolean> | undefined;

  async function write(): Promise<boolean> {
    await removeQuietly(disk, path);
    const isWritable = await writeNewFile(disk, path, Buffer.from('probe\n')).then(() => true, () => false);
    await removeQuietly(disk, path);
    latest = { at: clock.monotonic(), isWritable };
    underWay = undefined;
    return isWritable;
  }

  return () => {
    if (latest !== undefined && underWay === undefined && clock.monotonic() - latest.at < probeEveryMs) return Promise.resolve(latest.isWritable);
    underWay ??= write();
    const written = underWay;
    return new Promise((resolveProbe) => {
      const cancel = clock.after(probeLimitMs, () => resolveProbe(false));
      void written.then((isWritable) => {
        cancel();
        resolveProbe(isWritable);
      });
    });
  };
}
