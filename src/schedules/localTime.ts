// Local calendar dates and times of a time zone, by Intl alone; pure.
import { weekdays, type Weekday } from '../model/schedule.js';
import { defaultTimeZone } from '../model/user.js';
import { wallFormat, wallMs } from '../model/wallClock.js';

/** A local calendar date, "YYYY-MM-DD"; as text it sorts like time. */
export type LocalDate = string;

const dayMs = 86_400_000;
/** Zones whose last date is kept. */
const zonesLimit = 100;
const lastDates = new Map<string, { readonly at: number; readonly date: LocalDate }>();
/** Instants kept: most people choose the same few times. */
const instantsLimit = 2000;
const instants = new Map<string, number>();

/** Keeps an answer, forgetting all others when there are too many: asking Intl is slow and these do not change. */
function remember<Key, Value>(kept: Map<Key, Value>, key: Key, value: Value, limit: number): Value {
  if (kept.size >= limit) kept.clear();
  kept.set(key, value);
  return value;
}

/** The zone itself when Intl knows it, else the default one: a bad name must not end everybody's summaries. */
export function knownZone(timeZone: string): string {
  try {
    wallFormat(timeZone);
    return timeZone;
  } catch {
    return defaultTimeZone;
  }
}

/** How far the zone's clocks are ahead of UTC at an instant, ms. */
const offsetMs = (at: number, timeZone: string): number => wallMs(at, timeZone) - Math.floor(at / 1000) * 1000;

const asDate = (utcMs: number): LocalDate => new Date(utcMs).toISOString().slice(0, 10);

/** The local date at an instant, ms since 1970. All users of a zone ask for the same instant in a row, so the last answer is kept. */
export function localDate(at: number, timeZone: string): LocalDate {
  const last = lastDates.get(timeZone);
  if (last?.at === at) return last.date;
  const date = asDate(wallMs(at, timeZone));
  return remember(lastDates, timeZone, { at, date }, zonesLimit).date;
}

/** The calendar date so many days later (or earlier, when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => asDate(Date.parse(`${date}T00:00:00Z`) + days * dayMs);

/** The day of the week of a date. */
export function weekdayOf(date: LocalDate): Weekday {
  const fromMonday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  return weekdays[fromMonday] ?? 'mon';
}

/**
 * The first instant, ms since 1970, at which the zone's clocks show this date and time ("HH:MM") or later. A time that comes
 * twice (clocks set back) is taken the first time; one that is left out (clocks set forward) is the moment after the gap.
 */
export function instantOf(date: LocalDate, time: string, timeZone: string): number {
  const key = `${date} ${time} ${timeZone}`;
  return instants.get(key) ?? remember(instants, key, findInstant(date, time, timeZone), instantsLimit);
}

function findInstant(date: LocalDate, time: string, timeZone: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`);
  // No zone changes twice within two days, so one of the offsets on either side is the right one.
  const before = offsetMs(wall - dayMs, timeZone);
  const after = offsetMs(wall + dayMs, timeZone);
  if (before === after) return wall - before;
  const candidates = [wall - before, wall - after].filter((at) => wallMs(at, timeZone) === wall);
  return candidates.length > 0 ? Math.min(...candidates) : endOfGap(wall - after, wall - before, before, timeZone);
}

/** The first millisecond in (from, to] at which the old offset is over. */
function endOfGap(from: number, to: number, oldOffsetMs: number, timeZone: string): number {
  let low = Math.min(from, to);
  let high = Math.max(from, to);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, timeZone) === oldOffsetMs) low = middle;
    else high = middle;
  }
  return high;
}
