// Sales as a table with what each got, cost and earned: CSV rows, in which what is not known is an empty cell and said so.
import { oldestFirst } from '../../model/trading/averageEntry.js';
import { isPositive, isZero, minus, type Decimal } from '../../model/money.js';
import type { TradeSale } from '../../model/trading/profit.js';
import { saleFee, type Unit } from '../../model/trading/saleCost.js';
import { localTimeCell, numberCell, textCell, utcTimeCell, type Cell } from './csv.js';
import { showMarket } from '../orderFigures.js';

/** Column names and words are of one language: programs read them. */
export const profitHeader = [
  'local_time', 'utc_time', 'id', 'market', 'amount', 'amount_currency', 'received', 'cost', 'fee', 'profit', 'currency', 'cost_known', 'fee_known', 'order_id',
] as const;

export interface ProfitRow {
  readonly sale: TradeSale;
  readonly amount: Decimal;
  readonly received: Decimal;
  /** Absent where it is not known: then nothing is said of a profit. */
  readonly cost?: Decimal;
  /** Absent where it is not known: then nothing is taken off for it. */
  readonly fee?: Decimal;
}

/**
 * One row for each sale, oldest first; two for one of which only a part is known to have been bought, so that in every row
 * the profit is what was received less the cost and the fee, all exact.
 */
export function profitRows(sales: readonly TradeSale[], unitOf: (market: string) => Unit): readonly ProfitRow[] {
  const byTrade = new Map(sales.map((sale) => [sale.trade, sale]));
  return oldestFirst([...byTrade.keys()]).flatMap((trade) => {
    const sale = byTrade.get(trade);
    return sale === undefined ? [] : rowsOf(sale, saleFee(trade, unitOf(trade.market)));
  });
}

function rowsOf(sale: TradeSale, fee: Decimal | undefined): readonly ProfitRow[] {
  const { trade, sold, unbought, received, cost, fees } = sale;
  const known: ProfitRow = { sale, amount: sold, received, cost, ...(fee === undefined ? {} : { fee: fees }) };
  const unknown: ProfitRow = { sale, amount: unbought, received: minus(trade.total, received), ...(fee === undefined ? {} : { fee: minus(fee, fees) }) };
  return [...(isPositive(sold) ? [known] : []), ...(isZero(unbought) ? [] : [unknown])];
}

/** `isWhole`: false when the history was not read to its beginning, so that a cost may be wrong. */
export function profitCells({ sale: { trade }, amount, received, cost, fee }: ProfitRow, { base, quote }: Unit, timeZone: string, isWhole: boolean): readonly Cell[] {
  const profit = cost === undefined ? undefined : minus(minus(received, cost), fee ?? ('0' as Decimal));
  return [
    localTimeCell(trade.at, timeZone), utcTimeCell(trade.at), textCell(trade.id), textCell(showMarket(base, quote)), numberCell(amount), textCell(base.toUpperCase()),
    numberCell(received), numberCell(cost), numberCell(fee), numberCell(profit), textCell(quote.toUpperCase()),
    textCell(cost === undefined ? 'no' : isWhole ? 'yes' : 'uncertain'), textCell(fee === undefined ? 'no' : 'yes'), textCell(trade.orderId),
  ];
}
