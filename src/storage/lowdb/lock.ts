// Keeps a second process off the same data folder, in whatever container or on whatever host, and takes over from one that died.
//
// <directory>/lock is a folder of numbered marks. A process may enter when no mark is of a living one: it links its mark under
// the next number (the link fails when another was quicker), then looks again: were a mark there by now that it has not found
// dead, or has one moved, it withdraws. Of two that enter each marks first and looks second, so at least one sees the other.
//
// A mark of this boot id is decided by its socket at once. Any other is watched: one that moves lives, one that stands still for
// takeOverMs is dead, be it a copied one.
import { silentLog, type Log } from '../../model/log.js';
import type { Disk } from './disk.js';
import { folderMode, removeQuietly, writeNewFile } from './durableWrite.js';
import { HeldLock, momentOf, takeOverMs, type Holding, type Lock } from './heldLock.js';
import { linkOnce, markOf, markText, readMarks, socketOf, type FoundMark, type Mark } from './lockMark.js';
import { noBootId, systemLockPorts, type LockPorts } from './lockPorts.js';
import { StoreOpenError } from './openError.js';

/** How often the entry is tried anew when others enter and leave at the same moment. */
const attemptsLimit = 10;
/** A mark that is watched is looked at this often, ms. */
const lookEveryMs = 250;

type Newcomer = Omit<Holding, 'number' | 'since'>;

/** The marks that were found dead, by name, with what they said; "again" when one went away meanwhile. */
type Judged = ReadonlyMap<string, string> | 'again';

/** @throws StoreOpenError naming the process that has the folder; the system's error when it cannot be written. */
export async function takeLock(directory: string, disk: Disk, ports: LockPorts = systemLockPorts, log: Log = silentLog): Promise<Lock> {
  const folder = `${directory}/lock`;
  await disk.makeFolder(folder, folderMode);
  const fresh = await ports.newMark();
  // Listened on before the mark stands, so that no mark of a living process is ever met with its socket refused.
  const listening = await ports.sockets.listen(socketOf(folder, fresh.id));
  const newcomer = { directory, folder, disk, ports, log, listening, mark: { ...fresh, socket: listening !== undefined } };
  try {
    for (let attempt = 1; attempt <= attemptsLimit; attempt += 1) {
      const lock = await tryToEnter(newcomer);
      if (lock !== undefined) return lock;
    }
    throw new StoreOpenError(`Several processes are trying to use the data folder ${directory} at the same moment: start one only.`);
  } catch (error) {
    await listening?.close();
    throw error;
  }
}

async function tryToEnter(newcomer: Newcomer): Promise<Lock | undefined> {
  const { folder, disk, ports } = newcomer;
  const found = await readMarks(folder, disk);
  const dead = await judge(newcomer, found);
  if (dead === 'again') return undefined;
  const since = momentOf(ports);
  const number = Math.max(0, ...found.map((mark) => mark.number)) + 1;
  return await enter(newcomer, number, dead) ? new HeldLock({ ...newcomer, number, since }) : undefined;
}

/** @throws StoreOpenError when one of them is of a living process */
async function judge(newcomer: Newcomer, found: readonly FoundMark[]): Promise<Judged> {
  const undecided: FoundMark[] = [];
  for (const mark of found) {
    const answer = await askSocket(newcomer, mark);
    if (answer === 'owned') throw refusal(newcomer, mark.owner);
    if (answer === 'unknown') undecided.push(mark);
  }
  if (undecided.length > 0 && !(await standStill(newcomer, undecided))) return 'again';
  return new Map(found.map(({ name, text }) => [name, text]));
}

async function askSocket({ folder, mark: own, ports }: Newcomer, { owner }: FoundMark): Promise<'owned' | 'refused' | 'unknown'> {
  if (owner?.socket !== true || owner.boot !== own.boot) return 'unknown';
  const answer = await ports.sockets.ask(socketOf(folder, owner.id));
  // Where no boot id is told the mark may be of another host, whose sockets are never answered here.
  return answer === 'refused' && own.boot === noBootId ? 'unknown' : answer;
}

/** True when none of them has moved for takeOverMs; false when one is not there any more. @throws StoreOpenError when one moves */
async function standStill(newcomer: Newcomer, undecided: readonly FoundMark[]): Promise<boolean> {
  const { folder, disk, ports, log } = newcomer;
  const began = ports.clock.monotonic();
  log.info('storage.lockWatched', { marks: undecided.length, seconds: takeOverMs / 1000 });
  for (;;) {
    await ports.wait(lookEveryMs);
    // Taken before the look: what is read after the whole time still says the same.
    const passed = ports.clock.monotonic() - began;
    const now = new Map((await readMarks(folder, disk)).map((mark) => [mark.name, mark]));
    for (const { name, text } of undecided) {
      const mark = now.get(name);
      if (mark === undefined) return false;
      if (mark.text !== text) throw refusal(newcomer, mark.owner);
    }
    if (passed >= takeOverMs) return true;
  }
}

/** A number of another pid namespace or host is of use only with the name of that. */
function refusal({ directory, mark: own }: Newcomer, owner: Mark | undefined): StoreOpenError {
  const who = owner === undefined ? 'another process' : `process ${owner.pid}${owner.boot === own.boot && owner.host === own.host ? '' : ` on ${owner.host}`}`;
  return new StoreOpenError(`The data folder ${directory} is in use by ${who}: stop that one first, or set DATA_DIR to another folder.`);
}

/** True when our mark stands under `number` and all others are known to be dead; those are cleared away. */
async function enter(newcomer: Newcomer, number: number, dead: ReadonlyMap<string, string>): Promise<boolean> {
  const { folder, disk, mark } = newcomer;
  const own = markOf(folder, number);
  const draft = `${folder}/new-${mark.id}`;
  await removeQuietly(disk, draft);
  try {
    await writeNewFile(disk, draft, Buffer.from(markText(mark)));
    if (!(await linkOnce(mark.id, draft, own, disk))) return false;
  } finally {
    await removeQuietly(disk, draft);
  }
  try {
    const others = (await readMarks(folder, disk)).filter((one) => one.number !== number);
    if (others.every(({ name, text }) => dead.get(name) === text)) {
      await clearAway(newcomer, own);
      return true;
    }
  } catch (error) {
    await removeQuietly(disk, own);
    throw error;
  }
  await removeQuietly(disk, own);
  return false;
}

/** Marks, sockets and drafts of the dead; a living newcomer that loses its own among them is refused anyway. */
async function clearAway({ folder, disk, mark }: Newcomer, own: string): Promise<void> {
  for (const name of await disk.list(folder)) {
    const path = `${folder}/${name}`;
    if (path !== own && path !== socketOf(folder, mark.id)) await removeQuietly(disk, path);
  }
}
