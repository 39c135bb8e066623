// The CSV file of one kind of history and the sums its caption tells.
import type { HistoryKind, HistoryRows } from '../../src/accounts/accounts.js';
import { unitByName } from '../../src/markets/marketUnits.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Rich } from '../../src/model/message.js';
import { csvLines, csvStart, type CsvForm } from '../../src/text/tables/csv.js';
import { ExportSums } from '../../src/text/tables/exportCaption.js';
import { depositsTable, tradesTable, withdrawalsTable, type HistoryTable } from '../../src/text/tables/historyTables.js';
import type { Say } from '../../src/text/index.js';
import type { Core } from '../core.js';

/** Rows written before others get their turn: a few milliseconds. */
const rowsPerTurn = 100;

export interface File {
  readonly bytes: Uint8Array;
  readonly sums: readonly Rich[];
}

type Tables = { readonly [Kind in HistoryKind]: HistoryTable<HistoryRows[Kind]> };

/** `timeZone` is an IANA name; rows stand in the order given. @throws as Markets.list */
export async function fileOf<Kind extends HistoryKind>(say: Say, core: Core, timeZone: string, kind: Kind, rows: readonly HistoryRows[Kind][], form: CsvForm): Promise<File> {
  const markets = new Map((await core.markets.list()).map((one): [string, Market] => [one.id, one]));
  const tables: Tables = {
    trades: tradesTable((trade) => markets.get(trade.market) ?? unitByName(trade.market), timeZone), deposits: depositsTable(timeZone), withdrawals: withdrawalsTable(timeZone),
  };
  return write(say, tables[kind], rows, form);
}

async function write<Row>(say: Say, table: HistoryTable<Row>, rows: readonly Row[], form: CsvForm): Promise<File> {
  const sums = new ExportSums(table);
  const parts = [csvStart(table.header, form)];
  for (let from = 0; from < rows.length; from += rowsPerTurn) {
    const some = rows.slice(from, from + rowsPerTurn);
    for (const row of some) sums.add(row);
    parts.push(csvLines(some.map((row) => table.cells(row)), form));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { bytes: Buffer.concat(parts), sums: sums.lines(say) };
}
