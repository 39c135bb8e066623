// How numbers, money and times are shown: in the language of `say`, in the user's zone. A group space never breaks a line.
//
// The decimal mark is the language's: "1 250.50" in English and isiZulu, "1 250,50" in Afrikaans. Thousands are grouped by a
// space in all of them, so that a comma or a point is never anything but the decimal mark, and what is shown can be typed
// back (parseAmount.ts).
import type { ClosePeriod } from '../model/alert.js';
import { decimalPlaces, fixed, isNegative, absolute, type Decimal, type Rounding, type Sats, round, decimal } from '../model/money.js';
import { weekdays } from '../model/schedule.js';
import { wallMs } from '../model/wallClock.js';
import type { Rich } from '../model/message.js';
import type { Say } from './index.js';
import type { TextKey } from './language.js';
import type { Shown } from './rich.js';
import { oneLine } from './outside.js';

const shown = (text: string): Shown => text as Shown;

/** U+00A0: a number is never torn over two lines. */
const groupSpace = '\u00a0';

function grouped(say: Say, digits: string): Shown {
  const [whole = '0', fraction] = digits.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, groupSpace);
  return shown(fraction === undefined ? spaced : `${spaced}${say('figure.decimalMark').text}${fraction}`);
}

/** Longest code of a currency that is shown, in letters and digits. */
const codeLimit = 20;

/** "BTC": letters and digits alone, so that the exchange's code of a currency can stand beside a figure as the bot's own text does. */
export const showCode = (currency: string): Shown => shown(Array.from(oneLine(currency).replace(/[^\p{L}\p{Nd}]/gu, '').toUpperCase()).slice(0, codeLimit).join(''));

/** "1 250.50" or, with a decimal comma, "1 250,50": exactly `places` decimals when given, else as many as the value has. */
export function showNumber(say: Say, value: Decimal, places?: number, rounding: Rounding = 'nearest'): Shown {
  const digits = grouped(say, fixed(absolute(value), places ?? decimalPlaces(value), rounding));
  return isNegative(value) && /[1-9]/.test(digits) ? shown(`−${digits}`) : digits;
}

/** Decimals of a percentage; more tell a person nothing. */
export const percentPlaces = 2;
/** "12.5", for a percentage whose sign stands in the sentence: at most two decimals, and none for nothing's sake. */
export const showRate = (say: Say, value: Decimal, places = percentPlaces): Shown => showNumber(say, round(value, places, 'nearest'));
/** "12.5%": a figure and its sign, which nothing tears apart. */
export const showPercent = (say: Say, value: Decimal, places = percentPlaces): Shown => shown(`${showRate(say, value, places)}%`);

/** "0.01 BTC": all the decimals the value has, so that no digit is hidden. */
export function showAmount(say: Say, value: Decimal, currency: string): Shown {
  return withCode(showNumber(say, value), currency);
}

const withCode = (digits: Shown, currency: string): Shown => shown(`${digits}${groupSpace}${showCode(currency)}`);

/** Sats as "50 000": they are whole, so no mark. The word stands in the sentence. */
export const showSats = (say: Say, value: Sats): Shown => grouped(say, value);

/** "R8 300.00"; whole cents unless the price needs more. */
export function showRand(say: Say, value: Decimal, places = 2): Shown {
  const digits = showNumber(say, absolute(value), places);
  return isNegative(value) && /[1-9]/.test(digits) ? shown(`−R${digits}`) : shown(`R${digits}`);
}

/** Rand as "R8 300.00", anything else as "0.01 BTC". */
export function showMoney(say: Say, value: Decimal, currency: string, places?: number): Shown {
  if (currency.toLowerCase() === 'zar') return showRand(say, value, places ?? Math.max(2, decimalPlaces(value)));
  return places === undefined ? showAmount(say, value, currency) : withCode(showNumber(say, value, places), currency);
}

