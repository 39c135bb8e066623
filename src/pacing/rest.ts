// Waiting that a stop cuts short.
import type { Clock } from '../model/clock.js';

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
