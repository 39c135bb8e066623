// One user's changes: applied in memory in the order of the calls, written together, acknowledged when durable.
//
//   update ──> applied record ──> queued batch ──> write under way ──> durable record ──> callers resolve
//                  ^                                     │ fails
//                  └────── rolled back to durable <──────┴──> callers of both batches reject
import { Low } from 'lowdb';
import { UnavailableError } from '../../model/errors.js';
import type { UserRecord } from '../../model/user.js';
import { freezePlainJson } from './plainJson.js';
import type { RecordFile } from './recordFile.js';
import type { Proof } from './recordText.js';

/** Callers of one user that may wait at the same time; more are refused at once and change nothing. */
export const waitingCallersLimit = 10_000;

interface Caller {
  readonly resolve: () => void;
  readonly reject: (error: UnavailableError) => void;
}

export interface UserChangesEvents {
  /** After each durable write. */
  onDurable(): void;
  /** After each failed write; `restored` is false when the file may hold the refused record until the next write. */
  onFailed(error: unknown, restored: boolean): void;
  /** When nothing is being written or waiting any more. */
  onIdle(): void;
}

export class UserChanges {
  /** lowdb's `data` is the latest applied record; `#durable` is what the medium is known to hold. */
  readonly #low: Low<UserRecord | null>;
  #durable: UserRecord | null = null;
  #writing: Caller[] | undefined;
  #queued: Caller[] | undefined;
  #running: Promise<void> | undefined;

  constructor(private readonly file: RecordFile, private readonly events: UserChangesEvents) {
    this.#low = new Low<UserRecord | null>(file, null);
  }

  /** Reads the file, and says by what its record is believed; undefined where there is none. @throws what RecordFile.read throws. */
  async load(): Promise<Proof | undefined> {
    await this.#low.read();
    this.#durable = freezePlainJson(this.#low.data);
    return this.#durable === null ? undefined : this.file.proof;
  }

  /** Writes the record that was read anew, before there are any changes. @throws what RecordFile.write throws; the file then holds the same record as before or after */
  async renew(): Promise<void> {
    await this.file.write(this.#durable);
  }

  get durable(): UserRecord | null {
    return this.#durable;
  }

  get applied(): UserRecord | null {
    return this.#low.data;
  }

  /**
   * Applies `change` at once and resolves with its result when that is durable.
   * @throws what `change` throws, RangeError for a record that is not plain JSON, UnavailableError('storage').
   */
  async apply<T>(change: (applied: UserRecord | null) => { readonly record: UserRecord | null; readonly result: T }): Promise<T> {
    if (this.#waitingCallers() >= waitingCallersLimit) throw new UnavailableError('storage', 'store.update');
    const base = this.#low.data;
    const next = change(base);
    const durable = next.record === base ? this.#afterPending() : this.#enqueue(freezePlainJson(next.record));
    await durable;
    return next.result;
  }

  /** Resolves when nothing is being written or waiting, and a refused record has been tried to be taken back once more. */
  async settled(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    await this.file.restore(this.#durable);
  }

  #waitingCallers(): number {
    return (this.#writing?.length ?? 0) + (this.#queued?.length ?? 0);
  }

  /** An unchanged record still rests on the changes before it: its caller may act only when those are durable. */
  #afterPending(): Promise<void> {
    const pending = this.#queued ?? this.#writing;
    return pending === undefined ? Promise.resolve() : joined(pending);
  }

  #enqueue(record: UserRecord | null): Promise<void> {
    this.#low.data = record;
    this.#queued ??= [];
    const durable = joined(this.#queued);
    this.#running ??= this.#run();
    return durable;
  }

  async #run(): Promise<void> {
    // Calls of the same turn share the first write.
    await Promise.resolve();
    while (this.#queued !== undefined) {
      this.#writing = this.#queued;
      this.#queued = undefined;
      await this.#writeOnce();
    }
    this.#running = undefined;
    this.events.onIdle();
  }

  async #writeOnce(): Promise<void> {
    const record = this.#low.data;
    try {
      // lowdb passes over null, which here is a deletion.
      await (record === null ? this.file.write(null) : this.#low.write());
    } catch (error) {
      await this.#rollBack(error);
      return;
    }
    this.#durable = record;
    const callers = this.#writing ?? [];
    this.#writing = undefined;
    this.events.onDurable();
    for (const caller of callers) caller.resolve();
  }

  /** Changes that came while the write was under way were worked out on a record that is gone: they fail with it. */
  async #rollBack(error: unknown): Promise<void> {
    const callers = [...this.#writing ?? [], ...this.#queued ?? []];
    this.#writing = undefined;
    this.#queued = undefined;
    this.#low.data = this.#durable;
    const restored = await this.file.restore(this.#durable);
    this.events.onFailed(error, restored);
    for (const caller of callers) caller.reject(new UnavailableError('storage', 'store.write', undefined, { cause: error }));
  }
}

const joined = (callers: Caller[]): Promise<void> => new Promise((resolve, reject) => { callers.push({ resolve, reject }); });
