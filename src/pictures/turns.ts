// Lets a few pieces of work run at a time and a bounded number wait, first come first served.

export class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** `refusal` makes what is thrown when too many wait. */
  constructor(private readonly atOnce: number, private readonly waitingLimit: number, private readonly refusal: () => Error) {}

  /** @throws the refusal when too many wait, else what the work throws */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.atOnce) await this.#wait();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn is handed on, so nobody who comes in between can take it.
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }

  #wait(): Promise<void> {
    if (this.#waiting.length >= this.waitingLimit) throw this.refusal();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
