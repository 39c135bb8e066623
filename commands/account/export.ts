// /export: own trades, deposits, withdrawals or the profit of sales of a time as CSV files, read from the exchange page by page.
import { timeOfRow, type HistoryKind } from '../../src/accounts/accounts.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import type { CsvForm } from '../../src/text/tables/csv.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { fileOf } from './exportFile.js';
import { fileName, formButtons, formNote, formWord, readForm } from './exportForm.js';
import { periodOf, periodsNow, readPeriod, type PeriodWords } from './exportPeriod.js';
import { cutNote, kindName, periodName, readHistory, readingLimitMs } from './historyReading.js';
import { misused } from '../answers/misused.js';
import { profitFile } from './profitFile.js';

const kinds = ['trades', 'deposits', 'withdrawals'] as const;
type What = HistoryKind | 'all' | 'profit';

const wordsShown = 40;

export const exportHistory: CapeCommand = {
  name: 'export', aliases: ['csv', 'tax'], family: 'account', access: 'linked', where: 'private', offered: 'alone', onePressAtATime: true,
  summary: 'help.export', usage: 'export [trades|deposits|withdrawals|profit|all] [excel] [<tax year> | <month> | <first day> <last day>]',
  examples: () => ['export trades 2026', 'export 2026-03', 'export profit 2026-03-01 2026-08-31'],
  run: async (request, core) => {
    const say = speak(request.user.settings.language);
    const { form, rest: others } = readForm(request.words);
    const { what, rest } = readWhat(others);
    if (rest.length === 0) return choose(say, request, core, what, form);
    const words = readPeriod(rest);
    if (words.kind !== 'wrong') return what === 'profit' ? profitFile(say, request, core, words, form) : collect(say, request, core, { what, words, form });
    const values = Object.fromEntries(Object.entries(words.values).map(([name, value]) => [name, outside(value, wordsShown)]));
    return misused(say(words.key, values), exportHistory, request, core);
  },
};

const kindWords: Readonly<Record<string, What>> = {
  trades: 'trades', trade: 'trades', fills: 'trades', deposits: 'deposits', deposit: 'deposits', withdrawals: 'withdrawals', withdrawal: 'withdrawals', profit: 'profit', pnl: 'profit', all: 'all',
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

function choose(say: Say, { user }: Request, core: Core, what: What, form: CsvForm): Reply {
  const { lastMonth, month, taxYear } = periodsNow(core.clock.now(), user.settings.timeZone);
  const go = (label: Rich, period: string): Button => ({ label: label.text, data: runData(`export ${what} ${formWord(form)}${period}`) });
  return {
    text: say('export.choose', { what: outside(what) }), inPlace: true,
    buttons: [
      [go(say('export.button.taxYear', { year: taxYear }), String(taxYear)), go(say('export.button.lastTaxYear', { year: taxYear - 1 }), String(taxYear - 1))],
      [go(say('export.button.month'), month), go(say('export.button.lastMonth'), lastMonth), go(say('export.button.ever'), 'ever')],
      ...([['all', ...kinds], ['profit']] as const).map((row) => row.map((kind) => ({ label: `${kind === what ? '• ' : ''}${kindName(say, kind).text}`, data: runData(`export ${kind} ${formWord(form)}`.trim()) }))),
      formButtons(say, what, form),
    ],
  };
}

interface Asked {
  readonly what: Exclude<What, 'profit'>;
  readonly words: PeriodWords;
  readonly form: CsvForm;
}

async function collect(say: Say, request: Request, core: Core, { what, words, form }: Asked): Promise<readonly Reply[]> {
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
      const { bytes, sums } = await fileOf(say, core, request.user.settings.timeZone, kind, rows, form);
      const text = join([say('export.file', { kind: name, period: named, count: rows.length }), ...sums, ...notes, ...formNote(say, form)]);
      replies.push({ text, document: { name: fileName(kind, period.slug, form), bytes } });
    }
  }
  return empty.length === 0 ? replies : [...replies, { text: join(empty) }];
}
