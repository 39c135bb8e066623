// One update at a time per user, users independent of each other: a slow handler holds up nobody else.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import { errorName } from '../errorName.js';

/** Updates of one user waiting behind the one under way. */
export const waitingPerUserLimit = 50;

export interface Sequence {
  /** How many more updates of the user may wait. */
  room(userId: UserId): number;
  /** Runs the task after the user's earlier ones. False, and never run, when too many wait or after `close`. */
  add(userId: UserId, task: () => Promise<void>): boolean;
  /** Lets tasks go on for at most `ms`, then starts no more. True when none was left. */
  close(ms: number): Promise<boolean>;
}

export function createSequence(clock: Clock, log: Log): Sequence {
  const lines = new Map<UserId, (() => Promise<void>)[]>();
  let isClosed = false;
  let whenIdle: (() => void) | undefined;

  async function work(userId: UserId, line: (() => Promise<void>)[]): Promise<void> {
    // The task under way stays at the head of its line until it ends.
    for (let task = line[0]; task !== undefined && !isClosed; task = line[0]) {
      await task().catch((error: unknown) => log.error('update handler failed', { error: errorName(error) }));
      line.shift();
    }
    lines.delete(userId);
    if (lines.size === 0) whenIdle?.();
  }

  return {
    room: (userId) => waitingPerUserLimit + 1 - (lines.get(userId)?.length ?? 0),
    add(userId, task) {
      const line = lines.get(userId) ?? [];
      if (isClosed || line.length > waitingPerUserLimit) return false;
      line.push(task);
      if (line.length > 1) return true;
      lines.set(userId, line);
      void work(userId, line);
      return true;
    },
    async close(ms) {
      const idle = lines.size === 0 || (await new Promise<boolean>((resolve) => {
        const cancel = clock.after(ms, () => resolve(false));
        whenIdle = () => {
          cancel();
          resolve(true);
        };
      }));
      isClosed = true;
      return idle;
    },
  };
}
