// How numbers, money and times are shown: group space, dot, the user's zone. A group space never breaks a line.
//
// Numbers read the same in every language. Afrikaans and isiZulu may write a decimal comma, but with money a comma has two
// readings (parseAmount.ts asks about it), and what is shown must be what can be typed. Months, weekdays and units of time
// are words, so they come from the language.
import { decimalPlaces, fixed, isNegative, absolute, type Decimal, type Rounding } from '../model/money.js';
import { weekdays } from '../model/schedule.js';
import type { Rich } from '../model/message.js';
import type { Say, TextKey } from './index.js';

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

/** "12:01" today, else "21 Nov 12:01", in the zone and the language of `say`. `at` and `now` are ms since 1970. */
export function showTime(say: Say, at: number, now: number, timeZone: string): string {
  const [then, today] = [localTime(at, timeZone), localTime(now, timeZone)];
  const time = `${then.hour}:${then.minute}`;
  if (then.year === today.year && then.month === today.month && then.day === today.day) return time;
  return `${say('date.day', { day: then.day, month: say(monthKey(then)) }).text} ${time}`;
}

/** "21 Nov 2026", in the zone and the language of `say`. `at` is ms since 1970. */
export function showDay(say: Say, at: number, timeZone: string): string {
  const local = localTime(at, timeZone);
  return say('date.year', { day: local.day, month: say(monthKey(local)), year: local.year }).text;
}

/** "Friday 21 Nov 2025", in the zone and the language of `say`. `at` is ms since 1970. */
export function showDate(say: Say, at: number, timeZone: string): string {
  const local = localTime(at, timeZone);
  return say('date.full', { weekday: say(weekdayKey(local)), day: local.day, month: say(monthKey(local)), year: local.year }).text;
}

/** "45 s", "12 min", "3 h", "2 days", in the language of `say`; never negative. */
export function showDuration(say: Say, ms: number): string {
  return spanOf(say, Math.max(0, Math.round(ms / 1000))).text.replace(' ', groupSpace);
}

function spanOf(say: Say, seconds: number): Rich {
  if (seconds < 90) return say('duration.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return say('duration.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 36 ? say('duration.hours', { count: hours }) : say('duration.days', { count: Math.round(hours / 24) });
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const monthKey = ({ month }: LocalTime): TextKey => `month.${months[month - 1] ?? 'jan'}`;
const weekdayKey = ({ weekday }: LocalTime): TextKey => `weekday.${weekdays.find((one) => one === weekday) ?? 'mon'}`;

interface LocalTime {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  /** As in the model: "mon". */
  readonly weekday: string;
  /** Two digits. */
  readonly hour: string;
  readonly minute: string;
}

/** Intl is asked for figures alone: the words are ours, because its data for isiZulu and its styles differ between versions. */
function localTime(at: number, timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    year: Number(part['year']), month: Number(part['month']), day: Number(part['day']),
    weekday: part['weekday']?.toLowerCase() ?? '', hour: part['hour'] ?? '', minute: part['minute'] ?? '',
  };
}
