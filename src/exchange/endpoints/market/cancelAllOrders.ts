// POST /market/orders/cancel: asks for all open orders to be cancelled (API.txt, Cancel All Orders).
import type { Endpoint } from '../../endpoint.js';
import type { MarketId } from '../../../model/trading/market.js';
import type { Order, Side } from '../../../model/trading/order.js';
import type { Rows } from '../../../model/rows.js';
import { asList, isObject } from '../../wire/fields.js';
import { readOrder } from '../../wire/order.js';
import { readRows } from '../../wire/rows.js';

export interface CancelAllOrdersInput {
  readonly market?: MarketId;
  readonly side?: Side;
}

/**
 * The orders asked to be cancelled, each as it was when asked; pending ones are skipped by the exchange (PROTOCOL.md section 3).
 * The document's schema is one order, its family sends a list: both are read.
 */
export const cancelAllOrders: Endpoint<CancelAllOrdersInput, Rows<Order>> = {
  name: 'cancelAllOrders', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/market/orders/cancel',
  body: ({ market, side }) => ({ market, side }),
  parse: (body, _input, report) => readRows(isObject(body) ? [body] : asList(body, 'orders'), { kind: 'order', read: readOrder, report }),
};
