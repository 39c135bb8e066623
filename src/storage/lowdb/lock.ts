// Keeps a second process off the same data folder, and takes over from one that died without saying so.
//
// <directory>/lock is a folder of numbered marks. A process may enter when no mark is of a running process: it links its
// mark under the next number (the link fails when another was quicker), then looks again: were a running process's mark
// there by now, it withdraws. Of two that enter each marks first and looks second, so at least one sees the other.
import { errorCode, type Disk } from './disk.js';
import { folderMode, removeQuietly, writeNewFile } from './durableWrite.js';
import { StoreOpenError } from './openError.js';
import { isRunning, ownMark, type ProcessMark } from './processBirth.js';

export interface Lock {
  /** Lets others in. */
  release(): Promise<void>;
}

/** How often the entry is tried anew when others enter and leave at the same moment. */
const attemptsLimit = 10;

interface FoundMark {
  readonly name: string;
  readonly number: number;
  readonly owner?: ProcessMark;
}

/** @throws StoreOpenError naming the pid of the process that has the folder; the system's error when it cannot be written. */
export async function takeLock(directory: string, disk: Disk): Promise<Lock> {
  const folder = `${directory}/lock`;
  await disk.makeFolder(folder, folderMode);
  for (let attempt = 1; attempt <= attemptsLimit; attempt += 1) {
    const found = await readMarks(folder, disk);
    const owner = await runningOwner(found);
    if (owner !== undefined) throw refusal(directory, owner.pid);
    const name = String(Math.max(0, ...found.map((mark) => mark.number)) + 1);
    if (await enter(folder, name, disk)) return { release: () => removeMark(`${folder}/${name}`, disk) };
  }
  throw new StoreOpenError(`Several processes are trying to use the data folder ${directory} at the same moment: start one only.`);
}

const refusal = (directory: string, pid: number): StoreOpenError => new StoreOpenError(
  `The data folder ${directory} is in use by process ${pid}: stop that one first, or set DATA_DIR to another folder.`,
);

/** Tried twice: a mark left behind by a process that goes on living would lock it out itself. */
async function removeMark(path: string, disk: Disk): Promise<void> {
  await disk.unlink(path).catch(async () => {
    await disk.unlink(path).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  });
}

/** True when our mark stands under `name` and no running process has another. */
async function enter(folder: string, name: string, disk: Disk): Promise<boolean> {
  const own = await ownMark();
  const draft = `${folder}/new-${process.pid}-${name}`;
  await removeQuietly(disk, draft);
  try {
    await writeNewFile(disk, draft, Buffer.from(`${JSON.stringify(own)}\n`));
    if (!(await linkOnce(draft, `${folder}/${name}`, disk))) return false;
  } finally {
    await removeQuietly(disk, draft);
  }
  try {
    const others = (await readMarks(folder, disk)).filter((mark) => mark.name !== name);
    if (await runningOwner(others) === undefined) {
      for (const dead of others) await removeQuietly(disk, `${folder}/${dead.name}`);
      return true;
    }
  } catch (error) {
    await removeQuietly(disk, `${folder}/${name}`);
    throw error;
  }
  await removeQuietly(disk, `${folder}/${name}`);
  return false;
}

/** False when the name was taken, or when the winner has already cleared our draft away. */
async function linkOnce(draft: string, path: string, disk: Disk): Promise<boolean> {
  try {
    await disk.link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT') return false;
    // It may have been linked all the same.
    const owner = readOwner(await readIfThere(path, disk).catch(() => ''));
    if (owner?.pid === process.pid) await removeQuietly(disk, path);
    throw error;
  }
}

async function readMarks(folder: string, disk: Disk): Promise<FoundMark[]> {
  const names = await disk.list(folder);
  return Promise.all(names.map(async (name) => {
    const number = /^\d{1,15}$/.test(name) ? Number(name) : 0;
    const owner = number === 0 ? undefined : readOwner(await readIfThere(`${folder}/${name}`, disk));
    return { name, number, ...(owner === undefined ? {} : { owner }) };
  }));
}

async function readIfThere(path: string, disk: Disk): Promise<string> {
  try {
    return (await disk.readFile(path)).toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/** undefined for text no process can have left whole: it was torn by a power cut, which no process outlives. */
function readOwner(text: string): ProcessMark | undefined {
  const parts = /^\{"pid":(\d{1,10}),"birth":"([0-9a-f:-]*)"\}\n$/.exec(text);
  return parts === null ? undefined : { pid: Number(parts[1]), birth: parts[2] ?? '' };
}

async function runningOwner(marks: readonly FoundMark[]): Promise<ProcessMark | undefined> {
  for (const { owner } of marks) {
    if (owner !== undefined && await isRunning(owner)) return owner;
  }
  return undefined;
}
