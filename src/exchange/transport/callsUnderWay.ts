// Knows the calls under way, so that stopping can wait for their ends.

export class CallsUnderWay {
  /** Bounded by the request queue's limits. */
  readonly #calls = new Set<Promise<unknown>>();

  /** Passes the call through and remembers it until it ends. */
  async add<Output>(call: Promise<Output>): Promise<Output> {
    this.#calls.add(call);
    try {
      return await call;
    } finally {
      this.#calls.delete(call);
    }
  }

  /** Resolves when every call under way now has ended, however. */
  async ended(): Promise<void> {
    await Promise.allSettled([...this.#calls]);
  }
}
