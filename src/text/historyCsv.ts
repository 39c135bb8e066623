// An account's trades, deposits and withdrawals as CSV files. Column names are one language: programs read them.
import type { Deposit } from '../model/deposit.js';
import { minus } from '../model/money.js';
import type { Trade } from '../model/trade.js';
import type { Withdrawal } from '../model/withdrawal.js';
import { csvFile, localTimeCell, numberCell, textCell, utcTimeCell } from './csv.js';
import { feeCurrencyOf, type Unit } from './historyRows.js';
import { showMarket } from './orderFigures.js';

const code = (currency: string): string => currency.toUpperCase();

/** `unitOf` says what a market trades; rows in the order given. */
export function tradesCsv(trades: readonly Trade[], unitOf: (trade: Trade) => Unit, timeZone: string): Uint8Array {
  const header = ['local_time', 'utc_time', 'id', 'market', 'side', 'price', 'amount', 'amount_currency', 'total', 'total_currency', 'fee', 'fee_currency', 'order_id'];
  return csvFile(header, trades.map((trade) => {
    const unit = unitOf(trade);
    const { amount, at, feeAmount, id, orderId, price, side, total } = trade;
    return [
      localTimeCell(at, timeZone), utcTimeCell(at), textCell(id), textCell(showMarket(unit.base, unit.quote)), textCell(side), numberCell(price),
      numberCell(amount), textCell(code(unit.base)), numberCell(total), textCell(code(unit.quote)),
      numberCell(feeAmount), textCell(feeAmount === undefined ? undefined : code(feeCurrencyOf(trade, unit))), textCell(orderId),
    ];
  }));
}

/** The amount is what is credited, net of the fee. */
export function depositsCsv(deposits: readonly Deposit[], timeZone: string): Uint8Array {
  const header = ['local_time', 'utc_time', 'id', 'currency', 'amount', 'fee', 'state', 'txid', 'completed_utc_time'];
  return csvFile(header, deposits.map(({ amount, completedAt, createdAt, currency, fee, id, state, txid }) => [
    localTimeCell(createdAt, timeZone), utcTimeCell(createdAt), textCell(id), textCell(code(currency)), numberCell(amount), numberCell(fee), textCell(state), textCell(txid), utcTimeCell(completedAt),
  ]));
}

/** The amount has the fee in it; what arrives is a column of its own. */
export function withdrawalsCsv(withdrawals: readonly Withdrawal[], timeZone: string): Uint8Array {
  const header = ['local_time', 'utc_time', 'id', 'currency', 'amount', 'fee', 'arrives', 'state', 'destination', 'txid', 'note', 'done_utc_time'];
  return csvFile(header, withdrawals.map(({ amount, createdAt, currency, destination, doneAt, fee, id, note, state, txid }) => [
    localTimeCell(createdAt, timeZone), utcTimeCell(createdAt), textCell(id), textCell(code(currency)), numberCell(amount), numberCell(fee), numberCell(minus(amount, fee)),
    textCell(state), textCell(destination), textCell(txid), textCell(note), utcTimeCell(doneAt),
  ]));
}
