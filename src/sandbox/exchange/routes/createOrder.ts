// POST /market/orders: accepts an order in state pending; 201 does not mean that it stands.
import { orderBody } from '../bodies.js';
import { readOrderRequest } from '../orderRules.js';
import { created, type PrivateRoute } from '../route.js';

export const createOrder: PrivateRoute = {
  method: 'POST', path: '/market/orders', access: 'private',
  handle(venue, parameters, member) {
    const request = readOrderRequest(parameters, venue.markets);
    return created(orderBody(venue.desk.create(member.uid, member.fees, request)));
  },
};
