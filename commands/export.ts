// /export: own trades, deposits and withdrawals of a time as CSV files, read from the exchange page by page.
import { longHistoryPageSize, longHistoryPagesLimit, timeOfRow, type HistoryKind, type HistoryRows, type LongHistory } from '../src/accounts/accounts.js';
import type { Reply, Request } from '../src/bot/command.js';
import { runData } from '../src/model/callback.js';
import type { Button, Rich } from '../src/model/message.js';
import { showDay, showNumber, showTime } from '../src/text/format.js';
import { decimal } from '../src/model/money.js';
import { speak, type Say, type TextKey } from '../src/text/index.js';
import { clean, join } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';
import { fileOf } from './exportFile.js';
import { periodOf, periodsNow, readPeriod, type Period, type PeriodWords } from './exportPeriod.js';
import { misused } from './misused.js';

const kinds = ['trades', 'deposits', 'withdrawals'] as const;
type What = HistoryKind | 'all';

/** All reading of one export, ms: what is read by then is given; the bot apologises for a command after 90 s. */
export const readingLimitMs = 55_000;
/** Pages between two words on how far the reading has come. */
const pagesPerWord = 5;
const wordsShown = 40;

export const exportHistory: CapeCommand = {
  name: 'export', aliases: ['csv', 'tax'], family: 'account', access: 'linked', where: 'private',
  summary: 'help.export', usage: 'export [trades|deposits|withdrawals|all] [tax year | month | first day, last day]',
  examples: () => ['export trades 2026', 'export 2026-03', 'export deposits 2026-03-01 2026-08-31'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const { what, rest } = readWhat(request.words);
    if (rest.length === 0) return choose(say, request, core, what);
    const words = readPeriod(rest);
    if (words.kind !== 'wrong') return collect(say, request, core, what, words);
    const values = Object.fromEntries(Object.entries(words.values).map(([name, value]) => [name, clean(value, wordsShown)]));
    return misused(say(words.key, values), exportHistory, request, core);
  },
};

const kindWords: Readonly<Record<string, What>> = {
  trades: 'trades', trade: 'trades', fills: 'trades', deposits: 'deposits', deposit: 'deposits', withdrawals: 'withdrawals', withdrawal: 'withdrawals', all: 'all',
};

/** A kind wherever it stands; "all" is a kind at the beginning and otherwise a time. */
function readWhat(words: readonly string[]): { readonly what: What; readonly rest: readonly string[] } {
  const at = words.findIndex((word, index) => {
    const kind = Object.hasOwn(kindWords, word.toLowerCase()) ? kindWords[word.toLowerCase()] : undefined;
    return kind !== undefined && (kind !== 'all' || index === 0);
  });
  const what = kindWords[words[at]?.toLowerCase() ?? ''] ?? 'all';
  return { what, rest: words.filter((_, index) => index !== at) };
}

function choose(say: Say, { user }: Request, core: Core, what: What): Reply {
  const { lastMonth, month, taxYear } = periodsNow(core.clock.now(), user.settings.timeZone);
  const go = (label: Rich, period: string): Button => ({ label: label.text, data: runData(`export ${what} ${period}`) });
  return {
    text: say('export.choose', { what }), inPlace: true,
    buttons: [
      [go(say('export.button.taxYear', { year: taxYear }), String(taxYear)), go(say('export.button.lastTaxYear', { year: taxYear - 1 }), String(taxYear - 1))],
      [go(say('export.button.month'), month), go(say('export.button.lastMonth'), lastMonth), go(say('export.button.ever'), 'ever')],
      (['all', ...kinds] as const).map((kind) => ({ label: `${kind === what ? '• ' : ''}${kindName(say, kind)}`, data: runData(`export ${kind}`) })),
    ],
  };
}

const kindName = (say: Say, kind: What): string => say(`export.kind.${kind}` satisfies TextKey).text;

async function collect(say: Say, request: Request, core: Core, what: What, words: PeriodWords): Promise<readonly Reply[]> {
  const period = periodOf(words, request.user.settings.timeZone);
  const named = periodName(say, words, period);
  const endAt = core.clock.monotonic() + readingLimitMs;
  const replies: Reply[] = [];
  const empty: Rich[] = [];
  for (const kind of kinds.filter((one) => what === 'all' || one === what)) {
    const history = await readHistory(say, request, core, kind, period, endAt);
    const rows = history.rows.filter((row) => timeOfRow(row) < period.until).reverse();
    const notes = cutNote(say, history, words, period, request);
    const name = kindName(say, kind);
    if (rows.length === 0) empty.push(join([say('export.empty', { kind: name, period: named }), ...notes]));
    else {
      const { bytes, sums } = await fileOf(say, core, request.user.settings.timeZone, kind, rows);
      const text = join([say('export.file', { kind: name, period: named, count: rows.length }), ...sums, ...notes]);
      replies.push({ text, document: { name: `cape-${kind}-${period.slug}.csv`, bytes } });
    }
  }
  return empty.length === 0 ? replies : [...replies, { text: join(empty) }];
}

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

/** "tax year 2026 (1 Mar 2025 to 28 Feb 2026)", "1 Mar 2026 to 31 Mar 2026" or "all time". */
export function periodName(say: Say, words: PeriodWords, { first, last }: Period): string {
  if (words.kind === 'ever') return say('export.period.ever').text;
  const day = (date: string): string => showDay(say, Date.parse(`${date}T12:00:00Z`), 'UTC');
  return say(words.kind === 'taxYear' ? 'export.period.taxYear' : 'export.period.days', { ...(words.kind === 'taxYear' ? { year: words.year } : {}), first: day(first), last: day(last) }).text;
}

/** Which part of the time asked for is missing, when a limit ended the reading. */
export function cutNote(say: Say, { complete, readBackTo }: LongHistory<unknown>, words: PeriodWords, period: Pick<Period, 'from'>, { user }: Request): readonly Rich[] {
  if (complete || readBackTo === undefined) return [];
  const { timeZone } = user.settings;
  const moment = (at: number): string => `${showDay(say, at, timeZone)} ${showTime(say, at, at, timeZone)}`;
  const limits = { rows: showNumber(say, decimal(String(longHistoryPageSize * longHistoryPagesLimit))), seconds: readingLimitMs / 1000, time: moment(readBackTo) };
  return [words.kind === 'ever' ? say('export.cutEver', limits) : say('export.cut', { ...limits, from: moment(period.from) })];
}
