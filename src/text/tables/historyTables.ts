// An account's trades, deposits and withdrawals as tables: a CSV row each, and what each adds to the sums that are told.
import { isCredited, type Deposit } from '../../model/payments/deposit.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import { minus, type Decimal } from '../../model/money.js';
import type { Trade } from '../../model/trading/trade.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';
import { localTimeCell, numberCell, textCell, utcTimeCell, type Cell } from './csv.js';
import { feeCurrencyOf, type Unit } from './historyRows.js';
import { showMarket } from '../orderFigures.js';

/** What is summed up, in the order told. */
export const sumNames = ['bought', 'paid', 'sold', 'received', 'credited', 'sent', 'fees'] as const;
export type SumName = (typeof sumNames)[number];
export type Addition = readonly [SumName, CurrencyCode, Decimal];
/** Why a row is not, or not all, in the sums. */
export const remarks = ['noFee', 'uncounted'] as const;
export type Remark = (typeof remarks)[number];

/** Column names are of one language: programs read them. */
export interface HistoryTable<Row> {
  readonly header: readonly string[];
  cells(row: Row): readonly Cell[];
  additions(row: Row): readonly Addition[];
  remark(row: Row): Remark | undefined;
}

const code = (currency: string): string => currency.toUpperCase();

/** `unitOf` says what a market trades. */
export const tradesTable = (unitOf: (trade: Trade) => Unit, timeZone: string): HistoryTable<Trade> => ({
  header: ['local_time', 'utc_time', 'id', 'market', 'side', 'price', 'amount', 'amount_currency', 'total', 'total_currency', 'fee', 'fee_currency', 'order_id'],
  cells: (trade) => {
    const unit = unitOf(trade);
    const { amount, at, feeAmount, id, orderId, price, side, total } = trade;
    return [
      localTimeCell(at, timeZone), utcTimeCell(at), textCell(id), textCell(showMarket(unit.base, unit.quote)), textCell(side), numberCell(price),
      numberCell(amount), textCell(code(unit.base)), numberCell(total), textCell(code(unit.quote)),
      numberCell(feeAmount), textCell(feeAmount === undefined ? undefined : code(feeCurrencyOf(trade, unit))), textCell(orderId),
    ];
  },
  additions: (trade) => {
    const unit = unitOf(trade);
    const [base, quote]: readonly [SumName, SumName] = trade.side === 'buy' ? ['bought', 'paid'] : ['sold', 'received'];
    return [[base, unit.base, trade.amount], [quote, unit.quote, trade.total], ...(trade.feeAmount === undefined ? [] : [['fees', feeCurrencyOf(trade, unit), trade.feeAmount] as const])];
  },
  remark: (trade) => (trade.feeAmount === undefined ? 'noFee' : undefined),
});

/** The amount is what is credited, net of the fee. */
export const depositsTable = (timeZone: string): HistoryTable<Deposit> => ({
  header: ['local_time', 'utc_time', 'id', 'currency', 'amount', 'fee', 'state', 'txid', 'completed_utc_time'],
  cells: ({ amount, completedAt, createdAt, currency, fee, id, state, txid }) => [
    localTimeCell(createdAt, timeZone), utcTimeCell(createdAt), textCell(id), textCell(code(currency)), numberCell(amount), numberCell(fee), textCell(state), textCell(txid), utcTimeCell(completedAt),
  ],
  additions: ({ amount, currency, state }) => (isCredited(state) ? [['credited', currency, amount]] : []),
  remark: ({ state }) => (isCredited(state) ? undefined : 'uncounted'),
});

/** The amount has the fee in it; what arrives is a column of its own. */
export const withdrawalsTable = (timeZone: string): HistoryTable<Withdrawal> => ({
  header: ['local_time', 'utc_time', 'id', 'currency', 'amount', 'fee', 'arrives', 'state', 'destination', 'txid', 'note', 'done_utc_time'],
  cells: ({ amount, createdAt, currency, destination, doneAt, fee, id, note, state, txid }) => [
    localTimeCell(createdAt, timeZone), utcTimeCell(createdAt), textCell(id), textCell(code(currency)), numberCell(amount), numberCell(fee), numberCell(minus(amount, fee)),
    textCell(state), textCell(destination), textCell(txid), textCell(note), utcTimeCell(doneAt),
  ],
  additions: ({ amount, currency, fee, state }) => (state === 'succeed' ? [['sent', currency, amount], ['fees', currency, fee]] : []),
  remark: ({ state }) => (state === 'succeed' ? undefined : 'uncounted'),
});
