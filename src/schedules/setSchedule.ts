// Sets and clears a user's schedule; pure.
import { UserError } from '../model/errors.js';
import { weekdays, type Schedule } from '../model/schedule.js';
import type { UserRecord } from '../model/user.js';
import type { Change } from '../storage/store.js';
import { summaryRowId } from './dailySummary.js';
import { knownZone, localDate } from './localTime.js';

export type WantedSchedule = Pick<Schedule, 'every' | 'weekday' | 'time'>;

const timeShape = /^([01]\d|2[0-3]):[0-5]\d$/;

/** @throws UserError('schedule.badTime' | 'schedule.badDay') */
export function checkSchedule({ every, weekday, time }: WantedSchedule): void {
  if (!timeShape.test(time)) throw new UserError('schedule.badTime', { time });
  if (every === 'week' && (weekday === undefined || !weekdays.includes(weekday))) throw new UserError('schedule.badDay', { day: weekday ?? '' });
}

/** Times already past are not owed, and a date whose summary was already sent stays claimed, even over a cleared schedule. */
export function setSchedule(record: UserRecord, { every, weekday, time }: WantedSchedule, now: number): Change<Schedule> {
  const claimed = record.schedule?.claimed ?? claimedToday(record, now);
  const schedule: Schedule = {
    every, time, since: now,
    ...(every === 'week' && weekday !== undefined ? { weekday } : {}),
    ...(claimed === undefined ? {} : { claimed }),
  };
  return { record: { ...record, schedule }, result: schedule };
}

/** False when there was none. */
export function clearSchedule(record: UserRecord): Change<boolean> {
  if (record.schedule === undefined) return { record, result: false };
  const rest: { -readonly [Field in keyof UserRecord]: UserRecord[Field] } = { ...record };
  delete rest.schedule;
  return { record: rest, result: true };
}

function claimedToday(record: UserRecord, now: number): string | undefined {
  const today = localDate(now, knownZone(record.settings.timeZone));
  const id = summaryRowId(today);
  return record.delivered.includes(id) || record.outbox.some((row) => row.id === id) ? today : undefined;
}
