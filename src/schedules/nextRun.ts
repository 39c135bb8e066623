// Which periods of a schedule are due when: all calendar work of the summaries; pure.
import type { Schedule } from '../model/schedule.js';
import { addDays, instantOf, localDate, weekdayOf, type LocalDate } from './localTime.js';

/** One summary that is or will be owed. */
export interface Period {
  /** Its local date, by which it is claimed. */
  readonly date: LocalDate;
  /** ms since 1970 */
  readonly dueAt: number;
}

/** Days looked at in either direction: a week, and a day on each side for zones that skip one. */
const daysLooked = 9;

type When = Pick<Schedule, 'every' | 'weekday' | 'time'>;

const isDay = ({ every, weekday }: When, date: LocalDate): boolean => every === 'day' || weekdayOf(date) === (weekday ?? 'mon');

/** The latest period due at or before `now`; undefined only for a schedule without days. */
export function latestPeriod(schedule: When, timeZone: string, now: number): Period | undefined {
  const today = localDate(now, timeZone);
  for (let back = 0; back <= daysLooked; back += 1) {
    const date = addDays(today, -back);
    const dueAt = isDay(schedule, date) ? instantOf(date, schedule.time, timeZone) : Infinity;
    if (dueAt <= now) return { date, dueAt };
  }
  return undefined;
}

/** The first period due after `now` whose date is not claimed; both in the zone. */
export function nextPeriod(schedule: When & Pick<Schedule, 'claimed'>, timeZone: string, now: number): Period | undefined {
  const today = localDate(now, timeZone);
  for (let ahead = 0; ahead <= daysLooked; ahead += 1) {
    const date = addDays(today, ahead);
    if (!isDay(schedule, date) || isClaimed(schedule, date)) continue;
    const dueAt = instantOf(date, schedule.time, timeZone);
    if (dueAt > now) return { date, dueAt };
  }
  return undefined;
}

/** The one period owed now: the latest due, unless it fell due before the schedule was set or is claimed. Earlier ones that were missed are owed no more. */
export function owedPeriod(schedule: Schedule, timeZone: string, now: number): Period | undefined {
  const latest = latestPeriod(schedule, timeZone, now);
  if (latest === undefined || latest.dueAt <= schedule.since || isClaimed(schedule, latest.date)) return undefined;
  return latest;
}

/** Dates only go up, so an earlier one counts as claimed: a clock set back or a move to another zone sends nothing twice. */
const isClaimed = ({ claimed }: Pick<Schedule, 'claimed'>, date: LocalDate): boolean => claimed !== undefined && date <= claimed;
