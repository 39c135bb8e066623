// Late messages come many at once, after an outage of either side: they sound once, with the last of them; pure.
import type { OutboxRow } from '../../model/outboxRow.js';
import type { UserRecord } from '../../model/user.js';
import { mannerOf } from './preferences.js';
import { kindNamed } from '../kinds/index.js';

/** An event older than this is told with how late it is, ms. */
export const lateAfterMs = 60_000;

/** ms between the event and `now`, ms since 1970; undefined while that is too little to be worth saying. */
export function lateMsOf({ eventAt }: OutboxRow, now: number): number | undefined {
  const late = now - eventAt;
  return late > lateAfterMs ? late : undefined;
}

const isLate = (row: OutboxRow, now: number): boolean => lateMsOf(row, now) !== undefined;

/** True when the row will begin a message with a sound of its own: no card, no edit, nothing the user wants silent. */
function willSound(record: UserRecord, row: OutboxRow, now: number): boolean {
  const kind = kindNamed(row.kind);
  if (kind === undefined || 'address' in kind) return false;
  const stands = row.messageKey !== undefined && row.fresh !== true && Object.hasOwn(record.messages, row.messageKey);
  return !stands && mannerOf(kind, record.settings, now) === 'loud';
}

/** True for a late row with another late one behind it that will sound. What breaks through quiet hours breaks through here. `now` is ms since 1970. */
export function isHushed(record: UserRecord, row: OutboxRow, now: number): boolean {
  if (!isLate(row, now) || kindNamed(row.kind)?.breaksThrough === true) return false;
  const place = record.outbox.findIndex((one) => one.id === row.id);
  return record.outbox.slice(place + 1).some((one) => isLate(one, now) && (one.messageKey === undefined || one.messageKey !== row.messageKey) && willSound(record, one, now));
}
