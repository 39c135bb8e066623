// Time and randomness as everyone else sees them: passed in, never global.

export interface Clock {
  /** ms since 1970, as the machine believes. */
  now(): number;
  /** ms from an arbitrary start, never going back. */
  monotonic(): number;
  /** Runs `action` once after `ms`; the returned function cancels it. The timer does not keep the process alive. */
  after(ms: number, action: () => void): () => void;
}

/** A number in [0, 1). */
export type Random = () => number;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = () => Math.random();

/** Resolves after `ms` of this clock. */
export const sleep = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => { clock.after(ms, resolve); });
