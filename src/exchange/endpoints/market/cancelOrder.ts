// POST /market/orders/{id}/cancel: asks for an order to be cancelled (API.txt, Cancel Order).
import type { Endpoint } from '../../endpoint.js';
import type { Order } from '../../../model/trading/order.js';
import { readOrder } from '../../wire/order.js';
import { pathPart } from '../../transport/request.js';

export interface CancelOrderInput {
  /** The exchange's id, or the order's uuid. */
  readonly id: string;
}

/**
 * The answer is the order as it was when asked, usually still `wait`: it may yet fill (PROTOCOL.md section 3, orders: life cycle).
 * API.txt gives it no schema: an empty answer is `undefined`.
 */
export const cancelOrder: Endpoint<CancelOrderInput, Order | undefined> = {
  name: 'cancelOrder', method: 'POST', access: 'signed', effect: 'write',
  path: ({ id }) => `/market/orders/${pathPart(id)}/cancel`,
  parse: (body) => (body === undefined || body === null ? undefined : readOrder(body)),
};
