// POST /market/orders/cancel: asks to cancel every resting order of the member, or those of one market or side.
import { refusal, statusRefusal } from '../../rest/apiError.js';
import { orderBody } from '../../rest/bodies.js';
import { filtered } from '../../rest/lookups.js';
import { created, type PrivateRoute } from '../../rest/route.js';

export const cancelOrders: PrivateRoute = {
  method: 'POST', path: '/market/orders/cancel', access: 'private',
  handle(venue, parameters, member) {
    const market = parameters.text('market');
    const side = parameters.text('side');
    if (market !== null && !venue.markets.some(({ id }) => id === market)) throw refusal('market.market.doesnt_exist');
    // The one place that gives the last word of the validator's sentence instead of a code (PROTOCOL.md section 3).
    if (side !== null && side !== 'buy' && side !== 'sell') throw statusRefusal(422, 'value');
    const ofMarket = filtered(venue.desk.ofUser(member.uid), market, (order) => order.market.id);
    const wanted = filtered(ofMarket, side, (order) => order.side).filter((order) => order.state === 'wait');
    for (const order of wanted) venue.desk.requestCancel(order);
    return created(wanted.map(orderBody));
  },
};
