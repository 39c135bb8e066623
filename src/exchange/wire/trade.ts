// Reads a fill of ours in the three shapes the exchange has (API.txt, Models: Trade; PROTOCOL.md section 1, trade).
import { times } from '../../model/money.js';
import type { Side } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';
import { amount, asObject, optionalAmount, optionalText, present, text, type WireObject } from './fields.js';
import { side } from './side.js';
import { time } from './time.js';

/**
 * Reads a trade. The fee is taken only from `fee_amount`: `fee` alone is a rate whose unit differs between versions.
 * @throws ProtocolError when id, order id, market, side, price, amount or time is missing or unreadable.
 */
export function readTrade(value: unknown): Trade {
  const from = asObject(value, 'trade');
  const ourSide = side(from, 'trade');
  const price = amount(from, 'trade', 'price');
  const size = amount(from, 'trade', 'amount', 'volume');
  return {
    id: text(from, 'trade', 'id', 'tid'),
    orderId: readOrderId(from, ourSide),
    market: text(from, 'trade', 'market', 'market_id').toLowerCase(),
    side: ourSide,
    price,
    amount: size,
    total: optionalAmount(from, 'trade', 'total') ?? times(price, size),
    at: time(from, 'trade', 'created_at', 'at', 'date'),
    ...present({
      takerSide: optionalText(from, 'taker_type'),
      feeAmount: optionalAmount(from, 'trade', 'fee_amount'),
      feeCurrency: optionalText(from, 'fee_currency')?.toLowerCase(),
      customOrderId: optionalText(from, 'custom_order_id'),
    }),
  };
}

/** The oldest shape names both orders; ours is the one of our side. */
const readOrderId = (from: WireObject, ourSide: Side): string =>
  optionalText(from, 'order_id') ?? text(from, 'trade', ourSide === 'sell' ? 'ask_id' : 'bid_id');
