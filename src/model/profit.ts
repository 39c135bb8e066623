// What sales earned or lost in rand by the average-cost method, as far as the trades that are known tell; pure.
import { afterSale, nothingHeld, oldestFirst, type Held } from './averageEntry.js';
import type { CurrencyCode, MarketId } from './market.js';
import { dividedBy, isAbove, isBelow, isPositive, isZero, minus, plus, round, smaller, sum, times, ZERO, type Decimal } from './money.js';
import type { Trade } from './trade.js';

/** Decimals of a part of a trade; the exchange's own fees have 16 (PROTOCOL.md section 5). */
const places = 16;
const centPlaces = 2;
/** Some 20 µs each. */
const tradesPerStep = 100;

/** A time, ms since 1970: from its first instant to the first one after it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Whole cents of rand, each rounded for itself, so that `realised` is exactly `received` - `cost` - `fees`. */
export interface Figures {
  readonly received: Decimal;
  readonly cost: Decimal;
  readonly fees: Decimal;
  readonly realised: Decimal;
}

export interface MarketProfit extends Figures {
  readonly market: MarketId;
  /** Base sold in the time whose cost is known. */
  readonly sold: Decimal;
  /** Base sold in the time that no trade known had bought; it is in no other figure. */
  readonly unbought: Decimal;
  /** Trades whose fee is not known or is in a third currency; nothing is taken off for them. */
  readonly withoutFee: number;
  /** What is held after the last trade, be it later than the time, with fees in its cost. */
  readonly held: Held;
}

export interface Profit {
  /** With something sold in the time or still held, the first met first. */
  readonly markets: readonly MarketProfit[];
  /** Of `markets`: the sum of their cents. */
  readonly total: Figures;
  /** Markets whose prices are not in rand; their trades are left out. */
  readonly foreign: readonly MarketId[];
}

type Unit = { readonly base: CurrencyCode; readonly quote: CurrencyCode };

/**
 * Worked out in steps of about two milliseconds, so that others can have their turn in between.
 * @param trades own ones of any markets and in any order; those after the time count for what is held
 */
export function* profitSteps(trades: readonly Trade[], unitOf: (market: MarketId) => Unit, span: Span): Generator<undefined, Profit> {
  const markets: MarketProfit[] = [];
  const foreign: MarketId[] = [];
  for (const [market, own] of grouped(trades)) {
    if (unitOf(market).quote === 'zar') markets.push(yield* marketSteps(market, own, unitOf(market), span));
    else foreign.push(market);
  }
  const shown = markets.filter(({ sold, unbought, held }) => [sold, unbought, held.amount].some(isPositive));
  const total = (name: keyof Figures): Decimal => sum(shown.map((one) => one[name]));
  return { markets: shown, total: { received: total('received'), cost: total('cost'), fees: total('fees'), realised: total('realised') }, foreign };
}

function grouped(trades: readonly Trade[]): ReadonlyMap<MarketId, readonly Trade[]> {
  const byMarket = new Map<MarketId, Trade[]>();
  for (const trade of trades) {
    const own = byMarket.get(trade.market);
    if (own === undefined) byMarket.set(trade.market, [trade]);
    else own.push(trade);
  }
  return byMarket;
}

/** What has happened so far; exact, but for the average's 16 decimals. */
interface Tally {
  readonly held: Held;
  readonly sold: Decimal;
  readonly unbought: Decimal;
  readonly received: Decimal;
  readonly cost: Decimal;
  readonly fees: Decimal;
  readonly withoutFee: number;
}

const start: Tally = { held: nothingHeld, sold: ZERO, unbought: ZERO, received: ZERO, cost: ZERO, fees: ZERO, withoutFee: 0 };

function* marketSteps(market: MarketId, trades: readonly Trade[], unit: Unit, span: Span): Generator<undefined, MarketProfit> {
  let end = start;
  for (const [index, trade] of oldestFirst(trades).entries()) {
    if (index % tradesPerStep === 0) yield;
    end = afterTrade(end, trade, unit, span);
  }
  const [received, cost, fees] = [end.received, end.cost, end.fees].map((one) => round(one, centPlaces, 'nearest')) as [Decimal, Decimal, Decimal];
  return { market, sold: end.sold, unbought: end.unbought, received, cost, fees, realised: minus(minus(received, cost), fees), withoutFee: end.withoutFee, held: end.held };
}

/** A sale outside the time changes only what is held. */
function afterTrade(before: Tally, trade: Trade, unit: Unit, { from, until }: Span): Tally {
  const tally = feeOf(trade, unit) === undefined ? { ...before, withoutFee: before.withoutFee + 1 } : before;
  if (trade.side === 'buy') return { ...tally, held: afterBuy(tally.held, trade, unit) };
  const after = afterSell(tally, trade, unit);
  return trade.at >= from && trade.at < until ? after : { ...tally, held: after.held };
}

interface Fee {
  readonly inBase: Decimal;
  readonly inQuote: Decimal;
}

/** Undefined when it cannot be told in this market's currencies, or would eat more than was bought. */
function feeOf({ feeAmount, feeCurrency, amount }: Trade, { base, quote }: Unit): Fee | undefined {
  if (feeAmount === undefined) return undefined;
  if (isZero(feeAmount)) return { inBase: ZERO, inQuote: ZERO };
  if (feeCurrency === quote) return { inBase: ZERO, inQuote: feeAmount };
  return feeCurrency === base && !isAbove(feeAmount, amount) ? { inBase: feeAmount, inQuote: ZERO } : undefined;
}

const noFee: Fee = { inBase: ZERO, inQuote: ZERO };

/** A fee in base is taken from what comes (PROTOCOL.md section 5): fewer coins for the same rand. */
function afterBuy(held: Held, trade: Trade, unit: Unit): Held {
  const { inBase, inQuote } = feeOf(trade, unit) ?? noFee;
  return { amount: plus(held.amount, minus(trade.amount, inBase)), cost: plus(held.cost, plus(trade.total, inQuote)) };
}

/** Only the part that is known to have been bought counts, with its share of the trade's total and fee. */
function afterSell(tally: Tally, trade: Trade, unit: Unit): Tally {
  const known = smaller(trade.amount, tally.held.amount);
  const held = afterSale(tally.held, known);
  const { inBase, inQuote } = feeOf(trade, unit) ?? noFee;
  const share = (value: Decimal): Decimal => (isBelow(known, trade.amount) ? dividedBy(times(value, known), trade.amount, places, 'nearest') : value);
  return {
    ...tally, held, sold: plus(tally.sold, known), unbought: plus(tally.unbought, minus(trade.amount, known)),
    received: plus(tally.received, share(trade.total)), cost: plus(tally.cost, minus(tally.held.cost, held.cost)),
    fees: plus(tally.fees, share(plus(inQuote, times(inBase, trade.price)))),
  };
}
