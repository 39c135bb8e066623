// The storage contract: one user's record changes atomically and durably; every engine passes test/support/describeStore.ts.
import type { UserId } from '../model/message.js';
import type { UserRecord } from '../model/user.js';

/** What a change gives back: the next record (the same object when nothing changed) and a result for the caller. */
export interface Change<T> {
  readonly record: UserRecord;
  readonly result: T;
}

export interface Store {
  /** The latest record, frozen; undefined for a stranger. Never touches the disk. */
  read(userId: UserId): UserRecord | undefined;

  /** All records, in no order. Never touches the disk. */
  all(): Iterable<UserRecord>;

  /**
   * Creates a stranger's record; does nothing when there is one already.
   * @throws UnavailableError('storage') when it cannot be made durable.
   */
  create(record: UserRecord): Promise<UserRecord>;

  /**
   * Applies a pure change and resolves when it is durable. Changes of one user are applied strictly in the order of the
   * calls; changes that wait for the same write are folded into one. A change that returns the same record writes nothing.
   * @throws RangeError when the user has no record; UnavailableError('storage') when it could not be made durable, and then
   *   the record is as if the change had never been (so are the later ones that were folded with it: they reject too).
   *   What `change` throws is passed on and changes nothing.
   */
  update<T>(userId: UserId, change: (record: UserRecord) => Change<T>): Promise<T>;

  /**
   * Deletes a user's record and every copy of it that the store keeps, also what was set aside as damaged; true when that is
   * durable. False, and nothing is changed, where there is none or `mayGo` says no of the record as it is by then. Changes
   * asked for later find no record.
   * @throws UnavailableError('storage') when it could not be made durable, and then the record is still there.
   */
  remove(userId: UserId, mayGo: (record: UserRecord) => boolean): Promise<boolean>;

  /** Called after each durable change or deletion with the user's id; the returned function ends it. */
  onChange(listener: (userId: UserId) => void): () => void;

  /**
   * What was found damaged, edited or foreign at the opening and set aside, by file name, and what was before of users who have not
   * begun anew since; nothing of it was overwritten.
   */
  readonly setAside: readonly string[];

  /** Waits for writes under way and releases the lock. */
  close(): Promise<void>;
}

/** A store whose folder another process may take over, on another host, while this one stands still. */
export interface OwnedStore extends Store {
  /** True when this process has the store for certain. Each durable change asks by itself; whatever else must happen once only asks too. */
  mayLeave(): Promise<boolean>;
  /** Files, the store's marker among them, still of an earlier format or under an earlier master key, because the disk refused them at the opening: the next one tries again. */
  readonly outdated: number;
  /** Settles when another process has it. From then on nothing is stored any more, and what is read here is of no worth. */
  readonly lost: Promise<Error>;
}

/** The change of a record that has no result. */
export const changed = (record: UserRecord): Change<undefined> => ({ record, result: undefined });

/** True when this user's record was found damaged, edited or foreign: the one at hand, if any, is new. File names begin with the user's id. */
export const wasSetAside = ({ setAside }: Pick<Store, 'setAside'>, userId: UserId): boolean => setAside.some((name) => name.startsWith(`${userId}.json.`));
