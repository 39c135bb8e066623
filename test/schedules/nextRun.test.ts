import { describe, expect, test } from '@jest/globals';
import type { Schedule } from '../../src/model/schedule.js';
import { instantOf, localDate } from '../../src/schedules/localTime.js';
import { latestPeriod, nextPeriod, owedPeriod } from '../../src/schedules/nextRun.js';

const zones = ['Africa/Johannesburg', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
const day = 86_400_000;
/** So that ticks fall everywhere in the day. */
const oddStep = 187 * 60_000;
const daily = (time: string, over: Partial<Schedule> = {}): Schedule => ({ every: 'day', time, since: 0, ...over });

describe('a year of ticks', () => {
  const cases = zones.flatMap((zone) => ['00:00', '02:30', '23:59'].map((time) => [zone, time] as const));
  test.each(cases)('in %s at %s every local day is owed exactly once and never before its time', (zone, time) => {
    const start = Date.UTC(2024, 1, 1);
    let schedule = daily(time, { since: start });
    const claimed: string[] = [];
    for (let now = start; now < start + 366 * day; now += oddStep) {
      const owed = owedPeriod(schedule, zone, now);
      if (owed === undefined) continue;
      expect([owed.dueAt <= now, now - owed.dueAt < oddStep, localDate(owed.dueAt, zone)]).toEqual([true, true, owed.date]);
      claimed.push(owed.date);
      schedule = { ...schedule, claimed: owed.date };
    }
    expect(claimed).toEqual([...new Set(claimed)].toSorted());
    const days = Math.round((Date.parse(claimed.at(-1) ?? '') - Date.parse(claimed[0] ?? '')) / day) + 1;
    expect([claimed.length, claimed.length >= 365 && claimed.length <= 367]).toEqual([days, true]);
  });

  test('a weekly one is owed once a week on its day', () => {
    const start = Date.UTC(2025, 0, 1);
    let schedule: Schedule = { every: 'week', weekday: 'sun', time: '02:30', since: start };
    const claimed: string[] = [];
    for (let now = start; now < start + 364 * day; now += 3_600_000) {
      const owed = owedPeriod(schedule, 'Europe/Berlin', now);
      if (owed === undefined) continue;
      claimed.push(owed.date);
      schedule = { ...schedule, claimed: owed.date };
    }
    expect([claimed.length, claimed.includes('2025-03-30'), claimed.includes('2025-10-26'), claimed.every((date) => new Date(date).getUTCDay() === 0)]).toEqual([52, true, true, true]);
  });
});

describe('what is owed', () => {
  const zone = 'Africa/Johannesburg';
  const due = instantOf('2025-11-21', '08:00', zone);
  test.each([
    ['a millisecond before it is due', due - 1, {}, '2025-11-20'],
    ['at the moment it is due', due, {}, '2025-11-21'],
    ['the day is claimed', due + 1, { claimed: '2025-11-21' }, undefined],
    ['a later day is claimed, after the clock was set back', due, { claimed: '2025-11-25' }, undefined],
    ['it was set at that very moment', due, { since: due }, undefined],
    ['it was set a moment before', due, { since: due - 1 }, '2025-11-21'],
    ['it was set later that day', due + 1000, { since: due + 500 }, undefined],
    ['many days were missed: only the latest', due + 10 * day + 1, { claimed: '2025-11-20' }, '2025-12-01'],
  ] as const)('%s', (_case, now, over, date) => {
    expect(owedPeriod(daily('08:00', over), zone, now)?.date).toBe(date);
  });

  test('a move to a zone where it is still yesterday sends nothing twice', () => {
    const now = instantOf('2025-11-21', '10:00', 'Pacific/Apia');
    const schedule = daily('08:00', { claimed: '2025-11-21' });
    expect(owedPeriod(schedule, 'America/New_York', now)).toBeUndefined();
    expect(owedPeriod(schedule, 'America/New_York', instantOf('2025-11-21', '09:00', 'America/New_York'))).toBeUndefined();
    expect(owedPeriod(schedule, 'America/New_York', instantOf('2025-11-22', '09:00', 'America/New_York'))?.date).toBe('2025-11-22');
  });
});

describe('what comes next', () => {
  const zone = 'Europe/Berlin';
  const at = (date: string, time: string): number => instantOf(date, time, zone);
  test.each<[string, Schedule, number, string]>([
    ['later today', daily('08:00'), at('2025-11-21', '07:59'), '2025-11-21'],
    ['tomorrow, at the very moment', daily('08:00'), at('2025-11-21', '08:00'), '2025-11-22'],
    ['tomorrow, when today is claimed', daily('08:00', { claimed: '2025-11-21' }), at('2025-11-21', '07:00'), '2025-11-22'],
    ['next week', { every: 'week', weekday: 'fri', time: '08:00', since: 0 }, at('2025-11-21', '09:00'), '2025-11-28'],
    ['this week', { every: 'week', weekday: 'thu', time: '08:00', since: 0 }, at('2025-11-21', '09:00'), '2025-11-27'],
  ])('%s', (_case, schedule, now, date) => {
    const next = nextPeriod(schedule, zone, now);
    expect([next?.date, next?.dueAt]).toEqual([date, at(date, '08:00')]);
    expect(latestPeriod(schedule, zone, next?.dueAt ?? 0)).toEqual(next);
  });
});
