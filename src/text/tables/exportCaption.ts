// The sums of an exported file per currency, and the words for them.
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { plus, ZERO, type Decimal } from '../../model/money.js';
import { remarks, sumNames, type HistoryTable, type Remark, type SumName } from './historyTables.js';
import type { Say } from '../index.js';
import { showTotal } from '../orderFigures.js';
import { join } from '../rich.js';

/** Currencies told of in one line; a caption holds 1,024 characters (PLATFORM.md 1.4). */
const currenciesShown = 6;

/** Adds up row by row, so that others can have their turn in between. */
export class ExportSums<Row> {
  readonly #sums = new Map<SumName, Map<CurrencyCode, Decimal>>();
  readonly #remarks = new Map<Remark, number>();

  constructor(private readonly table: HistoryTable<Row>) {}

  add(row: Row): void {
    for (const [name, currency, value] of this.table.additions(row)) {
      const totals = this.#sums.get(name) ?? new Map<CurrencyCode, Decimal>();
      this.#sums.set(name, totals.set(currency, plus(totals.get(currency) ?? ZERO, value)));
    }
    const remark = this.table.remark(row);
    if (remark !== undefined) this.#remarks.set(remark, (this.#remarks.get(remark) ?? 0) + 1);
  }

  /** One line for each sum there is, then one for each reason why rows are not in them. */
  lines(say: Say): readonly Rich[] {
    const sums = sumNames.flatMap((name) => {
      const totals = this.#sums.get(name);
      return totals === undefined ? [] : [say(`export.${name}`, { sums: showTotals(say, totals) })];
    });
    return [...sums, ...remarks.flatMap((remark) => (this.#remarks.has(remark) ? [say(`export.${remark}`, { count: this.#remarks.get(remark) ?? 0 })] : []))];
  }
}

/** "0.5 BTC, R1 000.00", the first met first. */
function showTotals(say: Say, totals: ReadonlyMap<CurrencyCode, Decimal>): Rich {
  const shown = [...totals].slice(0, currenciesShown).map(([currency, total]) => showTotal(say, total, currency));
  const left = totals.size - shown.length;
  return join([...shown, ...(left > 0 ? [say('export.moreCurrencies', { count: left })] : [])], ', ');
}
