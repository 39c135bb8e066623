// GET /public/markets/tickers: every market's ticker, as a map by market (PROTOCOL.md section 3, shapes).
import { tickerBody } from './getTicker.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getTickers: PublicRoute = {
  method: 'GET', path: '/public/markets/tickers', access: 'public',
  handle: (venue) => ok(Object.fromEntries(venue.markets.map((market) => [market.id, tickerBody(venue, market)]))),
};
