// Lets so many pieces of work run at once and the others wait in line, first come first served.

/** How many may wait, and what is thrown to those beyond. */
export interface Line {
  readonly limit: number;
  readonly refusal: () => Error;
}

export class Turns {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce how many may run together. @param line left out where the callers bound who waits: one write, one catch-up per user */
  constructor(atOnce: number, private readonly line?: Line) {
    this.#free = atOnce;
  }

  /** Runs `work` when its turn comes and passes on what comes of it. @throws the refusal when too many wait, else what the work throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn is handed on, so nobody who comes in between can take it.
      if (next === undefined) this.#free += 1;
      else next();
    }
  }

  #wait(): Promise<void> {
    if (this.line !== undefined && this.#waiting.length >= this.line.limit) throw this.line.refusal();
    return new Promise((resolve) => { this.#waiting.push(resolve); });
  }
}
