// GET /public/markets/{market}/tickers: the 24 h figures of one market (API.txt, Ticker).
import type { Endpoint } from '../../endpoint.js';
import type { MarketId, Ticker } from '../../../model/trading/market.js';
import { readTicker } from '../../wire/ticker.js';
import { pathPart } from '../../transport/request.js';

export interface TickerInput {
  readonly market: MarketId;
}

export const ticker: Endpoint<TickerInput, Ticker> = {
  name: 'ticker', method: 'GET', access: 'public', effect: 'read',
  path: ({ market }) => `/public/markets/${pathPart(market)}/tickers`,
  parse: (body, { market }) => readTicker(body, market),
};
