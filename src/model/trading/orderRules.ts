// The exchange's rules for an order, checked before it is shown, because the exchange answers every breach with one code.
import { compare, decimalPlaces, dividedBy, isAbove, isBelow, isZero, round, type Decimal } from '../money.js';
import type { Market } from './market.js';
import type { OrderType, Side } from './order.js';

export interface ProposedOrder {
  readonly side: Side;
  readonly type: OrderType;
  readonly volume: Decimal;
  /** The limit price; for a market order the expected average. */
  readonly price: Decimal;
  /** What it would cost (buy) in the quote currency. */
  readonly total: Decimal;
  /** Available of the currency given: quote for a buy, base for a sell. */
  readonly available: Decimal;
}

export type OrderRule = 'closed' | 'pricePrecision' | 'minPrice' | 'maxPrice' | 'amountPrecision' | 'minAmount' | 'funds' | 'noFunds';

/** Which rule is broken and the nearest amount or price that keeps it, where there is one. */
export interface Breach {
  readonly rule: OrderRule;
  readonly nearestVolume?: Decimal;
  readonly nearestPrice?: Decimal;
}

/** The first rule the order breaks, prices before amounts before funds; undefined when it may be sent. */
export function findBreach(market: Market, order: ProposedOrder): Breach | undefined {
  if (market.state !== 'enabled') return { rule: 'closed' };
  return (order.type === 'limit' ? priceBreach(market, order.price) : undefined) ?? amountBreach(market, order.volume) ?? fundsBreach(market, order);
}

function priceBreach(market: Market, price: Decimal): Breach | undefined {
  if (decimalPlaces(price) > market.pricePrecision) return { rule: 'pricePrecision', nearestPrice: round(price, market.pricePrecision, 'nearest') };
  if (!isZero(market.minPrice) && isBelow(price, market.minPrice)) return { rule: 'minPrice', nearestPrice: market.minPrice };
  return !isZero(market.maxPrice) && isAbove(price, market.maxPrice) ? { rule: 'maxPrice', nearestPrice: market.maxPrice } : undefined;
}

function amountBreach(market: Market, volume: Decimal): Breach | undefined {
  if (isBelow(volume, market.minAmount) || isZero(volume)) return { rule: 'minAmount', nearestVolume: market.minAmount };
  if (decimalPlaces(volume) <= market.amountPrecision) return undefined;
  return { rule: 'amountPrecision', nearestVolume: round(volume, market.amountPrecision, 'down') };
}

function fundsBreach(market: Market, order: ProposedOrder): Breach | undefined {
  const needed = order.side === 'buy' ? order.total : order.volume;
  if (compare(needed, order.available) <= 0) return undefined;
  const most = order.side === 'buy' ? dividedBy(order.available, order.price, market.amountPrecision, 'down') : round(order.available, market.amountPrecision, 'down');
  return isBelow(most, market.minAmount) ? { rule: 'noFunds' } : { rule: 'funds', nearestVolume: most };
}
