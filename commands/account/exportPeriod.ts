// The time that the words of /export name, in the user's zone but for a tax year, which is South Africa's; pure.
import { addDays, instantOf, localDate, type LocalDate } from '../../src/schedules/localTime.js';

export type PeriodWords =
  | { readonly kind: 'ever' }
  | { readonly kind: 'taxYear'; readonly year: number }
  | { readonly kind: 'days'; readonly first: LocalDate; readonly last: LocalDate };

export type Reading = PeriodWords | { readonly kind: 'wrong'; readonly key: 'export.badWords' | 'export.oneDay' | 'export.backwards'; readonly values: Readonly<Record<string, string>> };

export interface Period {
  /** First instant of it, ms since 1970; 0 for all time. */
  readonly from: number;
  /** First instant after it, ms since 1970. */
  readonly until: number;
  readonly first: LocalDate;
  readonly last: LocalDate;
  /** For a file's name. */
  readonly slug: string;
}

/** Where a tax year begins and ends, wherever its payer is. */
const taxZone = 'Africa/Johannesburg';

const dateShape = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const monthShape = /^20\d\d-(0[1-9]|1[0-2])$/;
const yearShape = /^20\d\d$/;

/** "2026" (the tax year that ends in it), "2026-03", "2026-03-01 2026-08-31", "ever" or "all". */
export function readPeriod(words: readonly string[]): Reading {
  const [first = '', last, ...more] = words.map((word) => word.toLowerCase()).filter((word) => word !== 'to');
  const wrong: Reading = { kind: 'wrong', key: 'export.badWords', values: { words: words.join(' ') } };
  if (more.length > 0) return wrong;
  if (last === undefined) {
    if (first === 'ever' || first === 'all') return { kind: 'ever' };
    if (yearShape.test(first)) return { kind: 'taxYear', year: Number(first) };
    if (monthShape.test(first)) return { kind: 'days', first: `${first}-01`, last: lastOfMonth(first) };
    return isDate(first) ? { kind: 'wrong', key: 'export.oneDay', values: { day: first } } : wrong;
  }
  if (!isDate(first) || !isDate(last)) return wrong;
  return last < first ? { kind: 'wrong', key: 'export.backwards', values: { first, last } } : { kind: 'days', first, last };
}

/** The 31st of a month of 30 days is no date. */
const isDate = (word: string): boolean => dateShape.test(word) && addDays(word, 0) === word;

const nextMonth = (month: string): string => addDays(`${month}-28`, 4).slice(0, 7);
const lastOfMonth = (month: string): LocalDate => addDays(`${nextMonth(month)}-01`, -1);

/** The South African tax year: from 1 March to the last day of February (Income Tax Act 58 of 1962, section 1, "year of assessment"). */
export function periodOf(words: PeriodWords, timeZone: string): Period {
  if (words.kind === 'ever') return { from: 0, until: Infinity, first: '', last: '', slug: 'all' };
  const { first, last } = words.kind === 'taxYear' ? { first: `${words.year - 1}-03-01`, last: addDays(`${words.year}-03-01`, -1) } : words;
  const isMonth = last === lastOfMonth(first.slice(0, 7)) && first.endsWith('-01');
  const slug = words.kind === 'taxYear' ? `tax-year-${words.year}` : isMonth ? first.slice(0, 7) : `${first}-to-${last}`;
  const zone = words.kind === 'taxYear' ? taxZone : timeZone;
  return { from: instantOf(first, '00:00', zone), until: instantOf(addDays(last, 1), '00:00', zone), first, last, slug };
}

/** The tax year and the months that are now, for buttons. */
export function periodsNow(now: number, timeZone: string): { readonly taxYear: number; readonly month: string; readonly lastMonth: string } {
  const [today, taxDay] = [localDate(now, timeZone), localDate(now, taxZone)];
  const year = Number(taxDay.slice(0, 4));
  return { taxYear: taxDay.slice(5) >= '03-01' ? year + 1 : year, month: today.slice(0, 7), lastMonth: addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7) };
}
