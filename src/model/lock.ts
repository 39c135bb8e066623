// The one way an account comes to be locked, and the one way it is opened, whoever asks for it.
import type { UserRecord } from './user.js';

/** Update ids grow, but begin anew at any number after a week without updates: in a lock younger than this they tell what came first, ms. */
const idsLastMs = 2 * 3_600_000;

/**
 * The record, locked. One that is locked already keeps the time it has been; the newest update that asked for it is noted.
 * What else a lock brings with it belongs here. `now` is ms since 1970.
 */
export function withLock(record: UserRecord, now: number, updateId: number): UserRecord {
  const { lock } = record;
  if (lock === undefined) return { ...record, lock: { since: now, askedBy: updateId } };
  return lock.askedBy !== undefined && lock.askedBy >= updateId ? record : { ...record, lock: { ...lock, askedBy: updateId } };
}

/**
 * The record, open; undefined where an update sent after this one asked for the lock: a lock is not kept waiting in the
 * person's line, so what waited there may be carried out after it.
 */
export function withoutLock(record: UserRecord, now: number, updateId: number): UserRecord | undefined {
  const { lock, ...rest } = record;
  if (lock === undefined) return record;
  const isOvertaken = lock.askedBy !== undefined && updateId < lock.askedBy && now - lock.since < idsLastMs;
  return isOvertaken ? undefined : rest;
}
