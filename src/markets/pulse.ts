// Asks the exchange again and again whether it is there, so that a silent maintenance is noticed while the streams stay open.
import type { Clock } from '../model/clock.js';

/** The longest between two questions, ms: one small public read. */
export const pulseEveryMs = 5000;

export interface Pulse {
  /** True since the exchange last did not say that it is alive; false before the first answer. */
  isAway(): boolean;
  start(): void;
  stop(): void;
}

export interface PulseDeps {
  /** What it throws counts as no. */
  readonly alive: () => Promise<boolean>;
  readonly clock: Clock;
  /** From an answer to the next question, ms. */
  readonly everyMs: number;
}

export function createPulse({ alive, clock, everyMs }: PulseDeps): Pulse {
  let isAway = false;
  let isStopped = false;
  let cancel: () => void = () => undefined;

  async function ask(): Promise<void> {
    isAway = !await alive().catch(() => false);
    if (!isStopped) cancel = clock.after(everyMs, () => void ask());
  }

  return {
    isAway: () => isAway,
    start: () => void ask(),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
