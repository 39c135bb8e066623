// Control of the market: other traders, prices, and the fate of users' orders.
import { orderBody, ownTradeBody, type OrderBody, type OwnTradeBody } from '../rest/bodies.js';
import { decimal } from '../decimals.js';
import type { Market } from '../trading/marketList.js';
import type { Order, Side } from '../trading/order.js';
import type { Venue } from '../venue.js';

export interface OtherTraderControl {
  /** A limit order of somebody else; gives its id. */
  placeLimit(market: string, side: Side, price: string, volume: string): number;
  /** A market order of somebody else, cut to what the book holds. */
  take(market: string, side: Side, volume: string): void;
}

export interface TradingControl {
  otherTrader: OtherTraderControl;
  /** Re-quotes the book so that best bid and ask bracket the price, through ordinary increments; one small trade prints the price. */
  moveTo(market: string, price: string): void;
  /** Somebody takes exactly that volume of a resting user's order, at its price. */
  fillOrder(orderId: number, volume: string): void;
  /** The user's next order is accepted and then rejected. */
  rejectNext(uid: string, reason?: string): void;
  /** The exchange itself cancels a resting order, at once. */
  cancelOrder(orderId: number): void;
  /** A user's orders, oldest first. */
  orders(uid: string): OrderBody[];
  /** A user's own trades, oldest first. */
  trades(uid: string): OwnTradeBody[];
  /** Changes a market's state ('enabled', 'disabled'); orders in a market that is not enabled are refused. */
  setMarketState(market: string, state: string): void;
}

/** Market control over one exchange. */
export function tradingControl(venue: Venue): TradingControl {
  const market = (id: string): Market => {
    const found = venue.markets.find((known) => known.id === id);
    if (found === undefined) throw new Error(`no market ${id}`);
    return found;
  };
  const order = (id: number): Order => {
    const found = venue.desk.byId(id);
    if (found === null) throw new Error(`no order ${id}`);
    return found;
  };
  return {
    otherTrader: {
      placeLimit: (id, side, price, volume) => venue.otherTraders.placeLimit(market(id), side, decimal(price), decimal(volume)).id,
      take: (id, side, volume) => void venue.otherTraders.take(market(id), side, decimal(volume)),
    },
    moveTo: (id, price) => venue.otherTraders.moveTo(market(id), decimal(price)),
    fillOrder: (id, volume) => venue.otherTraders.fill(order(id), decimal(volume)),
    rejectNext: (uid, reason = 'rejected by the exchange') => venue.desk.rejectNext(uid, reason),
    cancelOrder: (id) => venue.engine.cancel(order(id)),
    orders: (uid) => venue.desk.ofUser(uid).map(orderBody),
    trades: (uid) => venue.trades.ofUser(uid).map(ownTradeBody),
    setMarketState(id, state) {
      market(id).state = state;
    },
  };
}
