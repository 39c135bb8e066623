// Picks the storage engine; there is one so far.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import { openLowdbStore } from './lowdb/lowdbStore.js';
import { isNewFolder } from './lowdb/newStore.js';
import { createWriteProbe } from './lowdb/writeProbe.js';
import type { OwnedStore } from './store.js';

/** @throws StoreOpenError or HigherFormatError, whose message is one sentence for the operator. */
export function openStore(options: { readonly directory: string; readonly clock: Clock; readonly log: Log }): Promise<OwnedStore> {
  return openLowdbStore(options);
}

/** True when the folder has never held a store. Writes nothing. @throws HigherFormatError */
export const isNewStore = (directory: string): Promise<boolean> => isNewFolder(directory);

/** Asks whether an open store takes writes; bounded, whoever asks however often. Never rejects. */
export const probeStore = (options: { readonly directory: string; readonly clock: Clock }): (() => Promise<boolean>) => createWriteProbe(options);
