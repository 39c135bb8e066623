// GET /market/orders/{id}: one order (API.txt, Order by id).
import type { Endpoint } from '../../endpoint.js';
import type { Order } from '../../../model/trading/order.js';
import { readOrder } from '../../wire/order.js';
import { pathPart } from '../../transport/request.js';

export interface GetOrderInput {
  /** The exchange's id, or the order's uuid. */
  readonly id: string;
}

/** The trades in the answer are left out: they lack fees there (PROTOCOL.md section 3, shapes); listTrades has them whole. */
export const getOrder: Endpoint<GetOrderInput, Order> = {
  name: 'getOrder', method: 'GET', access: 'signed', effect: 'read',
  path: ({ id }) => `/market/orders/${pathPart(id)}`,
  parse: readOrder,
};
