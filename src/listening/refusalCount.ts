// Counts refused requests by status and logs them at most once a minute, whoever sends however many.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';

export interface RefusalCount {
  /** Statuses below 400 are no refusals. */
  count(status: number): void;
  stop(): void;
}

const logEveryMs = 60_000;

export function createRefusalCount(clock: Clock, log: Log): RefusalCount {
  const counts = new Map<number, number>();
  let cancel: (() => void) | undefined;

  function write(): void {
    cancel = undefined;
    if (counts.size === 0) return;
    const fields = Object.fromEntries(Array.from(counts, ([status, count]) => [`status${status}`, count]));
    // The whole internet knocks at every open port: what found no path says nothing.
    log[[...counts.keys()].every((status) => status === 404) ? 'debug' : 'warn']('requests refused', fields);
    counts.clear();
    cancel = clock.after(logEveryMs, write);
  }

  return {
    count(status) {
      if (status < 400) return;
      counts.set(status, (counts.get(status) ?? 0) + 1);
      if (cancel === undefined) write();
    },
    stop() {
      cancel?.();
    },
  };
}
