// Picks the storage engine; there is one so far.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import { openLowdbStore } from './lowdb/lowdbStore.js';
import type { OwnedStore } from './store.js';

/** @throws StoreOpenError or HigherFormatError, whose message is one sentence for the operator. */
export function openStore(options: { readonly directory: string; readonly clock: Clock; readonly log: Log }): Promise<OwnedStore> {
  return openLowdbStore(options);
}
