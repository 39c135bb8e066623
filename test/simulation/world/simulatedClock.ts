// A clock that jumps from timer to timer, so that hours pass in milliseconds.
import type { Clock } from '../../../src/model/clock.js';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

export class SimulatedClock implements Clock {
  /** By time, then by the order they were set in; the next one is the last. */
  readonly #timers: Timer[] = [];
  #passed = 0;
  #order = 0;

  constructor(private readonly start: number) {}

  now(): number {
    return this.start + this.#passed;
  }

  monotonic(): number {
    return this.#passed;
  }

  after(ms: number, action: () => void): () => void {
    this.#order += 1;
    const timer: Timer = { at: this.#passed + Math.max(0, ms), order: this.#order, action };
    this.#timers.splice(this.#placeOf(timer), 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }

  /** Runs the next timer due by `until` (monotonic ms); false when there is none, and then it is `until`. */
  runNext(until: number): boolean {
    const timer = this.#timers.at(-1);
    if (timer === undefined || timer.at > until) {
      this.#passed = Math.max(this.#passed, until);
      return false;
    }
    this.#timers.pop();
    this.#passed = Math.max(this.#passed, timer.at);
    timer.action();
    return true;
  }

  #placeOf(timer: Timer): number {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#timers[middle];
      if (other !== undefined && (other.at > timer.at || (other.at === timer.at && other.order > timer.order))) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Lets everything that waits for a promise go on. */
export const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
