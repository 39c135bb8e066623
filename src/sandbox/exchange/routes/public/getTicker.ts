// GET /public/markets/{market}/tickers: the last 24 hours of one market.
import { tickerEntry } from '../../trading/ticker.js';
import { seconds } from '../../times.js';
import type { Venue } from '../../venue.js';
import type { Market } from '../../trading/marketList.js';
import { publicMarket } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getTicker: PublicRoute = {
  method: 'GET', path: '/public/markets/:market/tickers', access: 'public',
  handle: (venue, parameters) => ok(tickerBody(venue, publicMarket(venue, parameters))),
};

/** A market's ticker with the time it was made, whole seconds. */
export function tickerBody(venue: Venue, market: Market): Record<string, unknown> {
  const history = venue.histories.get(market.id);
  return { at: seconds(venue.now()), ticker: history === undefined ? {} : tickerEntry(history) };
}
