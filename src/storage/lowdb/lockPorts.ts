// What the lock asks of the world outside the disk: time, sockets, and which machine and process this is.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { systemClock, type Clock } from '../../model/clock.js';
import { hostWord, type Mark } from './lockMark.js';
import { realSockets, type Sockets } from './lockSocket.js';

export interface LockPorts {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'after'>;
  /** Resolves after `ms` and keeps the process alive until then, as the clock's timers do not. */
  readonly wait: (ms: number) => Promise<void>;
  readonly sockets: Sockets;
  /** A fresh mark of this process, which does not say yet whether it listens. */
  readonly newMark: () => Promise<Omit<Mark, 'socket'>>;
}

/** For systems that tell no boot id: no other's mark is of the same boot then, and a socket can only say that somebody lives. */
export const noBootId = '';

const idBytes = 8;

/** Two containers on one kernel have the same; two hosts, and a host before and after it was started anew, never. */
const readBootId = (): Promise<string> => readFile('/proc/sys/kernel/random/boot_id', 'latin1').then((text) => text.trim(), () => noBootId);

export const systemLockPorts: LockPorts = {
  clock: systemClock,
  wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
  sockets: realSockets,
  newMark: async () => ({ boot: await readBootId(), id: randomBytes(idBytes).toString('hex'), pid: process.pid, host: hostWord(hostname()), beat: 0 }),
};
