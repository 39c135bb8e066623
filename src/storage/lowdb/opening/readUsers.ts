// Opening, first half: reads every user's file and judges which are believed. Nothing is written, renamed or removed.
import type { UserId } from '../../../model/message.js';
import { ForeignStoreError } from '../../foreignStore.js';
import { errorCode } from '../disk.js';
import { userIdOf, type RecordFiles } from '../recordFile.js';
import { DamagedRecordError, type Proof } from '../recordText.js';
import type { Marker } from './storeMarker.js';

/** One user's file, and what reading it came to. `barred`: the system does not let this process read it. */
interface ReadFile {
  readonly name: string;
  readonly userId: UserId;
  readonly outcome: Proof | 'damaged' | 'unknownKey' | 'barred';
  /** Why it is not believed, in words. */
  readonly why?: string;
  readonly error?: unknown;
}

/** What is to be done with the files that were read. */
export interface Judged {
  /** All names in the folder. */
  readonly names: readonly string[];
  readonly aside: readonly { readonly name: string; readonly userId: UserId; readonly why: string }[];
  /** Believed, and to be written anew: of format 1, or checked with an earlier master key. */
  readonly outdated: readonly UserId[];
  /** Some of those are of format 1. */
  readonly hasUnkeyed: boolean;
}

const barredCodes: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM']);

/**
 * Reads all files, as many at once as `files.turns` allows.
 * @throws HigherFormatError for a later version's record; ForeignStoreError where no key given fits any; the system's error when a
 *   file cannot be read at all, which may pass, or none may be read
 */
export async function readUsers(files: RecordFiles, load: (userId: UserId) => Promise<Proof | undefined>, marker: Marker, directory: string): Promise<Judged> {
  const names = await files.disk.list(files.folder);
  // All are waited for even when one fails: none may still touch the folder after the lock has been released.
  const outcomes = await Promise.allSettled(names.map((name) => readOne(name, load)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const read = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' && outcome.value !== undefined ? [outcome.value] : []));
  return { names, ...judge(read, marker, directory) };
}

async function readOne(name: string, load: (userId: UserId) => Promise<Proof | undefined>): Promise<ReadFile | undefined> {
  const userId = userIdOf(name);
  if (userId === undefined) return undefined;
  try {
    const outcome = await load(userId);
    return outcome === undefined ? undefined : { name, userId, outcome };
  } catch (error) {
    if (error instanceof DamagedRecordError) return { name, userId, outcome: error.isUnknownKey ? 'unknownKey' : 'damaged', why: error.message };
    if (barredCodes.has(errorCode(error))) return { name, userId, outcome: 'barred', why: `this process may not read it (${errorCode(error) ?? ''})`, error };
    throw error;
  }
}

const unkeyedWhy = 'it carries no keyed check, which every record here has by now: it was put here by hand';

function judge(read: readonly ReadFile[], marker: Marker, directory: string): Omit<Judged, 'names'> {
  const of = (...outcomes: readonly ReadFile['outcome'][]): readonly ReadFile[] => read.filter((one) => outcomes.includes(one.outcome));
  const isKeyed = of('today', 'earlier').length > 0;
  // Where the marker cannot be asked, one record of format 2 is enough to know that the time of format 1 is over.
  const takesUnkeyed = marker.kind === 'keyed' ? marker.unkeyed === 'read' : !isKeyed;
  const unkeyed = takesUnkeyed ? of('unkeyed') : [];
  const isAnyBelieved = isKeyed || unkeyed.length > 0;
  if (marker.kind !== 'keyed' && !isAnyBelieved && of('unknownKey').length > 0) throw new ForeignStoreError(`the store in ${directory} was written with`);
  // One file that may not be read is one file; all of them is a store that belongs to another user of the machine.
  const [barred] = of('barred');
  if (barred !== undefined && !isAnyBelieved) throw barred.error;
  const refused = [...of('damaged', 'unknownKey', 'barred'), ...takesUnkeyed ? [] : of('unkeyed')];
  return {
    aside: refused.map(({ name, userId, why = unkeyedWhy }) => ({ name, userId, why })),
    outdated: [...unkeyed, ...of('earlier')].map(({ userId }) => userId),
    hasUnkeyed: unkeyed.length > 0,
  };
}
