// GET /payments/methods: instant deposit methods; the document gives 201 for it.
import { paymentMethodBodies } from '../../money/vouchers.js';
import { created, type PrivateRoute } from '../../rest/route.js';

export const getPaymentMethods: PrivateRoute = {
  method: 'GET', path: '/payments/methods', access: 'private', handle: () => created(paymentMethodBodies()),
};
