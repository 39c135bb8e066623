// Cuts a list into pages whose place is in the buttons themselves, so that arrows work after a restart.
import type { Button } from '../../src/model/message.js';
import { runData } from '../../src/model/callback.js';

/** Rows of a list on one screen. */
export const rowsPerPage = 8;

export interface Page<T> {
  readonly rows: readonly T[];
  /** From 1. */
  readonly number: number;
  readonly count: number;
}

/** True for a word that names a page. */
export const isPageWord = (word: string): boolean => /^\d{1,4}$/.test(word);

/** The page asked for by a word such as "2"; the first for anything else, the last when there are fewer by now. */
export function pageOf<T>(all: readonly T[], word: string | undefined): Page<T> {
  const count = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const wanted = isPageWord(word ?? '') ? Number(word) : 1;
  const number = Math.min(Math.max(1, wanted), count);
  return { rows: all.slice((number - 1) * rowsPerPage, number * rowsPerPage), number, count };
}

/** Arrows only where they lead. */
export function pageButtons(command: string, page: Page<unknown>): Button[][] {
  const arrows: Button[] = [];
  if (page.number > 1) arrows.push({ label: '◀', data: runData(`${command} ${page.number - 1}`) });
  if (page.number < page.count) arrows.push({ label: '▶', data: runData(`${command} ${page.number + 1}`) });
  return arrows.length === 0 ? [] : [arrows];
}
