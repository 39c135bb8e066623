// GET /account/balances/{currency}: one balance; 404 while there is no account row for it.
import { notFound } from '../../rest/apiError.js';
import { balanceBody } from '../../rest/bodies.js';
import { currencyOf } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getBalance: PrivateRoute = {
  method: 'GET', path: '/account/balances/:currency', access: 'private',
  handle(venue, parameters, member) {
    const currency = currencyOf(venue, parameters.text('currency'), 'account.currency.doesnt_exist');
    const holding = venue.ledger.find(member.uid, currency.id);
    if (holding === null) throw notFound();
    return ok(balanceBody(currency.id, holding));
  },
};
