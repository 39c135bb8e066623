// How a test has the lock see the world: machines of its own, and time that runs faster.
import { randomBytes } from 'node:crypto';
import { sleep, systemClock, type Clock } from '../../../src/model/clock.js';
import { systemLockPorts, type LockPorts } from '../../../src/storage/lowdb/lockPorts.js';
import type { Sockets } from '../../../src/storage/lowdb/lockSocket.js';

/** A file system that has no sockets. */
export const noSockets: Sockets = { listen: () => Promise.resolve(undefined), ask: () => Promise.resolve('unknown') };

export const bootA = '0a0a0a0a-0000-4000-8000-000000000000';
export const bootB = '0b0b0b0b-0000-4000-8000-000000000000';

/** A process on a machine of its own. */
export const machine = (boot: string, host: string, pid: number): Pick<LockPorts, 'newMark'> =>
  ({ newMark: async () => ({ boot, host, pid, id: randomBytes(8).toString('hex'), beat: 0 }) });

/** All on one clock of the test's own, without sockets. */
export const portsOn = (clock: Clock, boot: string, host = 'web-1', pid = 11): LockPorts => ({ clock, wait: (ms) => sleep(clock, ms), sockets: noSockets, ...machine(boot, host, pid) });

/** This machine and its sockets; a wait is over at once and has taken its time all the same. */
export function impatientPorts(): LockPorts {
  let passed = 0;
  return {
    ...systemLockPorts,
    clock: { ...systemClock, monotonic: () => systemClock.monotonic() + passed },
    wait: async (ms) => {
      passed += ms;
      await new Promise((resolve) => { setImmediate(resolve); });
    },
  };
}

/** Of one who must see at once how things stand. */
export const decidingPorts: LockPorts = { ...systemLockPorts, wait: () => Promise.reject(new Error('it waited instead of deciding at once')) };

/** Time runs `speed` times as fast. */
export function fastPorts(speed: number, boot: string, host: string): LockPorts {
  const clock: Clock = {
    now: () => systemClock.now() * speed, monotonic: () => systemClock.monotonic() * speed,
    after: (ms, action) => systemClock.after(ms / speed, action),
  };
  return { clock, wait: (ms) => systemLockPorts.wait(ms / speed), sockets: noSockets, ...machine(boot, host, process.pid) };
}
