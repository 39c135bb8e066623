// Tells whether a process is the one that left a mark, or another that was given its number later.
import { readFile } from 'node:fs/promises';
import { errorCode } from './disk.js';

/** A process for certain: its number and when it began, where the system tells ("<boot id>:<ticks>", else ""). */
export interface ProcessMark {
  readonly pid: number;
  readonly birth: string;
}

/** The mark of a running process; undefined when no such process runs. */
export async function markOf(pid: number): Promise<ProcessMark | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  if (stat === undefined) return answersSignals(pid) ? { pid, birth: '' } : undefined;
  // The name in brackets may hold spaces and brackets: fields are counted from the last one. 1st: state, 20th: start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return { pid, birth: `${await bootId()}:${fields[19] ?? ''}` };
}

let boot: Promise<string> | undefined;
/** The same until the machine starts anew, and this process with it. */
const bootId = (): Promise<string> => (boot ??= readFile('/proc/sys/kernel/random/boot_id', 'latin1').then((text) => text.trim(), () => ''));

let own: Promise<ProcessMark> | undefined;
/** The mark of this process, which never changes. */
export const ownMark = (): Promise<ProcessMark> => (own ??= markOf(process.pid).then((mark) => mark ?? { pid: process.pid, birth: '' }));

/** True when the process that left `mark` still runs. Where births are unknown a running pid counts as the same one. */
export async function isRunning(mark: ProcessMark): Promise<boolean> {
  const running = await markOf(mark.pid);
  if (running === undefined) return false;
  return running.birth === '' || mark.birth === '' || running.birth === mark.birth;
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return errorCode(error) === 'EPERM';
  }
}
