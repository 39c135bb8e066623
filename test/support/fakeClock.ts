// A clock that stands still until a test moves it, running timers in order.
import type { Clock } from '../../src/model/clock.js';

export interface FakeClock extends Clock {
  /** Moves time on by `ms`, running each timer at its own time and letting promises go on in between. */
  advance(ms: number): Promise<void>;
  /** Sets the wall time alone, as a correction of the machine's clock does; timers and monotonic() do not notice. */
  set(now: number): void;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** Lets what is waiting for a promise go on, also over a few awaits in a row. */
export async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

export function createFakeClock(start = Date.UTC(2025, 10, 21, 10, 0, 0)): FakeClock {
  const timers = new Set<Timer>();
  let passed = 0;
  let offset = start;
  let order = 0;
  const nextDue = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  return {
    now: () => offset + passed,
    monotonic: () => passed,
    after(ms, action) {
      const timer = { at: passed + Math.max(0, ms), order: (order += 1), action };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    set(now) {
      offset = now - passed;
    },
    async advance(ms) {
      const until = passed + ms;
      await settlePromises();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        passed = Math.max(passed, timer.at);
        timer.action();
        await settlePromises();
      }
      passed = until;
    },
  };
}
