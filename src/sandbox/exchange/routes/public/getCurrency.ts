// GET /public/currencies/{id}: one currency.
import { currencyBody } from '../../money/currencyList.js';
import { currencyOf } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getCurrency: PublicRoute = {
  method: 'GET', path: '/public/currencies/:id', access: 'public',
  handle(venue, parameters) {
    const currency = currencyOf(venue, parameters.text('id'), 'public.currency.doesnt_exist');
    return ok(currencyBody(currency, venue.currencies.indexOf(currency) + 1));
  },
};
