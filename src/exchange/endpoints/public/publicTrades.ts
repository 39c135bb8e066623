// GET /public/markets/{market}/trades: what was traded lately (API.txt, Market trades).
import type { Endpoint } from '../../endpoint.js';
import type { MarketId, PublicTrade } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { amount, asList, asObject, optionalText, text } from '../../wire/fields.js';
import { time } from '../../wire/time.js';
import { readRows } from '../../wire/rows.js';
import { pathPart } from '../../transport/request.js';

export interface PublicTradesInput {
  readonly market: MarketId;
  /** The exchange's default is 100. */
  readonly limit?: number;
  readonly page?: number;
  /** ms since 1970, as documented; some deployments read seconds (PROTOCOL.md section 3). */
  readonly timeFrom?: number;
  /** ms since 1970 */
  readonly timeTo?: number;
  /** desc (newest first) is the exchange's default. */
  readonly orderBy?: 'asc' | 'desc';
}

export const publicTrades: Endpoint<PublicTradesInput, Rows<PublicTrade>> = {
  name: 'publicTrades', method: 'GET', access: 'public', effect: 'read',
  path: ({ market }) => `/public/markets/${pathPart(market)}/trades`,
  query: (input) => ({ limit: input.limit, time_from: input.timeFrom, time_to: input.timeTo, page: input.page, order_by: input.orderBy }),
  parse: (body, { market }, report) => readRows(asList(body, 'trades'), { kind: 'publicTrade', read: (one) => readPublicTrade(one, market), report }),
};

function readPublicTrade(value: unknown, market: MarketId): PublicTrade {
  const from = asObject(value, 'trade');
  return {
    id: text(from, 'trade', 'id', 'tid'),
    market: optionalText(from, 'market')?.toLowerCase() ?? market,
    price: amount(from, 'trade', 'price'),
    amount: amount(from, 'trade', 'amount', 'volume'),
    takerSide: optionalText(from, 'taker_type', 'side') ?? '',
    at: time(from, 'trade', 'created_at', 'at', 'date'),
  };
}
