// Updates taken from Telegram and not yet handled, kept in the user's own record so that a crash loses none and repeats none.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import { withLock } from '../../model/lock.js';
import { handledUpdatesLimit, inboxRowsLimit, newUser, type InboxRow, type UserRecord } from '../../model/user.js';
import { changed, type Store } from '../../storage/store.js';
import { errorName } from '../errorName.js';
import { toUpdate, type Incoming } from '../incoming.js';

/** A row that was begun this often and never ended is dropped: something in it ends the program (RELIABILITY.md, row 40). */
export const triesLimit = 3;

export interface Inbox {
  /** True when the update was taken before: waiting or handled. */
  knows(incoming: Incoming): boolean;
  /** Creates the user's record on first contact in private, in the language of their Telegram. False, and logged, when it could not be stored. */
  welcome(incoming: Incoming): Promise<boolean>;
  /** Keeps the updates in one durable write. All are of one user. False, and logged, when they could not be stored. */
  keep(userId: UserId, updates: readonly Incoming[]): Promise<boolean>;
  isKnown(userId: UserId): boolean;
  /** True when the account is locked, durably. */
  isLocked(userId: UserId): boolean;
  /**
   * Locks the account of the update's user, in one durable write in which the update is kept, where it is to be answered, or
   * marked handled. False, and logged, when it could not be stored.
   */
  lock(incoming: Incoming, isAnswered: boolean): Promise<boolean>;
  /** Marks an update handled and takes its row away. */
  finish(userId: UserId, updateId: number): Promise<void>;
  /** Counts another try of a row left over. False when it had its tries: the row is gone. */
  retry(userId: UserId, row: InboxRow): Promise<boolean>;
}

export function createInbox(store: Store, clock: Clock, log: Log): Inbox {
  async function change(userId: UserId, event: string, next: (record: UserRecord) => UserRecord): Promise<boolean> {
    try {
      await store.update(userId, (record) => changed(next(record)));
      return true;
    } catch (error) {
      log.warn(event, { error: errorName(error) });
      return false;
    }
  }

  async function finish(userId: UserId, updateId: number): Promise<void> {
    if (store.read(userId) !== undefined) await change(userId, 'handled update not stored', (record) => withHandled(record, updateId));
  }

  const rowOf = (incoming: Incoming): InboxRow => ({ updateId: incoming.updateId, update: toUpdate(incoming), receivedAt: clock.now(), tries: 1 });

  return {
    knows({ userId, updateId }) {
      const record = store.read(userId);
      return record !== undefined && (record.handled.includes(updateId) || record.inbox.some((row) => row.updateId === updateId));
    },

    async welcome({ userId, chatId, firstName, language, inPrivate }) {
      if (!inPrivate || store.read(userId) !== undefined) return true;
      try {
        await store.create(newUser(userId, chatId, firstName, clock.now(), language));
        return true;
      } catch (error) {
        log.warn('user not stored', { error: errorName(error) });
        return false;
      }
    },

    async keep(userId, updates) {
      if (updates.length === 0 || store.read(userId) === undefined) return true;
      const rows = updates.map(rowOf);
      return change(userId, 'update not stored', (record) => ({ ...record, inbox: [...record.inbox, ...rows].slice(-inboxRowsLimit) }));
    },

    isKnown: (userId) => store.read(userId) !== undefined,
    isLocked: (userId) => store.read(userId)?.lock !== undefined,
    lock(incoming, isAnswered) {
      const { userId, updateId } = incoming;
      return change(userId, 'lock not stored', (record) => {
        const locked = withLock(record, clock.now(), updateId);
        // A full inbox keeps what waits: the answer to the lock then waits in memory alone.
        const isKept = isAnswered && record.inbox.length < inboxRowsLimit;
        return isKept ? { ...locked, inbox: [...locked.inbox, rowOf(incoming)] } : withHandled(locked, updateId);
      });
    },

    finish,

    async retry(userId, row) {
      if (row.tries >= triesLimit) {
        await finish(userId, row.updateId);
        return false;
      }
      const counted = { ...row, tries: row.tries + 1 };
      await change(userId, 'try not stored', (record) => ({ ...record, inbox: record.inbox.map((one) => (one.updateId === row.updateId ? counted : one)) }));
      return true;
    },
  };
}

function withHandled(record: UserRecord, updateId: number): UserRecord {
  const handled = record.handled.includes(updateId) ? record.handled : [...record.handled, updateId].slice(-handledUpdatesLimit);
  return { ...record, inbox: record.inbox.filter((row) => row.updateId !== updateId), handled };
}
