// An order and a trade as the exchange keeps them.
import { ZERO, type Decimal } from '../decimals.js';
import type { Market } from './marketList.js';

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'market';
export type OrderState = 'pending' | 'wait' | 'done' | 'cancel' | 'reject';

/** Fractions of what is received; 0.002 is 0.2 %. */
export interface FeeRates {
  maker: Decimal;
  taker: Decimal;
}

export interface OrderRequest {
  market: Market;
  side: Side;
  type: OrderType;
  volume: Decimal;
  /** Null for a market order. */
  price: Decimal | null;
  postOnly: boolean;
  customOrderId: string | null;
}

export interface Order extends OrderRequest {
  id: number;
  uuid: string;
  uid: string;
  fees: FeeRates;
  state: OrderState;
  remaining: Decimal;
  executed: Decimal;
  /** Quote currency traded so far. */
  traded: Decimal;
  /** What it is to lock, fixed when it was accepted; null: worked out when it is opened. */
  toLock: Decimal | null;
  /** Still locked for this order: base for a sale, quote for a purchase. */
  locked: Decimal;
  tradesCount: number;
  createdAt: number;
  updatedAt: number;
  rejectReason: string | null;
}

/** One side of a trade, as its owner sees it. */
export interface TradeParty {
  uid: string;
  orderId: number;
  customOrderId: string | null;
  side: Side;
  feeRate: Decimal;
  feeAmount: Decimal;
  feeCurrency: string;
}

export interface Trade {
  id: number;
  market: Market;
  price: Decimal;
  amount: Decimal;
  total: Decimal;
  at: number;
  maker: TradeParty;
  taker: TradeParty;
}

interface Identity {
  id: number;
  uuid: string;
  uid: string;
  fees: FeeRates;
  at: number;
}

/** A new order in state pending, nothing locked yet (PROTOCOL.md section 3, life cycle). */
export function newOrder(identity: Identity, request: OrderRequest): Order {
  return {
    ...request, id: identity.id, uuid: identity.uuid, uid: identity.uid, fees: identity.fees,
    state: 'pending', remaining: request.volume, executed: ZERO, traded: ZERO, toLock: null, locked: ZERO, tradesCount: 0,
    createdAt: identity.at, updatedAt: identity.at, rejectReason: null,
  };
}

/** The currency an order locks. */
export function lockCurrency(order: Order): string {
  return order.side === 'sell' ? order.market.base : order.market.quote;
}

/** Whether an order can still change. */
export function isOpen(order: Order): boolean {
  return order.state === 'pending' || order.state === 'wait';
}

/** Average execution price, rounded down to the market's price precision; zero before the first trade. */
export function averagePrice(order: Order): Decimal {
  return order.executed.isZero() ? ZERO : order.traded.div(order.executed).decimalPlaces(order.market.pricePrecision);
}

/** The other side. */
export function opposite(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}
