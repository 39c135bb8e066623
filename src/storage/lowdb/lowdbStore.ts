// The embedded engine: one lowdb per user in one durable file, all records in memory, one process only.
import { resolve } from 'node:path';
import type { Clock } from '../../model/clock.js';
import { AppError, UnavailableError } from '../../model/errors.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import type { RecordCheck } from '../recordCheck.js';
import type { Change, OwnedStore } from '../store.js';
import { errorCode, realDisk, type Disk } from './disk.js';
import { folderMode } from './durableWrite.js';
import { loadUsers } from './opening/loadUsers.js';
import type { Lock } from './heldLock.js';
import { takeLock } from './lock.js';
import type { LockPorts } from './lockPorts.js';
import { ownedDisk } from './ownedDisk.js';
import { StoreOpenError } from './openError.js';
import { isCopyOf, RecordFile, type RecordFiles } from './recordFile.js';
import type { Proof } from './recordText.js';
import { readMarker } from './opening/storeMarker.js';
import { Turns } from '../../pacing/turns.js';
import { UserChanges } from './userChanges.js';
import { openUsersFolder } from './opening/usersFolder.js';

export interface LowdbStoreOptions {
  /** DATA_DIR; made when missing. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** What a record is believed by. */
  readonly check: RecordCheck;
  /** Looks at all records that are believed, before anything is changed; what it throws refuses the opening. */
  readonly admit?: (records: Iterable<UserRecord>) => void;
  readonly disk?: Disk;
  /** How the lock sees the world. */
  readonly lock?: LockPorts;
}

/** Files read or written at the same moment: well below the usual limit of 1024 open files. */
const openFilesLimit = 64;

/**
 * Opens the store and keeps its lock until close().
 * @throws StoreOpenError, whose message is one sentence: another process has it, the records are missing, the disk refuses;
 *   HigherFormatError, likewise, for what a later version wrote, and ForeignStoreError, for a store of another master key: all of
 *   either stays as it is.
 */
