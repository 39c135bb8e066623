// The life of one user's incident as pure changes of the record: begun with a row, ended with a row on the same message.
import type { OutboxRow } from '../../model/outboxRow.js';
import type { Incident, UserRecord } from '../../model/user.js';
import { kindNamed } from '../kinds/index.js';
import { outageKey, type Delayed, type Outage } from '../kinds/outage.js';
import { enqueue } from '../outbox.js';

/** The record with this incident open and the row that tells it; the same record when one is open already. `now` is ms since 1970. */
export function beginIncident(record: UserRecord, { what, since }: Incident, now: number): UserRecord {
  if (record.incident !== undefined) return record;
  const incident: Incident = { what, since };
  return owe({ ...record, incident }, incident, 'open', now);
}

/** The record with the incident over and the row that says so, also when it was never told before. */
export function endIncident(record: UserRecord, { what, since }: Incident, end: NonNullable<Outage['end']>, now: number): UserRecord {
  const { incident: open, ...rest } = record;
  const isOther = open !== undefined && (open.what !== what || open.since !== since);
  return owe(isOther ? record : rest, { what, since, end }, 'over', now);
}

function owe(record: UserRecord, data: Outage, step: 'open' | 'over', now: number): UserRecord {
  const messageKey = outageKey(data);
  return enqueue(record, { kind: 'outage', id: `${messageKey}:${step}`, data, eventAt: now, messageKey }, now);
}

/** True for a row that tells something that happened. */
export const isNews = (row: OutboxRow): boolean => kindNamed(row.kind)?.countsAs !== 'nothing';

/** What a person would count as one message: the kind, and the message it goes to, as rows of one key are one thing to the user. */
export const newsName = (row: OutboxRow): string => `${row.kind} ${row.messageKey ?? row.id}`;

/** Counts names made by newsName. A deposit is counted when it is credited; its first sight only among the others. */
export function countDelayed(names: Iterable<string>): Delayed {
  const delayed = { fills: 0, deposits: 0, others: 0 };
  for (const name of names) {
    const what = kindNamed(name.split(' ', 1)[0] ?? '')?.countsAs ?? 'others';
    if (what !== 'nothing') delayed[what] += 1;
  }
  return delayed;
}
