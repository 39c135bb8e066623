// What one trade does to a holding by average cost, and what a sale got, cost and earned by it; pure. The one place of this
// arithmetic: /profit, its CSV file and the push of a sale all count with it.
import { afterSale, type Held } from './averageEntry.js';
import type { CurrencyCode } from './market.js';
import { dividedBy, isAbove, isBelow, isZero, minus, plus, round, smaller, times, ZERO, type Decimal } from '../money.js';
import type { Trade } from './trade.js';

/** Decimals of a part of a trade; the exchange's own fees have 16 (PROTOCOL.md section 5). */
const places = 16;
const centPlaces = 2;

export type Unit = { readonly base: CurrencyCode; readonly quote: CurrencyCode };

/** Of one sale or of several; exact, but for the average's 16 decimals. */
export interface SaleFigures {
  /** Base whose cost is known. */
  readonly sold: Decimal;
  /** Base that no trade known had bought; it is in no other figure. */
  readonly unbought: Decimal;
  /** Of `sold`, in quote, before the fee. */
  readonly received: Decimal;
  /** Of `sold`, in quote, at the average of that moment. */
  readonly cost: Decimal;
  /** Of `sold`, in quote; negative for a rebate. */
  readonly fees: Decimal;
}

export const noSale: SaleFigures = { sold: ZERO, unbought: ZERO, received: ZERO, cost: ZERO, fees: ZERO };

export const addSales = (a: SaleFigures, b: SaleFigures): SaleFigures => ({
  sold: plus(a.sold, b.sold), unbought: plus(a.unbought, b.unbought), received: plus(a.received, b.received), cost: plus(a.cost, b.cost), fees: plus(a.fees, b.fees),
});

/** Whole cents of rand, each rounded for itself, so that `realised` is exactly `received` - `cost` - `fees`. */
export interface Figures {
  readonly received: Decimal;
  readonly cost: Decimal;
  readonly fees: Decimal;
  readonly realised: Decimal;
}

export function inCents(sale: Pick<SaleFigures, 'received' | 'cost' | 'fees'>): Figures {
  const [received, cost, fees] = [sale.received, sale.cost, sale.fees].map((one) => round(one, centPlaces, 'nearest')) as [Decimal, Decimal, Decimal];
  return { received, cost, fees, realised: minus(minus(received, cost), fees) };
}

export interface Taken {
  readonly held: Held;
  /** Absent for a buy. */
  readonly sale?: SaleFigures;
  /** False where the fee is not known or is in a third currency: then nothing is taken off for it. */
  readonly feeKnown: boolean;
}

/** The holding after one trade of its market. */
export function takeTrade(held: Held, trade: Trade, unit: Unit): Taken {
  const known = feeOf(trade, unit);
  const fee = known ?? noFee;
  return { ...(trade.side === 'buy' ? { held: afterBuy(held, trade, fee) } : afterSell(held, trade, fee)), feeKnown: known !== undefined };
}

interface Fee {
  readonly inBase: Decimal;
  readonly inQuote: Decimal;
}

const noFee: Fee = { inBase: ZERO, inQuote: ZERO };

/** Undefined when it cannot be told in this market's currencies, or would eat more than was bought. */
function feeOf({ feeAmount, feeCurrency, amount }: Trade, { base, quote }: Unit): Fee | undefined {
  if (feeAmount === undefined) return undefined;
  if (isZero(feeAmount)) return noFee;
  if (feeCurrency === quote) return { inBase: ZERO, inQuote: feeAmount };
  return feeCurrency === base && !isAbove(feeAmount, amount) ? { inBase: feeAmount, inQuote: ZERO } : undefined;
}

/** A fee in base is taken from what comes (PROTOCOL.md section 5): fewer coins for the same rand. */
function afterBuy(held: Held, { amount, total }: Trade, { inBase, inQuote }: Fee): Held {
  return { amount: plus(held.amount, minus(amount, inBase)), cost: plus(held.cost, plus(total, inQuote)) };
}

/** Only the part that is known to have been bought counts, with its share of the trade's total and fee. */
function afterSell(before: Held, trade: Trade, fee: Fee): { readonly held: Held; readonly sale: SaleFigures } {
  const sold = smaller(trade.amount, before.amount);
  const held = afterSale(before, sold);
  const share = (value: Decimal): Decimal => (isBelow(sold, trade.amount) ? dividedBy(times(value, sold), trade.amount, places, 'nearest') : value);
  return { held, sale: { sold, unbought: minus(trade.amount, sold), received: share(trade.total), cost: minus(before.cost, held.cost), fees: share(feeInQuote(trade, fee)) } };
}

const feeInQuote = ({ price }: Trade, { inBase, inQuote }: Fee): Decimal => plus(inQuote, times(inBase, price));

/** The whole fee of a sale in quote, negative for a rebate; undefined where it is not known. */
export function saleFee(trade: Trade, unit: Unit): Decimal | undefined {
  const fee = feeOf(trade, unit);
  return fee === undefined ? undefined : feeInQuote(trade, fee);
}