export async function openLowdbStore(options: LowdbStoreOptions): Promise<OwnedStore> {
  const directory = resolve(options.directory);
  const disk = options.disk ?? realDisk;
  try {
    await makeDirectory(directory, disk);
    const lock = await takeLock(directory, disk, options.lock, options.log);
    try {
      return await loadStore({ ...options, directory, disk: ownedDisk(disk, lock) }, lock);
    } catch (error) {
      await lock.release().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new StoreOpenError(`The data folder ${directory} cannot be used (${errorCode(error) ?? 'unknown fault'}): check that it exists, belongs to this user and has space.`, { cause: error });
  }
}

/** An existing folder keeps its mode: it may be shared with others' files; ours inside it are closed to them. */
async function makeDirectory(directory: string, disk: Disk): Promise<void> {
  try {
    await disk.list(directory);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await disk.makeFolder(directory, folderMode);
  }
}

async function loadStore(options: LowdbStoreOptions & { disk: Disk }, lock: Lock): Promise<OwnedStore> {
  const { directory, disk, check } = options;
  const marker = await readMarker(directory, disk, check);
  const folder = await openUsersFolder(directory, disk, marker.kind !== 'none');
  let written = 0;
  const files: RecordFiles = { disk, folder, check, turns: new Turns(openFilesLimit), nextNumber: () => (written += 1) };
  const store = new LowdbStore(files, lock, options.log);
  store.outdated = await loadUsers(files, store, { ...options, marker });
  return store;
}

class LowdbStore implements OwnedStore {
  readonly setAside: string[] = [];
  outdated = 0;
  readonly #users = new Map<UserId, UserChanges>();
  readonly #listeners = new Set<(userId: UserId) => void>();
  #closing: Promise<void> | undefined;

  constructor(private readonly files: RecordFiles, private readonly lock: Lock, private readonly log: Log) {}

  get lost(): Promise<Error> {
    return this.lock.lost;
  }

  mayLeave(): Promise<boolean> {
    return this.lock.mayLeave();
  }

  /** Loads one user's file, and says by what it is believed. @throws DamagedRecordError, HigherFormatError, or the system's error. */
  async load(userId: UserId): Promise<Proof | undefined> {
    const user = this.#newUser(userId);
    const proof = await user.load();
    if (user.durable !== null) this.#users.set(userId, user);
    return proof;
  }

  drop(userId: UserId): void {
    this.#users.delete(userId);
  }

  async renew(userId: UserId): Promise<void> {
    await this.#users.get(userId)?.renew();
  }

  read(userId: UserId): UserRecord | undefined {
    return this.#users.get(userId)?.durable ?? undefined;
  }

  *all(): Iterable<UserRecord> {
    for (const user of this.#users.values()) {
      if (user.durable !== null) yield user.durable;
    }
  }

  async create(record: UserRecord): Promise<UserRecord> {
    this.#assertOpen();
    if (!Number.isSafeInteger(record.id) || record.id <= 0) throw new RangeError('a user id is a positive whole number');
    const user = this.#users.get(record.id) ?? this.#newUser(record.id);
    const created = user.apply((known) => ({ record: known ?? record, result: known ?? record }));
    if (user.applied !== null) this.#users.set(record.id, user);
    return created;
  }

  async update<T>(userId: UserId, change: (record: UserRecord) => Change<T>): Promise<T> {
    this.#assertOpen();
    const user = this.#users.get(userId);
    if (user === undefined) throw new RangeError('there is no record of this user');
    return user.apply((known) => {
      if (known === null) throw new RangeError('there is no record of this user');
      const next = change(known);
      if (next.record.id !== userId) throw new RangeError('a change may not give a record to another user');
      return next;
    });
  }

  async remove(userId: UserId, mayGo: (record: UserRecord) => boolean): Promise<boolean> {
    this.#assertOpen();
    const user = this.#users.get(userId);
    if (user === undefined) return false;
    const isGone = await user.apply((known) => (known !== null && mayGo(known) ? { record: null, result: true } : { record: known, result: false }));
    if (isGone) this.setAside.splice(0, this.setAside.length, ...this.setAside.filter((name) => !isCopyOf(userId, name)));
    return isGone;
  }

  onChange(listener: (userId: UserId) => void): () => void {
    // Wrapped, so that the same function given twice is two listeners with two ends.
    const own = (userId: UserId): void => listener(userId);
    this.#listeners.add(own);
    return () => { this.#listeners.delete(own); };
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  #newUser(userId: UserId): UserChanges {
    const user = new UserChanges(new RecordFile(this.files, userId), {
      onDurable: () => this.#tellListeners(userId),
      onFailed: (error, restored) => {
        const cause = error instanceof Error ? error.cause : undefined;
        this.log.error('storage.writeFailed', { user: userId, code: errorCode(error) ?? errorCode(cause) ?? 'unknown', restored });
      },
      // A stranger whose creation failed is a stranger again.
      onIdle: () => {
        if (user.durable === null && this.#users.get(userId) === user) this.#users.delete(userId);
      },
    });
    return user;
  }

  #tellListeners(userId: UserId): void {
    for (const listener of this.#listeners) {
      try {
        listener(userId);
      } catch (error) {
        this.log.error('storage.listenerFailed', { user: userId, error: error instanceof Error ? error.name : typeof error });
      }
    }
  }

  #assertOpen(): void {
    if (this.#closing !== undefined) throw new UnavailableError('stopping', 'store');
  }

  async #finish(): Promise<void> {
    await Promise.all([...this.#users.values()].map((user) => user.settled()));
    // A mark that cannot be removed does no harm: this process ends, and its mark counts no more.
    await this.lock.release().catch((error: unknown) => this.log.warn('storage.lockNotReleased', { code: errorCode(error) ?? 'unknown' }));
  }
}
