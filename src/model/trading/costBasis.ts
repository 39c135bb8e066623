// What an account's coins cost on average, kept up as its trades are read, so that what a sale earned is known without asking; pure.
//
//   older trades ──> held (settled) ──┐
//   recent trades, by time and id ────┴─> what each order's sales got and cost
//
// Only what is older than any trade that may still be heard is settled; the rest is worked out anew each time, in the order it
// happened. So a trade that comes late, twice or out of order changes the figures as if it had come in its turn.
import { nothingHeld, oldestFirst, type Held } from './averageEntry.js';
import type { MarketId } from './market.js';
import { isZero } from '../money.js';
import { addSales, noSale, takeTrade, type SaleFigures, type Unit } from './saleCost.js';
import type { Trade } from './trade.js';

/** Trades of all markets that wait to be settled; with more of them the basis is given up. */
export const recentTradesLimit = 500;
/** Some 20 µs each. */
const tradesPerStep = 100;

export interface HeldCost extends Held {
  /** The fee of something bought is not known, so the cost is not exact. */
  readonly unsure?: true;
}

export interface OrderSale extends SaleFigures {
  /** The cost or a fee in it is not exact. */
  readonly unsure?: true;
}

export interface CostBasis {
  /** All trades before this are in `held`, ms since 1970; heard again they change nothing. */
  readonly settledUntil: number;
  /** After the settled trades, by market; markets with nothing held are left out. */
  readonly held: Readonly<Record<MarketId, HeldCost>>;
  /** Trades since then, oldest first, each once. */
  readonly recent: readonly Trade[];
  /** What the settled sales of an order came to, for orders that may be filled further or have recent trades. */
  readonly sales: Readonly<Record<string, OrderSale>>;
}

export type UnitOf = (market: MarketId) => Unit;
/** Whether the sales of an order are still of interest once they are settled. */
export type Keeps = (orderId: string) => boolean;

/**
 * Adds trades that are not known yet and completes fees of those that are; markets not in rand are left out.
 * @returns the same basis when that is nothing; undefined when there are more than recentTradesLimit
 */
export function withRecent(basis: CostBasis, heard: readonly Trade[], unitOf: UnitOf): CostBasis | undefined {
  const byId = new Map(basis.recent.map((trade) => [trade.id, trade]));
  let changed = false;
  for (const trade of heard) {
    const known = byId.get(trade.id);
    const isNews = known === undefined ? isCounted(trade, basis.settledUntil, unitOf) : known.feeAmount === undefined && trade.feeAmount !== undefined;
    if (isNews) byId.set(trade.id, trade);
    changed ||= isNews;
  }
  if (!changed) return basis;
  return byId.size > recentTradesLimit ? undefined : { ...basis, recent: oldestFirst([...byId.values()]) };
}

const isCounted = (trade: Trade, from: number, unitOf: UnitOf): boolean => trade.at >= from && unitOf(trade.market).quote === 'zar';

/** What the sales of each order came to, settled and recent ones. */
export function salesOf(basis: CostBasis, unitOf: UnitOf): ReadonlyMap<string, OrderSale> {
  const walk = new Walk(basis);
  for (const trade of basis.recent) walk.take(trade, unitOf);
  return walk.sales;
}

/** Settles what is older than `until` (ms since 1970), for no older trade will be heard; the same basis when it was. */
export function settledTo(basis: CostBasis, until: number, unitOf: UnitOf, keeps: Keeps): CostBasis {
  if (until <= basis.settledUntil) return basis;
  const walk = new Walk(basis);
  for (const trade of basis.recent) if (trade.at < until) walk.take(trade, unitOf);
  return walk.basis(until, basis.recent.filter((trade) => trade.at >= until), keeps);
}

/**
 * Works the basis out from all own trades, in any order and each once, in steps of about two milliseconds.
 * @returns undefined when more than recentTradesLimit are not older than `until` (ms since 1970)
 */
export function* basisSteps(trades: readonly Trade[], until: number, unitOf: UnitOf, keeps: Keeps): Generator<undefined, CostBasis | undefined> {
  const walk = new Walk({ held: {}, sales: {} });
  const recent: Trade[] = [];
  for (const [index, trade] of oldestFirst(trades).entries()) {
    if (index % tradesPerStep === 0) yield;
    if (isCounted(trade, until, unitOf)) recent.push(trade);
    else if (isCounted(trade, 0, unitOf)) walk.take(trade, unitOf);
  }
  return recent.length > recentTradesLimit ? undefined : walk.basis(until, recent, keeps);
}

/** Goes through trades in the order they happened. */
class Walk {
  private readonly held: Map<MarketId, HeldCost>;
  readonly sales: Map<string, OrderSale>;

  constructor({ held, sales }: Pick<CostBasis, 'held' | 'sales'>) {
    this.held = new Map(Object.entries(held));
    this.sales = new Map(Object.entries(sales));
  }

  take(trade: Trade, unitOf: UnitOf): void {
    const before = this.held.get(trade.market);
    const { held, sale, feeKnown } = takeTrade(before ?? nothingHeld, trade, unitOf(trade.market));
    const wasUnsure = before?.unsure === true;
    if (isZero(held.amount)) this.held.delete(trade.market);
    else this.held.set(trade.market, { ...held, ...unsureIf(wasUnsure || (sale === undefined && !feeKnown)) });
    if (sale === undefined) return;
    const known = this.sales.get(trade.orderId);
    this.sales.set(trade.orderId, { ...addSales(known ?? noSale, sale), ...unsureIf(wasUnsure || !feeKnown || known?.unsure === true) });
  }

  basis(settledUntil: number, recent: readonly Trade[], keeps: Keeps): CostBasis {
    const awaited = new Set(recent.map((trade) => trade.orderId));
    const sales = [...this.sales].filter(([orderId]) => awaited.has(orderId) || keeps(orderId));
    return { settledUntil, held: Object.fromEntries(this.held), recent, sales: Object.fromEntries(sales) };
  }
}

const unsureIf = (is: boolean): { readonly unsure?: true } => (is ? { unsure: true } : {});
