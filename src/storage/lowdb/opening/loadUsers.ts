// Opening, second half: sets aside what is not believed, clears what unfinished writes left behind, and writes anew what is of an earlier format or key.
import type { Clock } from '../../../model/clock.js';
import type { Log, LogFields } from '../../../model/log.js';
import type { UserId } from '../../../model/message.js';
import type { UserRecord } from '../../../model/user.js';
import { errorCode } from '../disk.js';
import { removeQuietly } from '../durableWrite.js';
import { recordFileName, temporaryEnding, userIdOf, type RecordFiles } from '../recordFile.js';
import type { Proof } from '../recordText.js';
import { readUsers, type Judged } from './readUsers.js';
import { setAsideDamaged } from './setAside.js';
import { writeMarker, type Marker, type Unkeyed } from './storeMarker.js';

interface Loading {
  readonly setAside: string[];
  /** @throws DamagedRecordError, HigherFormatError, or the system's error. */
  load(userId: UserId): Promise<Proof | undefined>;
  /** Forgets what was loaded. */
  drop(userId: UserId): void;
  /** Writes the file anew. @throws what a durable write throws; the file then holds the same record all the same. */
  renew(userId: UserId): Promise<void>;
  all(): Iterable<UserRecord>;
}

export interface LoadOptions {
  /** DATA_DIR. */
  readonly directory: string;
  readonly marker: Marker;
  readonly clock: Clock;
  readonly log: Log;
  /** Looks at all records that are believed, before anything is changed; what it throws refuses the opening. */
  readonly admit?: (records: Iterable<UserRecord>) => void;
}

/**
 * Gives how many files are still of an earlier format or key, because the disk refused: the next start tries again.
 * @throws what readUsers and `admit` throw, and then nothing was changed; the system's error
 */
export async function loadUsers(files: RecordFiles, store: Loading, options: LoadOptions): Promise<number> {
  const { log, clock } = options;
  const judged = await readUsers(files, (userId) => store.load(userId), options.marker, options.directory);
  for (const { userId } of judged.aside) store.drop(userId);
  options.admit?.(store.all());
  const { names } = judged;
  for (const name of names) {
    if (userIdOf(name) === undefined && !name.endsWith(temporaryEnding) && !isSetAside(name)) log.warn('storage.unknownFile', { file: name });
  }
  await Promise.all(names.filter((name) => name.endsWith(temporaryEnding)).map((name) => files.turns.run(() => removeQuietly(files.disk, `${files.folder}/${name}`))));
  const taken = new Set(names);
  // Whoever has not begun anew since is told as on the day it was found.
  store.setAside.push(...names.filter((name) => isSetAside(name) && !taken.has(recordFileName(ownerOf(name)))));
  for (const { name, why } of judged.aside) {
    const newName = await setAsideDamaged(files.disk, files.folder, name, taken, clock);
    store.setAside.push(newName);
    log.error('storage.damagedFile', { file: name, setAsideAs: newName, why });
  }
  return renewFiles(files, store, judged, options);
}

const isSetAside = (name: string): boolean => name.includes('.damaged-');
/** Whose file it was. */
const ownerOf = (name: string): UserId => userIdOf(name.slice(0, name.indexOf('.damaged-'))) ?? 0;

/** A stop at any moment leaves each file whole in the one form or the other, and the marker says that both are to be expected. */
async function renewFiles(files: RecordFiles, store: Loading, { outdated, hasUnkeyed }: Judged, { directory, marker, log }: LoadOptions): Promise<number> {
  const mark = (unkeyed: Unkeyed): Promise<void> => writeMarker(directory, files.disk, files.check, unkeyed);
  const saysRead = marker.kind === 'keyed' && marker.unkeyed === 'read';
  if (hasUnkeyed && !saysRead) await mark('read');
  const refused = (error: unknown, of: LogFields): 1 => {
    log.error('storage.notRenewed', { ...of, code: errorCode(error) ?? errorCode(error instanceof Error ? error.cause : undefined) ?? 'unknown' });
    return 1;
  };
  const failures = await Promise.all(outdated.map((user) => store.renew(user).then(() => 0, (error: unknown) => refused(error, { user }))));
  const failed = failures.filter((one) => one > 0).length;
  if (outdated.length > 0) log.info('storage.renewed', { users: outdated.length - failed, remaining: failed });
  const isSettled = marker.kind === 'keyed' && marker.unkeyed === 'refused' && marker.isOfToday;
  if (failed > 0 || isSettled) return failed;
  // A store that has no marker of format 2 yet must get one; the one that it has serves until the next start.
  const hasMarker = marker.kind === 'keyed' || hasUnkeyed;
  return mark('refused').then(() => 0, (error: unknown) => {
    if (!hasMarker) throw error;
    return refused(error, { file: 'store.json' });
  });
}
