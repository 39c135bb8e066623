// Lets at most so many pieces of work run at a time, the rest waiting in order: open files are scarce.

export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many may run together; who waits is bounded by the callers (one write per user). */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Runs `work` when its turn comes and passes on what comes of it. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => { this.#waiting.push(resolve); });
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
