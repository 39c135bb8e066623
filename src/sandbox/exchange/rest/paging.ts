// Pages of a list, and the headers that describe them.
import { refusal } from './apiError.js';
import type { Parameters } from './parameters.js';

export interface Page<T> {
  items: T[];
  headers: Record<string, string>;
}

interface PageRules {
  /** Start of the codes, such as 'market.order'. */
  codes: string;
  maxLimit: number;
  minLimit?: number;
  /** Orders and own trades are listed without it (PROTOCOL.md section 3, pagination). */
  total: boolean;
}

/** Cuts the asked page out of a list; the default limit is 100. */
export function cutPage<T>(list: T[], parameters: Parameters, rules: PageRules): Page<T> {
  const limit = wholeNumber(parameters.text('limit') ?? '100', `${rules.codes}.non_integer_limit`);
  const page = wholeNumber(parameters.text('page') ?? '1', `${rules.codes}.non_integer_page`);
  if (limit < (rules.minLimit ?? 1) || limit > rules.maxLimit) throw refusal(`${rules.codes}.invalid_limit`);
  if (page < 1) throw refusal(`${rules.codes}.non_positive_page`);
  const headers: Record<string, string> = { Page: String(page), 'Per-Page': String(limit) };
  if (rules.total) headers['Total'] = String(list.length);
  return { items: list.slice((page - 1) * limit, page * limit), headers };
}

/** A whole number from its text, or a refusal with that code. */
export function wholeNumber(text: string, code: string): number {
  if (!/^-?\d{1,15}$/.test(text)) throw refusal(code);
  return Number(text);
}

/** Keeps what happened after time_from and before time_to, both in milliseconds as the API document says. */
export function betweenTimes<T>(list: T[], parameters: Parameters, codes: string, timeOf: (item: T) => number): T[] {
  const bound = (name: string, otherwise: number): number => {
    const text = parameters.text(name);
    if (text === '') throw refusal(`${codes}.empty_${name}`);
    return text === null ? otherwise : wholeNumber(text, `${codes}.non_integer_${name}`);
  };
  const from = bound('time_from', 0);
  const to = bound('time_to', Number.MAX_SAFE_INTEGER);
  return list.filter((item) => timeOf(item) >= from && timeOf(item) < to);
}

/** Whether the newest go first; `asc` and `desc` are the only orders there are. */
export function newestFirst(parameters: Parameters, codes: string): boolean {
  const order = parameters.text('order_by') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') throw refusal(`${codes}.invalid_order_by`);
  return order === 'desc';
}
