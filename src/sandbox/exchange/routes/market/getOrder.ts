// GET /market/orders/{id}: one order by number or UUID, with its trades.
import { isTradeOf, orderBody, orderTradeBody } from '../../rest/bodies.js';
import { orderOf } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getOrder: PrivateRoute = {
  method: 'GET', path: '/market/orders/:id', access: 'private',
  handle(venue, parameters, member) {
    const order = orderOf(venue, parameters, member);
    const trades = venue.trades.ofUser(member.uid).filter(({ trade }) => isTradeOf(trade, order.id));
    return ok({ ...orderBody(order), trades: trades.map(orderTradeBody) });
  },
};
