// isiZulu sentences: months, dates and spans of time.
import type { Language } from '../index.js';

export const calendar: Language = {
  'month.jan': 'Jan',
  'month.feb': 'Feb',
  'month.mar': 'Mas',
  'month.apr': 'Eph',
  'month.may': 'Mey',
  'month.jun': 'Jun',
  'month.jul': 'Jul',
  'month.aug': 'Aga',
  'month.sep': 'Sep',
  'month.oct': 'Okt',
  'month.nov': 'Nov',
  'month.dec': 'Dis',
  'date.day': '{day} {month}',
  'date.year': '{day} {month} {year}',
  'date.full': '{weekday} {day} {month} {year}',
  'duration.seconds': '{count} s',
  'duration.minutes': '{count} min',
  'duration.hours': 'amahora angu-{count}',
  'duration.days': 'izinsuku ezingu-{count}',
};
