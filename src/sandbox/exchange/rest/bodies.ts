// Orders, trades and balances as the REST answers show them.
import { railsText } from '../decimals.js';
import type { Holding } from '../money/ledger.js';
import { averagePrice, type Order, type Trade } from '../trading/order.js';
import { isoTime } from '../times.js';
import type { OwnTrade } from '../trading/tradeHistory.js';

export interface OrderBody {
  id: number;
  uuid: string;
  side: string;
  ord_type: string;
  post_only: boolean;
  price: string | null;
  avg_price: string;
  state: string;
  market: string;
  created_at: string;
  updated_at: string;
  origin_volume: string;
  remaining_volume: string;
  executed_volume: string;
  trades_count: number;
  custom_order_id: string | null;
}

export interface OwnTradeBody {
  id: number;
  price: string;
  amount: string;
  total: string;
  fee_currency: string;
  fee: string;
  fee_amount: string;
  market: string;
  created_at: string;
  taker_type: string;
  side: string;
  order_id: number;
  custom_order_id: string | null;
}

/** One order; amounts as Rails strings, times with offset. */
export function orderBody(order: Order): OrderBody {
  return {
    id: order.id, uuid: order.uuid, side: order.side, ord_type: order.type, post_only: order.postOnly,
    price: order.price === null ? null : railsText(order.price), avg_price: railsText(averagePrice(order)),
    state: order.state, market: order.market.id, created_at: isoTime(order.createdAt), updated_at: isoTime(order.updatedAt),
    origin_volume: railsText(order.volume), remaining_volume: railsText(order.remaining), executed_volume: railsText(order.executed),
    trades_count: order.tradesCount, custom_order_id: order.customOrderId,
  };
}

/** One of a user's own trades; `fee` is a fraction (0.002 is 0.2 %). */
export function ownTradeBody({ trade, party }: OwnTrade): OwnTradeBody {
  return {
    id: trade.id, price: railsText(trade.price), amount: railsText(trade.amount), total: railsText(trade.total),
    fee_currency: party.feeCurrency, fee: railsText(party.feeRate), fee_amount: railsText(party.feeAmount),
    market: trade.market.id, created_at: isoTime(trade.at), taker_type: trade.taker.side, side: party.side,
    order_id: party.orderId, custom_order_id: party.customOrderId,
  };
}

/** A trade inside its order: without fees and order number (PROTOCOL.md section 3, shapes). */
export function orderTradeBody({ trade, party }: OwnTrade): Record<string, unknown> {
  return {
    id: trade.id, price: railsText(trade.price), amount: railsText(trade.amount), total: railsText(trade.total),
    market: trade.market.id, created_at: isoTime(trade.at), taker_type: trade.taker.side, side: party.side,
  };
}

/** A balance: `balance` is what is available (PROTOCOL.md section 3, shapes). */
export function balanceBody(currency: string, holding: Readonly<Holding>): Record<string, unknown> {
  return { currency, balance: railsText(holding.available), locked: railsText(holding.locked) };
}

/** Whether a trade belongs to this order. */
export function isTradeOf(trade: Trade, orderId: number): boolean {
  return trade.maker.orderId === orderId || trade.taker.orderId === orderId;
}