const changeShape = /^([+-]?)(\d{1,12}(?:\.\d{1,12})?) ?%$/;

/** "+1.25%" of what the exchange words so; undefined for words that are no percentage. */
export function showChange(say: Say, words: string): Shown | undefined {
  const [, sign = '', digits] = changeShape.exec(words) ?? [];
  if (digits === undefined) return undefined;
  const figure = showPercent(say, decimal(digits));
  return /[1-9]/.test(figure) ? shown(`${sign.replace('-', '−')}${figure}`) : figure;
}

/** "12:01" today, else "21 Nov 12:01", in the zone and the language of `say`. `at` and `now` are ms since 1970. */
export function showTime(say: Say, at: number, now: number, timeZone: string): Shown {
  const [then, today] = [wallOf(at, timeZone), wallOf(now, timeZone)];
  const [date, time] = [then.toISOString().slice(0, 10), then.toISOString().slice(11, 16)];
  if (date === today.toISOString().slice(0, 10)) return shown(time);
  return shown(`${say('date.day', { day: then.getUTCDate(), month: monthOf(say, then) }).text} ${time}`);
}

/** "21 Nov 2026", in the zone and the language of `say`. `at` is ms since 1970. */
export function showDay(say: Say, at: number, timeZone: string): Shown {
  const wall = wallOf(at, timeZone);
  return shown(say('date.year', { day: wall.getUTCDate(), month: monthOf(say, wall), year: wall.getUTCFullYear() }).text);
}

/** "Friday 21 Nov 2025", in the zone and the language of `say`. `at` is ms since 1970. */
export function showDate(say: Say, at: number, timeZone: string): Shown {
  const wall = wallOf(at, timeZone);
  return shown(say('date.full', { weekday: say(weekdayKey(wall)), day: wall.getUTCDate(), month: monthOf(say, wall), year: wall.getUTCFullYear() }).text);
}

/** "45 s", "12 min", "3 h", "2 days", in the language of `say`; never negative. */
export function showDuration(say: Say, ms: number): Shown {
  return shown(spanOf(say, Math.max(0, Math.round(ms / 1000))).text.replace(' ', groupSpace));
}

function spanOf(say: Say, seconds: number): Rich {
  if (seconds < 90) return say('duration.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return say('duration.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 36 ? say('duration.hours', { count: hours }) : say('duration.days', { count: Math.round(hours / 24) });
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** "90 min", "4 h", "7 days", in the language of `say`: exact, for times that people have chosen in whole minutes. */
export function showSpan(say: Say, ms: number): Shown {
  if (ms > dayMs && ms % dayMs === 0) return shown(say('duration.days', { count: ms / dayMs }).text);
  return shown((ms % hourMs === 0 ? say('duration.hours', { count: ms / hourMs }) : say('duration.minutes', { count: Math.round(ms / 60_000) })).text);
}

const periods: Readonly<Record<ClosePeriod, string>> = { 5: '5m', 15: '15m', 30: '30m', 60: '1h', 120: '2h', 240: '4h', 360: '6h', 720: '12h', 1440: '1d', 4320: '3d', 10080: '1w' };

/** The period of a candle as "1h", as it is typed, in every language. */
export const showPeriod = (minutes: ClosePeriod): Shown => shown(periods[minutes]);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
/** "Nov", in the language of `say`; `month` is 1 to 12. */
export const monthName = (say: Say, month: number): Rich => say(`month.${months[month - 1] ?? 'jan'}`);
/** The zone's clocks as if they were UTC: Intl is asked for figures alone, because its words for isiZulu differ between versions. */
const wallOf = (at: number, timeZone: string): Date => new Date(wallMs(at, timeZone));
const monthOf = (say: Say, wall: Date): Rich => monthName(say, wall.getUTCMonth() + 1);
const weekdayKey = (wall: Date): TextKey => `weekday.${weekdays[(wall.getUTCDay() + 6) % 7] ?? 'mon'}`;
