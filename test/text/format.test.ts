import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../src/model/money.js';
import { showAmount, showDate, showDuration, showMoney, showNumber, showRand, showTime } from '../../src/text/format.js';
import { languages, speak } from '../../src/text/index.js';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it.each([[showRand(decimal('8300')), 'R8 300.00'], [showRand(decimal('-12.345')), '-R12.35'], [showRand(decimal('-0.001')), 'R0.00'], [showAmount(decimal('0.00000001'), 'btc'), '0.00000001 BTC'], [showAmount(decimal('1234567.5'), 'xrp'), '1 234 567.5 XRP'], [showNumber(decimal('1250.5'), 2), '1 250.50'], [showMoney(decimal('12.345'), 'zar'), 'R12.345'], [showMoney(decimal('0.5'), 'eth', 4), '0.5000 ETH']])('are shown as %s', (shown, expected) => {
    expect(spaced(shown)).toBe(expected);
  });

  it('never break over a line', () => {
    expect(showAmount(decimal('1234.5'), 'btc')).not.toContain(' ');
  });
});

describe('times', () => {
  const say = speak('en');
  const noon = Date.UTC(2026, 10, 22, 10, 5);
  it.each([[noon, 'Africa/Johannesburg', '12:05'], [noon, 'Europe/London', '10:05'], [noon - 86_400_000, 'Africa/Johannesburg', '21 Nov 12:05']])('%i in %s is %s', (at, zone, expected) => {
    expect(showTime(say, at, noon, zone)).toBe(expected);
  });

  it.each([[-5, '0 s'], [45_000, '45 s'], [720_000, '12 min'], [3 * 3_600_000, '3 h'], [50 * 3_600_000, '2 days']])('%i ms is %s', (ms, expected) => {
    // The unit stays on the line of its figure.
    expect(showDuration(say, ms)).toBe(expected.replace(' ', '\u00a0'));
  });

  it.each([
    ['en', '21 Oct 12:05', 'Wednesday 21 Oct 2026', '2 days'],
    ['af', '21 Okt. 12:05', 'Woensdag 21 Okt. 2026', '2 dae'],
    ['zu', '21 Okt 12:05', 'uLwesithathu 21 Okt 2026', 'izinsuku ezingu-2'],
  ])('are in the words of %s', (language, time, date, duration) => {
    const at = Date.UTC(2026, 9, 21, 10, 5);
    const own = speak(language);
    expect([showTime(own, at, noon, 'Africa/Johannesburg'), showDate(own, at, 'Africa/Johannesburg'), showDuration(own, 50 * 3_600_000).replace('\u00a0', ' ')]).toEqual([time, date, duration]);
  });

  it.each(Object.keys(languages))('name the twelve months and seven days of %s all differently', (language) => {
    const shown = (days: readonly number[], month: number): readonly string[] => days.map((day) => showDate(speak(language), Date.UTC(2026, month, day, 12), 'UTC'));
    const months = Array.from({ length: 12 }, (_, month) => showTime(speak(language), Date.UTC(2026, month, 3, 12), 0, 'UTC'));
    const weekdays = shown([1, 2, 3, 4, 5, 6, 7], 5).map((date) => date.split(' ')[0]);
    expect([new Set(months).size, new Set(weekdays).size]).toEqual([12, 7]);
  });

  it('fall on the local day at either side of midnight', () => {
    const midnight = Date.UTC(2026, 11, 31, 22, 0);
    expect([showTime(say, midnight - 60_000, midnight, 'Africa/Johannesburg'), showTime(say, midnight, midnight, 'Africa/Johannesburg')]).toEqual(['31 Dec 23:59', '00:00']);
  });
});

describe('a number', () => {
  it.each(Object.keys(languages))('reads the same in %s as in any other language, and can be typed as it is shown', (language) => {
    const text = speak(language)('line.price', { value: showRand(decimal('1250.5')) }).text;
    expect(spaced(text)).toContain('R1 250.50');
  });
});
