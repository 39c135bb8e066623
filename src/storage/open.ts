// Picks the storage engine; there is one so far.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { UserRecord } from '../model/user.js';
import { openLowdbStore } from './lowdb/lowdbStore.js';
import { isNewFolder } from './lowdb/newStore.js';
import { createWriteProbe } from './lowdb/writeProbe.js';
import type { RecordCheck } from './recordCheck.js';
import type { OwnedStore } from './store.js';

export interface OpenOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** What a record is believed by. */
  readonly check: RecordCheck;
  /** Looks at all records that are believed, before anything is changed; what it throws refuses the opening. */
  readonly admit?: (records: Iterable<UserRecord>) => void;
}

/** @throws StoreOpenError, HigherFormatError or ForeignStoreError, whose message is one sentence for the operator. */
export function openStore(options: OpenOptions): Promise<OwnedStore> {
  return openLowdbStore(options);
}

/** True when the folder has never held a store. Writes nothing. @throws HigherFormatError */
export const isNewStore = (directory: string): Promise<boolean> => isNewFolder(directory);

/** Asks whether an open store takes writes; bounded, whoever asks however often. Never rejects. */
export const probeStore = (options: { readonly directory: string; readonly clock: Clock }): (() => Promise<boolean>) => createWriteProbe(options);
