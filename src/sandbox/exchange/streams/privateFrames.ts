// The payloads of the private streams: order, trade and balance, in each known shape (PROTOCOL.md section 1).
import { railsText } from '../decimals.js';
import type { Holding } from '../money/ledger.js';
import { averagePrice, type Order, type Trade, type TradeParty } from '../trading/order.js';
import { isoTime, seconds } from '../times.js';
import type { FrameVariants } from './frameVariants.js';

/** An order frame; a market order is only sent once it is done, so null until then. */
export function orderFrame(order: Order, variant: FrameVariants['order']): Record<string, unknown> | null {
  if (order.type === 'market' && order.state !== 'done') return null;
  const common = {
    id: order.id, market: order.market.id, side: order.side, ord_type: order.type,
    price: order.price === null ? null : railsText(order.price), avg_price: railsText(averagePrice(order)), state: order.state,
    origin_volume: railsText(order.volume), remaining_volume: railsText(order.remaining), executed_volume: railsText(order.executed),
    trades_count: order.tradesCount,
  };
  if (variant === 'iso') return { ...common, uuid: order.uuid, created_at: isoTime(order.createdAt), updated_at: isoTime(order.updatedAt) };
  return {
    ...common, kind: order.side === 'sell' ? 'ask' : 'bid', at: seconds(order.createdAt),
    created_at: seconds(order.createdAt), updated_at: seconds(order.updatedAt),
  };
}

/** A trade frame for one of its parties. */
export function tradeFrame(trade: Trade, party: TradeParty, variant: FrameVariants['trade']): Record<string, unknown> {
  const common = {
    id: trade.id, order_id: party.orderId, market: trade.market.id, side: party.side, taker_type: trade.taker.side,
    price: railsText(trade.price), amount: railsText(trade.amount), total: railsText(trade.total),
  };
  if (variant === 'plain') return { ...common, created_at: seconds(trade.at) };
  return {
    ...common, created_at: isoTime(trade.at),
    fee_currency: party.feeCurrency, fee: railsText(party.feeRate), fee_amount: railsText(party.feeAmount),
  };
}

/** A balance frame; what `balance` means depends on the variant. */
export function balanceFrame(currency: string, holding: Holding, variant: FrameVariants['balance'], nowMs: number): Record<string, unknown> {
  const available = railsText(holding.available);
  const locked = railsText(holding.locked);
  if (variant === 'currency_id') return { currency_id: currency, balance: available, locked };
  if (variant === 'currency') return { currency, balance: available, locked };
  return { currency, balance: railsText(holding.available.plus(holding.locked)), locked, available, updated_at: nowMs };
}
