// What sales earned or lost in rand by the average-cost method, as far as the trades that are known tell; pure.
import { nothingHeld, oldestFirst, type Held } from './averageEntry.js';
import type { MarketId } from './market.js';
import { isPositive, sum, type Decimal } from '../money.js';
import { addSales, inCents, noSale, takeTrade, type Figures, type SaleFigures, type Unit } from './saleCost.js';
import { withoutSelfTrades } from './selfTrade.js';
import type { Trade } from './trade.js';

/** Some 20 µs each. */
const tradesPerStep = 100;

/** A time, ms since 1970: from its first instant to the first one after it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** One sale and what became of it. */
export interface TradeSale extends SaleFigures {
  readonly trade: Trade;
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
  /** Each sale in rand in the time, those of one market oldest first. */
  readonly sales: readonly TradeSale[];
}

/**
 * Worked out in steps of about two milliseconds, so that others can have their turn in between.
 * @param trades own ones of any markets and in any order; those after the time count for what is held
 */
export function* profitSteps(trades: readonly Trade[], unitOf: (market: MarketId) => Unit, span: Span): Generator<undefined, Profit> {
  const markets: MarketProfit[] = [];
  const foreign: MarketId[] = [];
  const sales: TradeSale[] = [];
  for (const [market, own] of grouped(withoutSelfTrades(trades))) {
    if (unitOf(market).quote === 'zar') markets.push(yield* marketSteps(market, own, unitOf(market), span, sales));
    else foreign.push(market);
  }
  const shown = markets.filter(({ sold, unbought, held }) => [sold, unbought, held.amount].some(isPositive));
  const total = (name: keyof Figures): Decimal => sum(shown.map((one) => one[name]));
  return { markets: shown, total: { received: total('received'), cost: total('cost'), fees: total('fees'), realised: total('realised') }, foreign, sales };
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

/** Puts the sales of the time into `sales`; one outside it changes only what is held. */
function* marketSteps(market: MarketId, trades: readonly Trade[], unit: Unit, { from, until }: Span, sales: TradeSale[]): Generator<undefined, MarketProfit> {
  let held: Held = nothingHeld;
  let all = noSale;
  let withoutFee = 0;
  for (const [index, trade] of oldestFirst(trades).entries()) {
    if (index % tradesPerStep === 0) yield;
    const taken = takeTrade(held, trade, unit);
    held = taken.held;
    if (!taken.feeKnown) withoutFee += 1;
    if (taken.sale === undefined || trade.at < from || trade.at >= until) continue;
    all = addSales(all, taken.sale);
    sales.push({ trade, ...taken.sale });
  }
  return { market, sold: all.sold, unbought: all.unbought, ...inCents(all), withoutFee, held };
}
