// Afrikaans sentences: months, dates and spans of time.
import type { Language } from '../index.js';

export const calendar: Language = {
  'month.jan': 'Jan.',
  'month.feb': 'Feb.',
  'month.mar': 'Mrt.',
  'month.apr': 'Apr.',
  'month.may': 'Mei',
  'month.jun': 'Jun.',
  'month.jul': 'Jul.',
  'month.aug': 'Aug.',
  'month.sep': 'Sept.',
  'month.oct': 'Okt.',
  'month.nov': 'Nov.',
  'month.dec': 'Des.',
  'date.day': '{day} {month}',
  'date.year': '{day} {month} {year}',
  'date.full': '{weekday} {day} {month} {year}',
  'duration.seconds': '{count} s',
  'duration.minutes': '{count} min',
  'duration.hours': '{count} uur',
  'duration.days': '{count} dae',
};
