// POST /market/orders: asks for a new order (API.txt, Create Order).
import type { Endpoint } from '../../endpoint.js';
import type { OrderRequest } from '../../../model/draft.js';
import type { Order } from '../../../model/trading/order.js';
import { asObject } from '../../wire/fields.js';
import { readOrder } from '../../wire/order.js';

export type CreateOrderInput = OrderRequest;

/** The answer means "submitted", not "placed": its state is usually pending (PROTOCOL.md section 3, orders: life cycle). */
export const createOrder: Endpoint<CreateOrderInput, Order> = {
  name: 'createOrder', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/market/orders',
  body: (input) => ({
    market: input.market,
    side: input.side,
    volume: input.volume,
    ord_type: input.type,
    // A market order with a price, even null, is refused (PROTOCOL.md section 3, market.order.market_order_price).
    ...(input.type === 'limit' && input.price !== undefined ? { price: input.price } : {}),
    ...(input.type === 'limit' && input.postOnly === true ? { post_only: true } : {}),
    custom_order_id: input.customOrderId,
  }),
  parse: (body, input) => readOrder({ ...asAsked(input), ...withoutNulls(body) }),
};

/** What was asked stands in for what the answer leaves out; only the id cannot be known without it. */
const asAsked = (input: CreateOrderInput): Readonly<Record<string, unknown>> => ({
  market: input.market, side: input.side, ord_type: input.type, price: input.price, origin_volume: input.volume,
  state: 'pending', custom_order_id: input.customOrderId,
});

const withoutNulls = (body: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(asObject(body, 'order')).filter(([, value]) => value !== null));
