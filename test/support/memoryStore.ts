// A store in memory with the contract of src/storage/store.ts, whose writes a test can make fail or wait.
import { UnavailableError } from '../../src/model/errors.js';
import type { UserId } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import type { Change, Store } from '../../src/storage/store.js';

export interface MemoryStore extends Store {
  /** How many of the coming writes fail as if there were no space. */
  failWrites(count: number): void;
  /** Durable writes so far. */
  writes(): number;
}

export function createMemoryStore(records: readonly UserRecord[] = []): MemoryStore {
  const kept = new Map<UserId, UserRecord>(records.map((record) => [record.id, Object.freeze(record)]));
  const queues = new Map<UserId, Promise<unknown>>();
  const listeners = new Set<(userId: UserId) => void>();
  let failing = 0;
  let written = 0;

  function write(record: UserRecord): void {
    if (failing > 0) {
      failing -= 1;
      throw new UnavailableError('storage', 'memory');
    }
    kept.set(record.id, Object.freeze(record));
    written += 1;
    for (const listener of listeners) listener(record.id);
  }

  async function apply<T>(userId: UserId, change: (record: UserRecord) => Change<T>): Promise<T> {
    await Promise.resolve();
    const before = kept.get(userId);
    if (before === undefined) throw new RangeError(`no record of ${userId}`);
    const { record, result } = change(before);
    if (record !== before) write(record);
    return result;
  }

  return {
    read: (userId) => kept.get(userId),
    all: () => kept.values(),
    async create(record) {
      const known = kept.get(record.id);
      if (known !== undefined) return known;
      write(record);
      return record;
    },
    update(userId, change) {
      const turn = (queues.get(userId) ?? Promise.resolve()).catch(() => undefined).then(() => apply(userId, change));
      queues.set(userId, turn.catch(() => undefined));
      return turn;
    },
    async remove(userId, mayGo) {
      // Behind the changes that were asked for before.
      await queues.get(userId);
      const known = kept.get(userId);
      if (known === undefined || !mayGo(known)) return false;
      if (failing > 0) write(known);
      kept.delete(userId);
      written += 1;
      for (const listener of listeners) listener(userId);
      return true;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    setAside: [],
    close: async () => undefined,
    failWrites(count) {
      failing = count;
    },
    writes: () => written,
  };
}
