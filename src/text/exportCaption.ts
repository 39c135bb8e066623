// What is said of an exported file: how many rows, and what they come to per currency.
import { isCredited, type Deposit } from '../model/deposit.js';
import type { CurrencyCode } from '../model/market.js';
import type { Rich } from '../model/message.js';
import { plus, ZERO, type Decimal } from '../model/money.js';
import type { Trade } from '../model/trade.js';
import type { Withdrawal } from '../model/withdrawal.js';
import { feeCurrencyOf, type Unit } from './historyRows.js';
import { showTotal } from './orderFigures.js';
import { clean } from './rich.js';
import type { Say } from './index.js';

/** Currencies told of in one line; a caption holds 1,024 characters (PLATFORM.md 1.4). */
const currenciesShown = 6;
const codeShown = 10;

type Sum = readonly [CurrencyCode, Decimal];

/** "0.5 BTC, R1 000.00": the sums of a list per currency, the first met first. */
function showSums(say: Say, sums: readonly Sum[]): string {
  const totals = new Map<CurrencyCode, Decimal>();
  for (const [currency, value] of sums) totals.set(currency, plus(totals.get(currency) ?? ZERO, value));
  const shown = [...totals].slice(0, currenciesShown).map(([currency, total]) => showTotal(total, clean(currency, codeShown)));
  const left = totals.size - shown.length;
  return [...shown, ...(left > 0 ? [say('export.moreCurrencies', { count: left }).text] : [])].join(', ');
}

const sumLine = (say: Say, key: 'export.bought' | 'export.sold' | 'export.paid' | 'export.received' | 'export.fees' | 'export.credited' | 'export.sent', sums: readonly Sum[]): readonly Rich[] =>
  sums.length === 0 ? [] : [say(key, { sums: showSums(say, sums) })];

export function tradesCaption(say: Say, trades: readonly Trade[], unitOf: (trade: Trade) => Unit): readonly Rich[] {
  const of = (side: Trade['side'], sum: (trade: Trade, unit: Unit) => Sum): readonly Sum[] => trades.filter((trade) => trade.side === side).map((trade) => sum(trade, unitOf(trade)));
  const fees = trades.flatMap((trade): readonly Sum[] => (trade.feeAmount === undefined ? [] : [[feeCurrencyOf(trade, unitOf(trade)), trade.feeAmount]]));
  const lacking = trades.length - fees.length;
  return [
    ...sumLine(say, 'export.bought', of('buy', (trade, unit) => [unit.base, trade.amount])), ...sumLine(say, 'export.paid', of('buy', (trade, unit) => [unit.quote, trade.total])),
    ...sumLine(say, 'export.sold', of('sell', (trade, unit) => [unit.base, trade.amount])), ...sumLine(say, 'export.received', of('sell', (trade, unit) => [unit.quote, trade.total])),
    ...sumLine(say, 'export.fees', fees), ...(lacking === 0 ? [] : [say('export.noFee', { count: lacking })]),
  ];
}

export function depositsCaption(say: Say, deposits: readonly Deposit[]): readonly Rich[] {
  const credited = deposits.filter((deposit) => isCredited(deposit.state));
  return [...sumLine(say, 'export.credited', credited.map((deposit) => [deposit.currency, deposit.amount])), ...uncounted(say, deposits.length - credited.length)];
}

export function withdrawalsCaption(say: Say, withdrawals: readonly Withdrawal[]): readonly Rich[] {
  const sent = withdrawals.filter((withdrawal) => withdrawal.state === 'succeed');
  return [
    ...sumLine(say, 'export.sent', sent.map((withdrawal) => [withdrawal.currency, withdrawal.amount])),
    ...sumLine(say, 'export.fees', sent.map((withdrawal) => [withdrawal.currency, withdrawal.fee])), ...uncounted(say, withdrawals.length - sent.length),
  ];
}

const uncounted = (say: Say, count: number): readonly Rich[] => (count === 0 ? [] : [say('export.uncounted', { count })]);
