// GET /market/orders: a page of the member's orders, last changed first, without a Total.
import { refusal } from '../../rest/apiError.js';
import { orderBody } from '../../rest/bodies.js';
import type { Order } from '../../trading/order.js';
import { betweenTimes, cutPage, newestFirst } from '../../rest/paging.js';
import type { Parameters } from '../../rest/parameters.js';
import type { Venue } from '../../venue.js';
import { filtered } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

const STATES = ['pending', 'wait', 'done', 'cancel', 'reject'];
const CODES = 'market.order';

export const getOrders: PrivateRoute = {
  method: 'GET', path: '/market/orders', access: 'private',
  handle(venue, parameters, member) {
    checkFilters(venue, parameters);
    const wanted = betweenTimes(matching(venue.desk.ofUser(member.uid), parameters), parameters, CODES, (order) => order.createdAt);
    wanted.sort((a, b) => a.updatedAt - b.updatedAt || a.id - b.id);
    if (newestFirst(parameters, CODES)) wanted.reverse();
    const page = cutPage(wanted, parameters, { codes: CODES, minLimit: 0, maxLimit: 1000, total: false });
    return ok(page.items.map(orderBody), page.headers);
  },
};

function checkFilters(venue: Venue, parameters: Parameters): void {
  const market = parameters.text('market');
  if (market !== null && !venue.markets.some(({ id }) => id === market)) throw refusal('market.market.doesnt_exist');
  if (parameters.list('state').some((state) => !STATES.includes(state))) throw refusal('market.order.invalid_state');
  const type = parameters.text('ord_type');
  if (type !== null && type !== 'limit' && type !== 'market') throw refusal('market.order.invalid_ord_type');
  const side = parameters.text('type');
  if (side !== null && side !== 'buy' && side !== 'sell') throw refusal('market.order.invalid_type');
}

/** The `type` filter is the side (upstream's name for it). */
function matching(orders: Order[], parameters: Parameters): Order[] {
  const states = parameters.list('state');
  const ofMarket = filtered(orders, parameters.text('market'), (order) => order.market.id);
  const ofBase = filtered(ofMarket, parameters.text('base_unit'), (order) => order.market.base);
  const ofQuote = filtered(ofBase, parameters.text('quote_unit'), (order) => order.market.quote);
  const ofType = filtered(ofQuote, parameters.text('ord_type'), (order) => order.type);
  const ofSide = filtered(ofType, parameters.text('type'), (order) => order.side);
  return states.length === 0 ? ofSide : ofSide.filter((order) => states.includes(order.state));
}
