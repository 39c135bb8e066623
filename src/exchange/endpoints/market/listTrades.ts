// GET /market/trades: the fills of the account (API.txt, Trades).
import type { Endpoint } from '../../endpoint.js';
import type { MarketId } from '../../../model/trading/market.js';
import type { Trade } from '../../../model/trading/trade.js';
import type { Rows } from '../../../model/rows.js';
import { asList } from '../../wire/fields.js';
import { readTrade } from '../../wire/trade.js';
import { readRows } from '../../wire/rows.js';

export interface ListTradesInput {
  readonly market?: MarketId;
  /** The exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  /** ms since 1970, as documented; some deployments read seconds (PROTOCOL.md section 3), so it must not be relied on. */
  readonly timeFrom?: number;
  /** ms since 1970 */
  readonly timeTo?: number;
  /** By creation; desc is the exchange's default. */
  readonly orderBy?: 'asc' | 'desc';
}

/**
 * The time filters are part of the documented query, and nothing here uses them: in which unit and on which stamp they work
 * differs between deployments, so callers page back until they have reached far enough.
 */
export const listTrades: Endpoint<ListTradesInput, Rows<Trade>> = {
  name: 'listTrades', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/market/trades',
  query: (input) => ({
    market: input.market, limit: input.limit, page: input.page, time_from: input.timeFrom, time_to: input.timeTo, order_by: input.orderBy,
  }),
  parse: (body, _input, report) => readRows(asList(body, 'trades'), { kind: 'trade', read: readTrade, report }),
};
