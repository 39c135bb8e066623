// GET /public/markets/{market}/trades: everybody's recent trades, money as bare numbers and whole seconds.
import { exactNumber } from '../../rest/json.js';
import type { Trade } from '../../trading/order.js';
import { betweenTimes, cutPage, newestFirst } from '../../rest/paging.js';
import { seconds } from '../../times.js';
import { publicMarket } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getPublicTrades: PublicRoute = {
  method: 'GET', path: '/public/markets/:market/trades', access: 'public',
  handle(venue, parameters) {
    const trades = venue.trades.ofMarket(publicMarket(venue, parameters).id);
    const wanted = betweenTimes(trades, parameters, 'public.trade', (trade) => trade.at);
    if (newestFirst(parameters, 'public.trade')) wanted.reverse();
    const page = cutPage(wanted, parameters, { codes: 'public.trade', maxLimit: 1000, total: true });
    return ok(page.items.map(publicTradeBody), page.headers);
  },
};

function publicTradeBody(trade: Trade): Record<string, unknown> {
  return {
    id: trade.id, price: exactNumber(trade.price), amount: exactNumber(trade.amount), total: exactNumber(trade.total),
    market: trade.market.id, created_at: seconds(trade.at), taker_type: trade.taker.side,
  };
}
