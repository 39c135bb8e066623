// Rows of buttons that run words; where the words do not fit a button there is none, and the sentence beside it says it anyway.
import { fitsRun, runData } from '../../src/model/callback.js';
import type { Button } from '../../src/model/message.js';

/** Most buttons in a row that a phone shows whole. */
const perRowUsual = 3;

/** One row with the button, or no row. */
export const fittingButton = (label: string, words: string): Button[][] => (fitsRun(words) ? [[{ label, data: runData(words) }]] : []);

/** The buttons side by side, `perRow` to a row. */
export function inRows(buttons: readonly Button[], perRow = perRowUsual): Button[][] {
  const rows: Button[][] = [];
  for (let from = 0; from < buttons.length; from += perRow) rows.push(buttons.slice(from, from + perRow));
  return rows;
}
