// Changes the master key for all users at the start, before anything is watched: each user's record in one durable change.
import type { Log } from '../model/log.js';
import { resealRecord } from './resealRecord.js';
import type { KeySeal } from './sealKeys.js';
import type { Store } from '../storage/store.js';

/** Users written at the same moment. */
const usersAtOnce = 32;

export interface ResealedUsers {
  /** Users whose sealed texts are under the key of today since this call. */
  readonly anew: number;
  /** Users who still need an earlier key, because the disk refused the change: the next start tries again. */
  readonly remaining: number;
  /** Users who have a sealed text that none of the keys opens. */
  readonly unopened: number;
}

/** A stop at any moment leaves each user wholly under the one key or the other. Never rejects for the disk's sake. */
export async function resealUsers({ store, seal, log }: { readonly store: Store; readonly seal: KeySeal; readonly log: Log }): Promise<ResealedUsers> {
  const count = { anew: 0, remaining: 0, unopened: 0 };
  const waiting = [...store.all()].values();
  await Promise.all(Array.from({ length: usersAtOnce }, async () => {
    for (const { id } of waiting) {
      try {
        const { anew, unopened } = await store.update(id, (record) => {
          const { record: next, ...result } = resealRecord(record, seal);
          return { record: next, result };
        });
        if (anew > 0) count.anew += 1;
        if (unopened > 0) count.unopened += 1;
      } catch (error) {
        count.remaining += 1;
        log.error('user not sealed anew', { user: id, error: error instanceof Error ? error.name : 'thrown' });
      }
    }
  }));
  return count;
}
