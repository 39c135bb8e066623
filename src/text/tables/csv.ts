// Builds CSV files that spreadsheets read right and cannot be made to run (RFC 4180; OWASP, CSV injection); pure.
import { wallMs } from '../../model/wallClock.js';
import type { Decimal } from '../../model/money.js';
import { outside } from '../outside.js';

/** A cell as it stands in the file. */
export type Cell = string & { readonly __cell: unique symbol };

/** Longest outside text of one cell. */
const cellLimit = 1000;
/** Begins a formula in one spreadsheet or another; the wide forms are read as the narrow ones. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

const quoted = (text: string): Cell => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text) as Cell;

/** An exact number, never grouped; an empty cell for one that is not known. */
export const numberCell = (value: Decimal | undefined): Cell => (value ?? '') as Cell;

/** Most texts are codes and numbers, which need no care. */
const harmless = /^[A-Za-z0-9][A-Za-z0-9/._:-]*$/;

/** A text of anybody: what would begin a formula gets an apostrophe before it. */
export function textCell(text: string | undefined): Cell {
  if (text === undefined) return '' as Cell;
  if (text.length <= cellLimit && harmless.test(text)) return text as Cell;
  // Looked at before and after cleaning, which may bring a sign to the front.
  const shown = outside(text, cellLimit).text;
  return quoted(formulaStart.test(text) || formulaStart.test(shown) ? `'${shown}` : shown);
}

/** "2026-03-01T14:05:33+02:00": the zone's clock and how far it is ahead of UTC. `at` is ms since 1970. */
export function localTimeCell(at: number, timeZone: string): Cell {
  const wall = wallMs(at, timeZone);
  const aheadMinutes = Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const ahead = `${aheadMinutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(aheadMinutes) / 60))}:${two(Math.abs(aheadMinutes) % 60)}`;
  return `${new Date(wall).toISOString().slice(0, 19)}${ahead}` as Cell;
}

/** "2026-03-01T12:05:33Z"; an empty cell for a time that is not known. */
export const utcTimeCell = (at: number | undefined): Cell => (at === undefined ? '' : `${new Date(at).toISOString().slice(0, 19)}Z`) as Cell;

const utf8 = new TextEncoder();

/** The beginning of a file: the mark that spreadsheets know UTF-8 by, and the names of the columns. */
export const csvStart = (header: readonly string[]): Uint8Array => utf8.encode(`\ufeff${header.map(textCell).join(',')}\r\n`);

/** Rows of a file; each ends in CR LF. */
export const csvLines = (rows: readonly (readonly Cell[])[]): Uint8Array => utf8.encode(rows.map((row) => `${row.join(',')}\r\n`).join(''));
