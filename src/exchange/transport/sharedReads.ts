// Lets identical reads that are under way at the same time share one request.

interface Shared {
  readonly answer: Promise<unknown>;
  readonly controller: AbortController;
  callers: number;
}

export class SharedReads {
  /** What may be joined, by key. */
  readonly #underWay = new Map<string, Shared>();
  /** Everything under way; bounded by the request queue's limits. */
  readonly #all = new Set<Shared>();

  /** Above `limit` reads under way further ones are not shared. */
  constructor(private readonly limit: number) {}

  /**
   * Joins the read with this key or starts it. A caller that gives up leaves alone; the request itself is given up when all have left.
   * @throws whatever `start` throws; `givenUp()` for a caller whose signal was aborted.
   */
  async join<Output>(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<Output>, givenUp: () => Error): Promise<Output> {
    if (signal?.aborted === true) throw givenUp();
    const shared = this.#underWay.get(key) ?? this.#start(key, start);
    shared.callers += 1;
    return await new Promise<Output>((resolve, reject) => {
      const leave = (): void => {
        shared.callers -= 1;
        if (shared.callers === 0) {
          this.#forget(key, shared);
          shared.controller.abort();
        }
        reject(givenUp());
      };
      signal?.addEventListener('abort', leave, { once: true });
      // The key names endpoint and input, so the answer is of this type.
      const settle = (act: () => void): void => { signal?.removeEventListener('abort', leave); act(); };
      shared.answer.then((answer) => settle(() => resolve(answer as Output)), (error: unknown) => settle(() => reject(error instanceof Error ? error : givenUp())));
    });
  }

  /** Gives up every read under way. */
  stop(): void {
    for (const shared of this.#all) shared.controller.abort();
  }

  #start<Output>(key: string, start: (signal: AbortSignal) => Promise<Output>): Shared {
    const controller = new AbortController();
    const answer = start(controller.signal).finally(() => { this.#all.delete(shared); this.#forget(key, shared); });
    const shared: Shared = { answer, controller, callers: 0 };
    this.#all.add(shared);
    if (this.#underWay.size < this.limit) this.#underWay.set(key, shared);
    return shared;
  }

  #forget(key: string, shared: Shared): void {
    if (this.#underWay.get(key) === shared) this.#underWay.delete(key);
  }
}
