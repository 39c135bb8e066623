// POST /market/orders: accepts an order in state pending; 201 does not mean that it stands.
import { orderBody } from '../../rest/bodies.js';
import { readOrderRequest } from '../../trading/orderRules.js';
import { created, type PrivateRoute } from '../../rest/route.js';

export const createOrder: PrivateRoute = {
  method: 'POST', path: '/market/orders', access: 'private',
  handle(venue, parameters, member) {
    const request = readOrderRequest(parameters, venue.markets);
    return created(orderBody(venue.desk.create(member.uid, member.fees, request)));
  },
};
