// What /fills, /deposits and /withdrawals share: "[coin] [page]" in the words, and arrows that carry both, so that they work after a restart.
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { misused } from './misused.js';
import { rowsPerPage } from './page.js';

/** The furthest page a list is turned to. */
const pagesLimit = 9999;

export interface HistoryPlace {
  /** As typed; undefined for all. */
  readonly coin: string | undefined;
  /** From 1. */
  readonly page: number;
}

/** The last word is the page when it is a number. Undefined when it is no page. */
export function readPlace(words: readonly string[]): HistoryPlace | undefined {
  const last = words.at(-1) ?? '';
  const isPage = /^-?\d+$/.test(last);
  const coin = (isPage ? words.slice(0, -1) : words).join(' ');
  const page = isPage ? Number(last) : 1;
  return page < 1 || page > pagesLimit ? undefined : { coin: coin === '' ? undefined : coin, page };
}

/** The answer to a page that cannot be. */
export function badPage(command: CapeCommand, request: Request, core: Core): Reply {
  const say = speak(request.user.settings.language);
  return misused(say('history.badPage', { words: outside(request.words.at(-1) ?? '', 40), limit: pagesLimit }), command, request, core);
}

/** Which rows stand on the page. */
export const sliceOf = ({ page }: HistoryPlace): { readonly from: number; readonly count: number } => ({ from: (page - 1) * rowsPerPage, count: rowsPerPage });

export interface HistoryPage {
  readonly command: string;
  /** The coin as the exchange calls it, for the arrows; undefined for all. */
  readonly id: string | undefined;
  readonly page: number;
  readonly heading: Rich;
  /** Said when there is nothing at all. */
  readonly none: Rich;
  readonly rows: readonly Rich[];
  readonly more: boolean;
  /** Buttons that show one row in full, above the arrows. */
  readonly details?: readonly (readonly Button[])[];
}

/** The list with its arrows, edited in place. */
export function historyReply(request: Request, shown: HistoryPage): Reply {
  const say = speak(request.user.settings.language);
  const turn = (label: string, page: number): Button => ({ label, data: runData([shown.command, ...(shown.id === undefined ? [] : [shown.id]), String(page)].join(' ')) });
  const { page, rows, more } = shown;
  if (rows.length === 0 && page === 1) return { text: shown.none, inPlace: true };
  if (rows.length === 0) return { text: say('history.pastEnd', { page }), buttons: [[turn(say('history.first').text, 1)]], inPlace: true };
  const arrows = [...(page > 1 ? [turn('◀', page - 1)] : []), ...(more ? [turn('▶', page + 1)] : [])];
  const buttons = [...(shown.details ?? []), ...(arrows.length === 0 ? [] : [arrows])];
  const foot = arrows.length === 0 ? '' : say('history.page', { page });
  return { text: join([shown.heading, ...rows, foot], '\n\n'), ...(buttons.length === 0 ? {} : { buttons }), inPlace: true };
}
