// Which instants the words of /export mean, in the user's zone.
import { describe, expect, it } from '@jest/globals';
import { periodOf, periodsNow, readPeriod } from '../../../commands/account/exportPeriod.js';

const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString().replace('.000Z', 'Z') : String(ms));

function period(words: string, zone = 'Africa/Johannesburg'): readonly string[] {
  const read = readPeriod(words.split(' '));
  if (read.kind === 'wrong') return [read.key];
  const { from, slug, until } = periodOf(read, zone);
  return [iso(from), iso(until), slug];
}

describe('the words', () => {
  it.each([
    ['2026', ['2025-02-28T22:00:00Z', '2026-02-28T22:00:00Z', 'tax-year-2026']],
    ['2024', ['2023-02-28T22:00:00Z', '2024-02-29T22:00:00Z', 'tax-year-2024']],
    ['2025', ['2024-02-29T22:00:00Z', '2025-02-28T22:00:00Z', 'tax-year-2025']],
    ['2026-03', ['2026-02-28T22:00:00Z', '2026-03-31T22:00:00Z', '2026-03']],
    ['2024-02', ['2024-01-31T22:00:00Z', '2024-02-29T22:00:00Z', '2024-02']],
    ['2026-12', ['2026-11-30T22:00:00Z', '2026-12-31T22:00:00Z', '2026-12']],
    ['2026-03-01 2026-08-31', ['2026-02-28T22:00:00Z', '2026-08-31T22:00:00Z', '2026-03-01-to-2026-08-31']],
    ['2026-03-01 to 2026-03-31', ['2026-02-28T22:00:00Z', '2026-03-31T22:00:00Z', '2026-03']],
    ['2026-03-07 2026-03-07', ['2026-03-06T22:00:00Z', '2026-03-07T22:00:00Z', '2026-03-07-to-2026-03-07']],
    ['ever', ['1970-01-01T00:00:00Z', 'Infinity', 'all']],
    ['ALL', ['1970-01-01T00:00:00Z', 'Infinity', 'all']],
  ])('"%s" mean %p', (words, meant) => expect(period(words)).toEqual(meant));

  it('mean the days of the user’s zone, also where clocks are set', () => {
    expect(period('2026-03', 'Europe/London')).toEqual(['2026-03-01T00:00:00Z', '2026-03-31T23:00:00Z', '2026-03']);
  });

  it.each(['Europe/London', 'America/New_York', 'Pacific/Auckland'])('mean the South African tax year in %s too', (zone) => expect(period('2026', zone)).toEqual(period('2026')));

  it.each([
    ['2026-03-07', 'export.oneDay'], ['2026-08-31 2026-03-01', 'export.backwards'], ['2026-02-30 2026-03-01', 'export.badWords'], ['2025-02-29 2025-03-01', 'export.badWords'], ['2026-13', 'export.badWords'],
    ['1999', 'export.badWords'], ['26', 'export.badWords'], ['march', 'export.badWords'], ['2026 2027', 'export.badWords'], ['2026-03-01 2026-03-02 2026-03-03', 'export.badWords'],
  ])('"%s" are answered with %s', (words, key) => expect(period(words)).toEqual([key]));
});

describe('now', () => {
  it.each([
    ['2026-02-28T21:59:59Z', { taxYear: 2026, month: '2026-02', lastMonth: '2026-01' }],
    ['2026-02-28T22:00:00Z', { taxYear: 2027, month: '2026-03', lastMonth: '2026-02' }],
    ['2026-01-15T12:00:00Z', { taxYear: 2026, month: '2026-01', lastMonth: '2025-12' }],
    ['2024-02-29T12:00:00Z', { taxYear: 2024, month: '2024-02', lastMonth: '2024-01' }],
  ])('at %s is %p', (at, found) => expect(periodsNow(Date.parse(at), 'Africa/Johannesburg')).toEqual(found));

  it.each([
    ['2026-02-28T22:00:00Z', 'America/New_York', { taxYear: 2027, month: '2026-02', lastMonth: '2026-01' }],
    ['2026-02-28T21:59:59Z', 'Pacific/Auckland', { taxYear: 2026, month: '2026-03', lastMonth: '2026-02' }],
  ])('at %s in %s is the tax year of South Africa and the month of the user: %p', (at, zone, found) => expect(periodsNow(Date.parse(at), zone)).toEqual(found));
});
