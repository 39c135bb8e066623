import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimal, decimalPlaces, type Sats } from '../../src/model/money.js';
import { showAmount, showChange, showDate, showDuration, showMoney, showNumber, showRand, showSats, showTime } from '../../src/text/format.js';
import { languages, speak } from '../../src/text/index.js';
import { readAmountText } from '../../src/words/amount.js';
import { numberTextLimit } from '../../src/words/digits.js';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

const english = speak('en');

describe('numbers', () => {
  it.each([[showRand(english, decimal('8300')), 'R8 300.00'], [showRand(english, decimal('-12.345')), '−R12.35'], [showRand(english, decimal('-0.001')), 'R0.00'], [showAmount(english, decimal('0.00000001'), 'btc'), '0.00000001 BTC'], [showAmount(english, decimal('1234567.5'), 'xrp'), '1 234 567.5 XRP'], [showNumber(english, decimal('1250.5'), 2), '1 250.50'], [showMoney(english, decimal('12.345'), 'zar'), 'R12.345'], [showMoney(english, decimal('0.5'), 'eth', 4), '0.5000 ETH']])('are shown as %s', (shown, expected) => {
    expect(spaced(shown)).toBe(expected);
  });

  it.each([
    ['en', 'R1 234 567.50', '0.00000001 BTC', '−1 250.5'],
    ['af', 'R1 234 567,50', '0,00000001 BTC', '−1 250,5'],
    ['zu', 'R1 234 567.50', '0.00000001 BTC', '−1 250.5'],
  ])('have the decimal mark of %s, and spaces between thousands', (language, rand, amount, number) => {
    const say = speak(language);
    expect([showRand(say, decimal('1234567.5')), showAmount(say, decimal('0.00000001'), 'btc'), showNumber(say, decimal('-1250.5'))].map(spaced)).toEqual([rand, amount, number]);
    expect(spaced(showSats(say, '2100000000000000' as Sats))).toBe('2 100 000 000 000 000');
  });

  const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 12 })).map(([digits, places]) => decimal(`${digits / 10n ** BigInt(places)}.${String(digits % 10n ** BigInt(places)).padStart(places, '0')}`.replace(/\.$/, '')));

  it.each(Object.keys(languages))('typed back as %s shows them are read as they are, or asked about with what they are among the readings', (language) => {
    const say = speak(language);
    fc.assert(fc.property(amounts, fc.boolean(), (amount, rand) => {
      const shown = rand ? showRand(say, amount, Math.max(2, decimalPlaces(amount))).slice(1) : showNumber(say, amount);
      if (shown.length > numberTextLimit) return;
      const read = readAmountText(shown, 'setting', rand ? 'rand' : 'coin');
      expect(read.kind === 'ask' ? read.readings.map(({ value }) => value) : read).toEqual(read.kind === 'ask' ? expect.arrayContaining([amount]) : expect.objectContaining({ kind: 'exact', amount: expect.objectContaining({ value: amount }) }));
    }));
  });

  it.each([['+1.25%', '+1,25%'], ['-0.5%', '−0,5%'], ['12345.678%', '12\u00a0345,68%'], ['+0.00%', '0%']])('of a change, "%s", read "%s" with a decimal comma', (words, shown) => {
    expect(showChange(speak('af'), words)).toBe(shown);
  });

  it.each(['', 'NaN', '1e5%', '+1,25%', '% 5', '1.25', '+-1%', '<b>1%'])('are not made of "%s"', (words) => {
    expect(showChange(speak('af'), words)).toBeUndefined();
  });

  it('never break over a line', () => {
    expect(showAmount(english, decimal('1234.5'), 'btc')).not.toContain(' ');
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
    const text = speak(language)('line.price', { value: showRand(english, decimal('1250.5')) }).text;
    expect(spaced(text)).toContain('R1 250.50');
  });
});
