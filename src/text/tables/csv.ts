// Builds CSV files that spreadsheets read right and cannot be made to run (RFC 4180; OWASP, CSV injection); pure.
import { wallMs } from '../../model/wallClock.js';
import type { Decimal } from '../../model/money.js';
import { oneLine, outside } from '../outside.js';

/** What stands in a cell; how it is written is the file's form. */
export type Cell = { readonly number: string } | { readonly text: string };

/**
 * plain: commas between cells and a decimal point, as programs read them (RFC 4180). excel: semicolons and a decimal comma,
 * as spreadsheets read them with South African settings, where a plain file shows as one column.
 */
export type CsvForm = 'plain' | 'excel';

const separators: Readonly<Record<CsvForm, string>> = { plain: ',', excel: ';' };

/** Longest outside text of one cell. */
const cellLimit = 1000;
/** Begins a formula in one spreadsheet or another; the wide forms are read as the narrow ones. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** An exact number, never grouped; an empty cell for one that is not known. */
export const numberCell = (value: Decimal | undefined): Cell => ({ number: value ?? '' });

/** Most texts are codes and numbers, which need no care. */
const harmless = /^[A-Za-z0-9][A-Za-z0-9/._:-]*$/;

/** A text of anybody: what would begin a formula gets an apostrophe before it. */
export function textCell(text: string | undefined): Cell {
  if (text === undefined) return { text: '' };
  if (text.length <= cellLimit && harmless.test(text)) return { text };
  // Looked at before and after cleaning, which may bring a sign to the front.
  const shown = oneLine(text) === '' ? '' : outside(text, cellLimit).text;
  return { text: formulaStart.test(text) || formulaStart.test(shown) ? `'${shown}` : shown };
}

/** "2026-03-01T14:05:33+02:00": the zone's clock and how far it is ahead of UTC. `at` is ms since 1970. */
export function localTimeCell(at: number, timeZone: string): Cell {
  const wall = wallMs(at, timeZone);
  const aheadMinutes = Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const ahead = `${aheadMinutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(aheadMinutes) / 60))}:${two(Math.abs(aheadMinutes) % 60)}`;
  return { text: `${new Date(wall).toISOString().slice(0, 19)}${ahead}` };
}

/** "2026-03-01T12:05:33Z"; an empty cell for a time that is not known. */
export const utcTimeCell = (at: number | undefined): Cell => ({ text: at === undefined ? '' : `${new Date(at).toISOString().slice(0, 19)}Z` });

/** A cell as it is written in a file of that form. */
export function written(cell: Cell, form: CsvForm): string {
  if ('number' in cell) return form === 'excel' ? cell.number.replace('.', ',') : cell.number;
  const { text } = cell;
  return /["\r\n]/.test(text) || text.includes(separators[form]) ? `"${text.replaceAll('"', '""')}"` : text;
}

const utf8 = new TextEncoder();
const line = (cells: readonly Cell[], form: CsvForm): string => `${cells.map((cell) => written(cell, form)).join(separators[form])}\r\n`;

/** The beginning of a file: the mark that spreadsheets know UTF-8 by, and the names of the columns. */
export const csvStart = (header: readonly string[], form: CsvForm): Uint8Array => utf8.encode(`\ufeff${line(header.map(textCell), form)}`);

/** Rows of a file; each ends in CR LF. */
export const csvLines = (rows: readonly (readonly Cell[])[], form: CsvForm): Uint8Array => utf8.encode(rows.map((row) => line(row, form)).join(''));
