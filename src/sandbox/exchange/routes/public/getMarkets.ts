// GET /public/markets: every market with its limits.
import { refusal } from '../../rest/apiError.js';
import { marketBody } from '../../trading/marketList.js';
import { cutPage } from '../../rest/paging.js';
import { filtered } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getMarkets: PublicRoute = {
  method: 'GET', path: '/public/markets', access: 'public',
  handle(venue, parameters) {
    const ordering = parameters.text('ordering') ?? 'asc';
    const orderBy = parameters.text('order_by') ?? 'position';
    if (ordering !== 'asc' && ordering !== 'desc') throw refusal('public.markets.invalid_ordering');
    if (orderBy !== 'id' && orderBy !== 'position') throw refusal('public.markets.invalid_order_by');
    const ofBase = filtered(venue.markets, parameters.text('base_unit'), (market) => market.base);
    const wanted = [...filtered(ofBase, parameters.text('quote_unit'), (market) => market.quote)];
    if (orderBy === 'id') wanted.sort((a, b) => a.id.localeCompare(b.id));
    if (ordering === 'desc') wanted.reverse();
    const page = cutPage(wanted, parameters, { codes: 'public.markets', maxLimit: 1000, total: true });
    return ok(page.items.map(marketBody), page.headers);
  },
};
