// GET /public/markets/{market}/depth: the order book as price levels, without a sequence.
import { refusal } from '../../rest/apiError.js';
import { railsText } from '../../decimals.js';
import type { Side } from '../../trading/order.js';
import { wholeNumber } from '../../rest/paging.js';
import { seconds } from '../../times.js';
import { publicMarket } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

const MAX_LIMIT = 1000;

export const getDepth: PublicRoute = {
  method: 'GET', path: '/public/markets/:market/depth', access: 'public',
  handle(venue, parameters) {
    const book = venue.engine.book(publicMarket(venue, parameters));
    const limit = wholeNumber(parameters.text('limit') ?? '100', 'public.market_depth.non_integer_limit');
    if (limit < 1 || limit > MAX_LIMIT) throw refusal('public.market_depth.invalid_limit');
    const pairs = (side: Side): string[][] => book.levels(side, limit).map(({ price, volume }) => [railsText(price), railsText(volume)]);
    return ok({ timestamp: seconds(venue.now()), asks: pairs('sell'), bids: pairs('buy') });
  },
};
