// The profit of a time as a CSV file, a row for each sale.
import type { Reply, Request } from '../../src/bot/command.js';
import { csvLines, csvStart, type CsvForm } from '../../src/text/tables/csv.js';
import type { Say } from '../../src/text/index.js';
import { totalLines } from '../../src/text/tables/profitLines.js';
import { profitCells, profitHeader, profitRows, type ProfitRow } from '../../src/text/tables/profitTable.js';
import { join } from '../../src/text/rich.js';
import type { Core } from '../core.js';
import { fileName, formNote } from './exportForm.js';
import { periodOf, type PeriodWords } from './exportPeriod.js';
import { kindName, periodName } from './historyReading.js';
import { readProfit } from './profit.js';

/** Rows written before others get their turn: a few milliseconds. */
const rowsPerTurn = 100;

/** The file, with the same sums as /profit in its caption; words alone when nothing was sold. @throws as Accounts.longHistory */
export async function profitFile(say: Say, request: Request, core: Core, words: PeriodWords, form: CsvForm): Promise<Reply> {
  const { timeZone } = request.user.settings;
  const period = periodOf(words, timeZone);
  const { profit, unitOf, complete, notes } = await readProfit(say, request, core, period);
  const rows = profitRows(profit.sales, unitOf);
  const named = { kind: kindName(say, 'profit'), period: periodName(say, words, period) };
  if (rows.length === 0) return { text: join([say('export.empty', named), ...notes]) };
  const bytes = await write(rows, (row) => profitCells(row, unitOf(row.sale.trade.market), timeZone, complete), form);
  const [costless, feeless] = [rows.filter((row) => row.cost === undefined).length, rows.filter((row) => row.fee === undefined).length];
  const text = join([
    say('export.file', { ...named, count: rows.length }), costless === rows.length ? say('profit.noSales') : totalLines(say, profit.total),
    ...(costless === 0 ? [] : [say('profit.costUnknown', { count: costless })]), ...(feeless === 0 ? [] : [say('export.noFee', { count: feeless })]), ...notes, ...formNote(say, form),
  ]);
  return { text, document: { name: fileName('profit', period.slug, form), bytes } };
}

async function write(rows: readonly ProfitRow[], cells: (row: ProfitRow) => ReturnType<typeof profitCells>, form: CsvForm): Promise<Uint8Array> {
  const parts = [csvStart(profitHeader, form)];
  for (let from = 0; from < rows.length; from += rowsPerTurn) {
    parts.push(csvLines(rows.slice(from, from + rowsPerTurn).map(cells), form));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(parts);
}
