// Every timer the simulated exchange starts, so that stopping it leaves none behind.

/** Starts timers and remembers them until they fire or are all cleared. */
export class Timers {
  readonly #running = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Runs once after that many milliseconds, unless cleared first. */
  after(delayMs: number, run: () => void): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#running.delete(timer);
      run();
    }, delayMs);
    this.#running.add(timer);
  }

  /** Runs again and again until cleared. */
  every(intervalMs: number, run: () => void): void {
    if (!this.#stopped) this.#running.add(setInterval(run, intervalMs));
  }

  /** Stops every timer and starts no more. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
