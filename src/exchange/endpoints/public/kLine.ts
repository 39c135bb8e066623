// GET /public/markets/{market}/k-line: candles (API.txt, K Line).
import type { Endpoint } from '../../endpoint.js';
import type { Candle, CandlePeriod, MarketId } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { readCandle } from '../../wire/candle.js';
import { asList } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';
import { pathPart } from '../../transport/request.js';

export interface KLineInput {
  readonly market: MarketId;
  /** Minutes; the exchange's default is 1. */
  readonly period?: CandlePeriod;
  /** ms since 1970, as documented; some deployments read seconds (PROTOCOL.md section 3), so check the times that come back. */
  readonly timeFrom?: number;
  /** ms since 1970 */
  readonly timeTo?: number;
  /** The exchange's default is 30; ignored when both times are given. */
  readonly limit?: number;
}

/** Candles in the exchange's order; periods without a trade, which it sends as nulls, are left out. */
export const kLine: Endpoint<KLineInput, Rows<Candle>> = {
  name: 'kLine', method: 'GET', access: 'public', effect: 'read',
  path: ({ market }) => `/public/markets/${pathPart(market)}/k-line`,
  query: (input) => ({ period: input.period, time_from: input.timeFrom, time_to: input.timeTo, limit: input.limit }),
  parse: (body, _input, report) => readRows(asList(body, 'k-line'), { kind: 'candle', read: readCandle, report }),
};
