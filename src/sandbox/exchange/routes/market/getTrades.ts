// GET /market/trades: a page of the member's own trades with their fees, without a Total.
import { refusal } from '../../rest/apiError.js';
import { ownTradeBody } from '../../rest/bodies.js';
import { betweenTimes, cutPage, newestFirst } from '../../rest/paging.js';
import { filtered } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

const CODES = 'market.trade';

export const getTrades: PrivateRoute = {
  method: 'GET', path: '/market/trades', access: 'private',
  handle(venue, parameters, member) {
    const market = parameters.text('market');
    if (market !== null && !venue.markets.some(({ id }) => id === market)) throw refusal('market.market.doesnt_exist');
    const ofMarket = filtered(venue.trades.ofUser(member.uid), market, ({ trade }) => trade.market.id);
    const wanted = betweenTimes(ofMarket, parameters, CODES, ({ trade }) => trade.at);
    if (newestFirst(parameters, CODES)) wanted.reverse();
    const page = cutPage(wanted, parameters, { codes: CODES, maxLimit: 1000, total: false });
    return ok(page.items.map(ownTradeBody), page.headers);
  },
};
