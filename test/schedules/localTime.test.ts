import { describe, expect, test } from '@jest/globals';
import { addDays, instantOf, knownZone, localDate, weekdayOf } from '../../src/schedules/localTime.js';

const iso = (at: number): string => new Date(at).toISOString();

describe('a local time as an instant', () => {
  test.each([
    ['Johannesburg, no changes', '2025-11-21', '08:00', 'Africa/Johannesburg', '2025-11-21T06:00:00.000Z'],
    ['Berlin in winter', '2025-11-21', '08:00', 'Europe/Berlin', '2025-11-21T07:00:00.000Z'],
    ['Berlin, the spring gap', '2025-03-30', '02:30', 'Europe/Berlin', '2025-03-30T01:00:00.000Z'],
    ['Berlin, the last minute before the gap', '2025-03-30', '01:59', 'Europe/Berlin', '2025-03-30T00:59:00.000Z'],
    ['Berlin, the gap begins', '2025-03-30', '02:00', 'Europe/Berlin', '2025-03-30T01:00:00.000Z'],
    ['Berlin, the gap is over', '2025-03-30', '03:00', 'Europe/Berlin', '2025-03-30T01:00:00.000Z'],
    ['Berlin, the autumn repeat, first time', '2025-10-26', '02:30', 'Europe/Berlin', '2025-10-26T00:30:00.000Z'],
    ['Berlin, after the repeat', '2025-10-26', '03:00', 'Europe/Berlin', '2025-10-26T02:00:00.000Z'],
    ['New York, the spring gap', '2025-03-09', '02:15', 'America/New_York', '2025-03-09T07:00:00.000Z'],
    ['New York, the autumn repeat', '2025-11-02', '01:30', 'America/New_York', '2025-11-02T05:30:00.000Z'],
    ['Lord Howe, a gap of half an hour', '2025-10-05', '02:15', 'Australia/Lord_Howe', '2025-10-04T15:30:00.000Z'],
    ['Lord Howe, a repeat of half an hour', '2025-04-06', '01:45', 'Australia/Lord_Howe', '2025-04-05T14:45:00.000Z'],
    ['Apia, the day it left out', '2011-12-30', '08:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
    ['Apia, the day after', '2011-12-31', '08:00', 'Pacific/Apia', '2011-12-30T18:00:00.000Z'],
    ['Havana, midnight comes twice', '2025-11-02', '00:30', 'America/Havana', '2025-11-02T04:30:00.000Z'],
    ['Cairo, midnight does not come', '2025-04-25', '00:00', 'Africa/Cairo', '2025-04-24T22:00:00.000Z'],
    ['Kathmandu, a quarter of an hour', '2025-06-01', '00:00', 'Asia/Kathmandu', '2025-05-31T18:15:00.000Z'],
  ])('%s', (_case, date, time, zone, expected) => {
    expect(iso(instantOf(date, time, zone))).toBe(expected);
  });

  test('is the first instant at which the clocks show it or later, through two years of changes', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
      for (let day = 0; day < 730; day += 1) {
        const date = addDays('2025-01-01', day);
        const at = instantOf(date, '02:30', zone);
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
        expect(shown.format(at) >= `${date} 02:30`).toBe(true);
        expect(shown.format(at - 1) < `${date} 02:30`).toBe(true);
      }
    }
  });
});

describe('dates', () => {
  test.each([
    [Date.UTC(2025, 10, 20, 22, 0), 'Africa/Johannesburg', '2025-11-21'], [Date.UTC(2025, 10, 20, 21, 59), 'Africa/Johannesburg', '2025-11-20'],
    [Date.UTC(2025, 10, 21, 4, 59), 'America/New_York', '2025-11-20'], [-1, 'UTC', '1969-12-31'],
  ])('at %i in %s it is %s', (at, zone, date) => expect(localDate(at, zone)).toBe(date));

  test.each([['2024-02-28', 1, '2024-02-29'], ['2025-12-31', 1, '2026-01-01'], ['2025-03-01', -1, '2025-02-28']])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  test.each([['2025-11-21', 'fri'], ['2025-11-23', 'sun'], ['2025-11-24', 'mon']])('%s is a %s', (date, weekday) => expect(weekdayOf(date)).toBe(weekday));

  test.each([['Europe/Berlin', 'Europe/Berlin'], ['Mars/Olympus', 'Africa/Johannesburg'], ['', 'Africa/Johannesburg']])('zone "%s" is read as %s', (zone, known) => {
    expect(knownZone(zone)).toBe(known);
  });
});
