// Opening: reads every user's file, sets the damaged ones aside and clears what unfinished writes left behind.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import { removeQuietly } from './durableWrite.js';
import { temporaryEnding, userIdOf, type RecordFiles } from './recordFile.js';
import { DamagedRecordError } from './recordText.js';
import { setAsideDamaged } from './setAside.js';

interface Loading {
  readonly setAside: string[];
  /** @throws DamagedRecordError, HigherFormatError, or the system's error. */
  load(userId: UserId): Promise<void>;
}

/**
 * Reads all files, as many at once as `files.turns` allows. What is damaged is renamed, reported and logged; the rest loads.
 * @throws HigherFormatError for a later version's record, or the system's error when a file cannot be read at all, which may
 *   pass. In both cases nothing was renamed or removed.
 */
export async function loadUsers(files: RecordFiles, store: Loading, { clock, log }: { readonly clock: Clock; readonly log: Log }): Promise<void> {
  const names = await files.disk.list(files.folder);
  const damaged: { readonly name: string; readonly why: string }[] = [];
  // All are waited for even when one fails: none may still touch the folder after the lock has been released.
  const outcomes = await Promise.allSettled(names.map(async (name) => {
    const userId = userIdOf(name);
    if (userId !== undefined) {
      await store.load(userId).catch((error: unknown) => {
        if (!(error instanceof DamagedRecordError)) throw error;
        damaged.push({ name, why: error.message });
      });
    } else if (!name.endsWith(temporaryEnding) && !name.includes('.damaged-')) {
      log.warn('storage.unknownFile', { file: name });
    }
  }));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  await Promise.all(names.filter((name) => name.endsWith(temporaryEnding)).map((name) => files.turns.run(() => removeQuietly(files.disk, `${files.folder}/${name}`))));
  const taken = new Set(names);
  for (const { name, why } of damaged) {
    const newName = await setAsideDamaged(files.disk, files.folder, name, taken, clock);
    store.setAside.push(newName);
    log.error('storage.damagedFile', { file: name, setAsideAs: newName, why });
  }
}
