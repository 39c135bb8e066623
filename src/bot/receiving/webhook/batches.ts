// Gathers updates that arrive one by one, some at the same time, into the batches a poll would have brought.
//
//   request -> looked at -> waiting -> batch, in the order of its numbers -> accept: kept -> every request of the batch is answered -> next batch
//
// One batch at a time: so one user's updates are kept and lined up in order, and an update that comes twice at once is met again
// only when it is known whether the first was kept.

export interface Batches {
  /** True when the update is kept or harmless to lose; false when it is not, and it must come again. Never rejects. */
  take(id: number, update: unknown): Promise<boolean>;
  /** Resolves when no batch is being kept. */
  settled(): Promise<void>;
}

interface Waiting {
  readonly id: number;
  readonly update: unknown;
  readonly resolve: (isKept: boolean) => void;
}

const batchLimit = 100;
/** Each waits with its request open: no more than those Telegram is allowed, several times over. */
export const waitingLimit = 200;

/**
 * @param accept takes a batch in and gives the numbers of those that could not be kept.
 * @param arrived is told of each update at once, also of one for which there is no room.
 */
export function createBatches(accept: (updates: readonly unknown[]) => Promise<ReadonlySet<number>>, arrived: (update: unknown) => void = () => undefined): Batches {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function acceptNext(): Promise<void> {
    const batch = waiting.splice(0, batchLimit).sort((one, other) => one.id - other.id);
    const unkept = await accept(batch.map(({ update }) => update)).catch(() => undefined);
    for (const { id, resolve } of batch) resolve(unkept !== undefined && !unkept.has(id));
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) await acceptNext();
    running = undefined;
  }

  return {
    take(id, update) {
      arrived(update);
      if (waiting.length >= waitingLimit) return Promise.resolve(false);
      const kept = new Promise<boolean>((resolve) => { waiting.push({ id, update, resolve }); });
      running ??= run();
      return kept;
    },
    settled: () => running ?? Promise.resolve(),
  };
}
