// Reads an account's history within the time of one command, saying how far it has come, and words for the time and what is missing.
import { longHistoryPageSize, longHistoryPagesLimit, type HistoryKind, type HistoryRows, type LongHistory } from '../../src/accounts/accounts.js';
import type { Request } from '../../src/bot/command.js';
import type { Rich } from '../../src/model/message.js';
import { decimal } from '../../src/model/money.js';
import { showDay, showNumber, showTime } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import type { TextKey } from '../../src/text/language.js';
import type { Core } from '../core.js';
import type { Period, PeriodWords } from './exportPeriod.js';
import { concat, join, type Shown } from '../../src/text/rich.js';

/** All reading of one command, ms: what is read by then is given; the bot apologises for a command after 90 s. */
export const readingLimitMs = 55_000;
/** Pages between two words on how far the reading has come. */
const pagesPerWord = 5;

export const kindName = (say: Say, kind: HistoryKind | 'all' | 'profit'): Rich => say(`export.kind.${kind}` satisfies TextKey);

/** Reads one list within the time of the command and says how far it has come. `endAt` is a monotonic time, ms. @throws as Accounts.longHistory */
export async function readHistory<Kind extends HistoryKind>(say: Say, request: Request, core: Core, kind: Kind, period: Pick<Period, 'from'>, endAt: number): Promise<LongHistory<HistoryRows[Kind]>> {
  let pages = 0;
  let told: Promise<void> = request.progress(say('export.reading', { kind: kindName(say, kind) }));
  const history = await core.accounts.longHistory(request.user.id, kind, {
    since: period.from, isOutOfTime: () => core.clock.monotonic() >= endAt,
    onPage: (count) => {
      pages += 1;
      if (pages % pagesPerWord === 0) told = request.progress(say('export.progress', { kind: kindName(say, kind), count: showNumber(say, decimal(String(count))) }));
    },
  });
  await told;
  return history;
}

/** "tax year 2026 (1 Mar 2025 to 28 Feb 2026)", "1 Mar 2026 to 31 Mar 2026", "1 Mar 2026" or "all time". */
export function periodName(say: Say, words: PeriodWords, { first, last }: Period): Rich {
  if (words.kind === 'ever') return say('export.period.ever');
  const day = (date: string): Shown => showDay(say, Date.parse(`${date}T12:00:00Z`), 'UTC');
  if (words.kind === 'days' && first === last) return concat(day(first));
  return say(words.kind === 'taxYear' ? 'export.period.taxYear' : 'export.period.days', { ...(words.kind === 'taxYear' ? { year: words.year } : {}), first: day(first), last: day(last) });
}

/** Which part of the time asked for is missing, when a limit ended the reading. */
export function cutNote(say: Say, { complete, readBackTo }: LongHistory<unknown>, words: PeriodWords, period: Pick<Period, 'from'>, { user }: Request): readonly Rich[] {
  if (complete || readBackTo === undefined) return [];
  const { timeZone } = user.settings;
  const moment = (at: number): Rich => join([showDay(say, at, timeZone), showTime(say, at, at, timeZone)], ' ');
  const limits = { rows: showNumber(say, decimal(String(longHistoryPageSize * longHistoryPagesLimit))), seconds: readingLimitMs / 1000, time: moment(readBackTo) };
  return [words.kind === 'ever' ? say('export.cutEver', limits) : say('export.cut', { ...limits, from: moment(period.from) })];
}
