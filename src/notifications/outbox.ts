// Writes what a user is to be told into the user's record; delivery reads it from there.
import { outboxRowsLimit, rememberDelivered, type OutboxRow } from '../model/outboxRow.js';
import type { UserRecord } from '../model/user.js';
import { rowsToFold } from './fold.js';
import { kindNamed, type DataOf, type KindName } from './kinds/index.js';
import { withLost } from './lost.js';

/** A row to be written: the data must be what its kind tells, or it does not compile. */
export type NewRow<K extends KindName = KindName> = {
  readonly [Name in K]: {
    readonly kind: Name;
    /** Derived from the event, so that a replay adds nothing. */
    readonly id: string;
    readonly data: DataOf<Name>;
    /** ms since 1970 */
    readonly eventAt: number;
    readonly messageKey?: string;
    readonly fresh?: boolean;
  }
}[K];

/**
 * The record with this row at the end of its outbox; the same record when the row is already there or delivered.
 * At outboxRowsLimit an older row is folded or a droppable one dropped. What cannot be folded or dropped stays, so the true
 * bound for money is what the exchange can report while nobody can be reached. `now` is ms since 1970.
 */
export function enqueue(record: UserRecord, row: NewRow, now: number): UserRecord {
  if (record.delivered.includes(row.id) || record.outbox.some((one) => one.id === row.id)) return record;
  const roomy = makeRoom(record);
  const { data, ...rest } = row;
  return { ...roomy, outbox: [...roomy.outbox, { ...rest, data: { ...data }, createdAt: now, attempts: 0 }] };
}

function makeRoom(record: UserRecord): UserRecord {
  if (record.outbox.length < outboxRowsLimit) return record;
  for (const [index, row] of record.outbox.entries()) {
    const group = rowsToFold(record.outbox, index);
    const last = group.at(-1);
    if (group.length > 1 && last !== undefined) return folded(record, group, last);
    if (kindNamed(row.kind)?.droppable === true && row.claimed !== true) return withLost(without(record, [row]), [row]);
  }
  return record;
}

/** The last row stands for the group, in its own place; it sounds if the first would have, and may have arrived if one of them may. */
function folded(record: UserRecord, group: readonly OutboxRow[], last: OutboxRow): UserRecord {
  const rest = without(record, group.slice(0, -1));
  const marks = { ...(group[0]?.fresh === true ? { fresh: true } : {}), ...(group.some((row) => row.claimed === true) ? { claimed: true } : {}) };
  return { ...rest, outbox: rest.outbox.map((row) => (row === last ? { ...row, ...marks } : row)) };
}

function without(record: UserRecord, rows: readonly OutboxRow[]): UserRecord {
  const gone = new Set(rows);
  return { ...record, outbox: record.outbox.filter((row) => !gone.has(row)), delivered: rememberDelivered(record.delivered, rows.map((row) => row.id)) };
}
