// How numbers, money and times are shown: group space, dot, the user's zone. A group space never breaks a line.
import { decimalPlaces, fixed, isNegative, absolute, type Decimal, type Rounding } from '../model/money.js';

/** U+00A0: a number is never torn over two lines. */
const groupSpace = '\u00a0';

function grouped(digits: string): string {
  const [whole = '0', fraction] = digits.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, groupSpace);
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** "1 250.50": exactly `places` decimals when given, else as many as the value has. */
export function showNumber(value: Decimal, places?: number, rounding: Rounding = 'nearest'): string {
  const digits = grouped(fixed(absolute(value), places ?? decimalPlaces(value), rounding));
  return isNegative(value) && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** "0.01 BTC": all the decimals the value has, so that no digit is hidden. */
export function showAmount(value: Decimal, currency: string): string {
  return `${showNumber(value)}${groupSpace}${currency.toUpperCase()}`;
}

/** "R8 300.00"; whole cents unless the price needs more. */
export function showRand(value: Decimal, places = 2): string {
  const digits = showNumber(absolute(value), places);
  return isNegative(value) && /[1-9]/.test(digits) ? `-R${digits}` : `R${digits}`;
}

/** Rand as "R8 300.00", anything else as "0.01 BTC". */
export function showMoney(value: Decimal, currency: string, places?: number): string {
  if (currency.toLowerCase() === 'zar') return showRand(value, places ?? Math.max(2, decimalPlaces(value)));
  return places === undefined ? showAmount(value, currency) : `${showNumber(value, places)}${groupSpace}${currency.toUpperCase()}`;
}

/** "12:01" today, else "21 Nov 12:01", in the zone. `at` and `now` are ms since 1970. */
export function showTime(at: number, now: number, timeZone: string): string {
  const day = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(ms);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  if (day(at) === day(now)) return time;
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' }).format(at);
  return `${date} ${time}`;
}

/** "21 Nov 2026", in the zone. `at` is ms since 1970. */
export function showDay(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(at);
}

/** "45 s", "12 min", "3 h", "2 days"; never negative. */
export function showDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}
