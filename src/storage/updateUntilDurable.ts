// A store change that must not be lost because the disk is away for a while: tried again until it is durable or the program stops.
import type { Random } from '../model/clock.js';
import { UnavailableError } from '../model/errors.js';
import type { Log } from '../model/log.js';
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';
import type { Change, Store } from './store.js';
import { backOff } from '../pacing/backOff.js';
import type { Rest } from '../pacing/rest.js';

export interface DurableDeps {
  readonly store: Store;
  readonly rest: Rest;
  readonly random: Random;
  readonly log: Log;
}

/**
 * Applies a pure change as Store.update does. Tried again every 1 to 60 s while storage is unavailable; once more when stopping.
 * @throws what Store.update throws when it is not about storage, or when the program stops before it is durable.
 */
export async function updateUntilDurable<T>(deps: DurableDeps, userId: UserId, change: (record: UserRecord) => Change<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await deps.store.update(userId, change);
    } catch (error) {
      if (!(error instanceof UnavailableError) || deps.rest.stopped) throw error;
      deps.log.error('store.retry', { user: userId, failures });
      await deps.rest.wait(backOff(failures, deps.random));
    }
  }
}
