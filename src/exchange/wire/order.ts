// Reads an order in the three shapes the exchange has (API.txt, Models: Order; PROTOCOL.md section 1, order).
import { ProtocolError } from '../../model/errors.js';
import { minus, plus, ZERO, type Decimal } from '../../model/money.js';
import type { Order, OrderType } from '../../model/trading/order.js';
import { amountOrZero, asObject, optionalAmount, optionalFlag, optionalInteger, optionalText, present, text, type WireObject } from './fields.js';
import { side } from './side.js';
import { optionalTime } from './time.js';

/**
 * Reads an order, completing what older shapes leave out: side from `kind`, what remains from `volume`, creation from `at`.
 * Times the exchange did not give are 0.
 * @throws ProtocolError when id, market, side, state or every volume is missing, or a number is none.
 */
export function readOrder(value: unknown): Order {
  const from = asObject(value, 'order');
  const type = readType(from);
  const price = type === 'market' ? undefined : optionalAmount(from, 'order', 'price');
  const createdAt = optionalTime(from, 'created_at', 'at', 'updated_at') ?? 0;
  return {
    id: text(from, 'order', 'id'),
    market: text(from, 'order', 'market', 'market_id').toLowerCase(),
    side: side(from, 'order'),
    type,
    averagePrice: amountOrZero(from, 'order', 'avg_price'),
    state: text(from, 'order', 'state'),
    ...readVolumes(from),
    createdAt,
    updatedAt: optionalTime(from, 'updated_at', 'created_at', 'at') ?? createdAt,
    ...present({
      price,
      uuid: optionalText(from, 'uuid'),
      customOrderId: optionalText(from, 'custom_order_id'),
      tradesCount: optionalInteger(from, 'trades_count'),
      postOnly: optionalFlag(from, 'post_only'),
    }),
  };
}

/** Where the type is not said, an order with a price is a limit order. */
function readType(from: WireObject): OrderType {
  const word = optionalText(from, 'ord_type')?.toLowerCase();
  if (word === 'limit' || word === 'market') return word;
  return optionalText(from, 'price') === undefined ? 'market' : 'limit';
}

interface Volumes {
  readonly originVolume: Decimal;
  readonly remainingVolume: Decimal;
  readonly executedVolume: Decimal;
}

/** Any two of the three give the third; one alone is taken as an order without a fill. */
function readVolumes(from: WireObject): Volumes {
  const origin = optionalAmount(from, 'order', 'origin_volume');
  const remaining = optionalAmount(from, 'order', 'remaining_volume', 'volume');
  const executed = optionalAmount(from, 'order', 'executed_volume');
  if (origin === undefined && remaining === undefined) throw new ProtocolError('order: volume is missing');
  const whole = origin ?? plus(remaining ?? ZERO, executed ?? ZERO);
  const left = remaining ?? minus(whole, executed ?? ZERO);
  return { originVolume: whole, remainingVolume: left, executedVolume: executed ?? minus(whole, left) };
}
