// One run of the program from its start to its end: whatever it does to the world goes through here, so it can die at any step.
import type { Clock } from '../../../src/model/clock.js';

const never = new Promise<never>(() => undefined);

export class Life {
  #steps = 0;
  #over = false;
  readonly #ends: (() => void)[] = [];

  /** @param lastStep the step it dies at, counted from 1; a step is a call into the world or its answer. */
  constructor(private readonly world: Clock, private lastStep = Number.POSITIVE_INFINITY) {}

  get over(): boolean {
    return this.#over;
  }

  /** Called once, when it ends in whatever way. */
  onEnd(listener: () => void): void {
    this.#ends.push(listener);
  }

  /** It dies at no step of its own from now on. */
  spare(): void {
    this.lastStep = Number.POSITIVE_INFINITY;
  }

  /** kill -9: nothing it waits for ever comes, none of its timers runs. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    for (const listener of this.#ends) listener();
  }

  /** One call into the world. It may die before the call or before the answer; what has left is done all the same. */
  async step<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isLast()) return never;
    try {
      const result = await work();
      return this.#isLast() ? await never : result;
    } catch (error) {
      if (this.#over) return never;
      throw error;
    }
  }

  /** Timers that end with the life. */
  readonly clock: Clock = {
    now: () => this.world.now(),
    monotonic: () => this.world.monotonic(),
    after: (ms, action) => this.world.after(ms, () => { if (!this.#over) action(); }),
  };

  #isLast(): boolean {
    this.#steps += 1;
    if (this.#steps >= this.lastStep) this.end();
    return this.#over;
  }
}
