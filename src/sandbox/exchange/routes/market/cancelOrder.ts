// POST /market/orders/{id}/cancel: asks for a cancellation; the answer shows the order as it still is.
import { orderBody } from '../../rest/bodies.js';
import { orderOf } from '../../rest/lookups.js';
import { created, type PrivateRoute } from '../../rest/route.js';

export const cancelOrder: PrivateRoute = {
  method: 'POST', path: '/market/orders/:id/cancel', access: 'private',
  handle(venue, parameters, member) {
    const order = orderOf(venue, parameters, member);
    venue.desk.requestCancel(order);
    return created(orderBody(order));
  },
};
