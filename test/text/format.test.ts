import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../src/model/money.js';
import { showAmount, showDuration, showMoney, showNumber, showRand, showTime } from '../../src/text/format.js';

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
  const noon = Date.UTC(2026, 10, 22, 10, 5);
  it.each([[noon, 'Africa/Johannesburg', '12:05'], [noon, 'Europe/London', '10:05'], [noon - 86_400_000, 'Africa/Johannesburg', '21 Nov 12:05']])('%i in %s is %s', (at, zone, expected) => {
    expect(showTime(at, noon, zone)).toBe(expected);
  });

  it.each([[-5, '0 s'], [45_000, '45 s'], [720_000, '12 min'], [3 * 3_600_000, '3 h'], [50 * 3_600_000, '2 days']])('%i ms is %s', (ms, expected) => {
    expect(showDuration(ms)).toBe(expected);
  });
});
