// GET /market/orders: the orders of the account, last changed first (API.txt, All orders; PROTOCOL.md section 3, pagination).
import type { Endpoint } from '../../endpoint.js';
import type { CurrencyCode, MarketId } from '../../../model/trading/market.js';
import type { Order, OrderType, Side } from '../../../model/trading/order.js';
import type { Rows } from '../../../model/rows.js';
import { asList } from '../../wire/fields.js';
import { readOrder } from '../../wire/order.js';
import { readRows } from '../../wire/rows.js';

export interface ListOrdersInput {
  readonly market?: MarketId;
  readonly base?: CurrencyCode;
  readonly quote?: CurrencyCode;
  /** One is sent as `state`, several as `state[]`; an exchange that ignores the list answers with all, so filter again. */
  readonly states?: readonly string[];
  readonly side?: Side;
  readonly type?: OrderType;
  /** The exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  /** desc is the exchange's default. */
  readonly orderBy?: 'asc' | 'desc';
  /** ms since 1970, as documented; some deployments read seconds (PROTOCOL.md section 3), so it must not be relied on. */
  readonly timeFrom?: number;
  /** ms since 1970 */
  readonly timeTo?: number;
}

/**
 * The time filters are part of the documented query, and nothing here uses them: in which unit and on which stamp they work
 * differs between deployments, so callers page back until they have reached far enough.
 */
export const listOrders: Endpoint<ListOrdersInput, Rows<Order>> = {
  name: 'listOrders', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/market/orders',
  query: (input) => ({
    market: input.market, base_unit: input.base, quote_unit: input.quote,
    ...stateFilter(input.states),
    type: input.side, ord_type: input.type, limit: input.limit, page: input.page, order_by: input.orderBy,
    time_from: input.timeFrom, time_to: input.timeTo,
  }),
  parse: (body, _input, report) => readRows(asList(body, 'orders'), { kind: 'order', read: readOrder, report }),
};

const stateFilter = (states: readonly string[] = []): { readonly state?: string | readonly string[] } => {
  const [only, ...more] = states;
  if (only === undefined) return {};
  return { state: more.length === 0 ? only : states };
};
