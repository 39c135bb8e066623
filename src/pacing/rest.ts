// Waiting that a stop cuts short.
import type { Clock, Random } from '../model/clock.js';

export interface Rest {
  /** Resolves after `ms`, or at once when stopped. */
  wait(ms: number): Promise<void>;
  /** Ends every wait, also later ones. */
  stop(): void;
  readonly stopped: boolean;
}

export function createRest(clock: Clock): Rest {
  const waiting = new Set<() => void>();
  let stopped = false;
  return {
    get stopped() { return stopped; },
    wait: (ms) => new Promise((resolve) => {
      if (stopped) { resolve(); return; }
      const end = (): void => { cancel(); waiting.delete(end); resolve(); };
      const cancel = clock.after(ms, end);
      waiting.add(end);
    }),
    stop() {
      stopped = true;
      for (const end of [...waiting]) end();
    },
  };
}

/** The first and the longest pause of a back-off, ms. */
export const backOffMs = { first: 1000, longest: 60_000 } as const;

/** Full jitter over a doubling cap, never below the first pause; `failures` counts from 1. ms */
export function backOff(failures: number, random: Random): number {
  const cap = Math.min(backOffMs.longest, backOffMs.first * 2 ** Math.min(failures, 16));
  return Math.max(backOffMs.first, Math.floor(random() * cap));
}
