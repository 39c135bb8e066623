// GET /public/currencies: every currency with its fees and limits.
import { refusal } from '../../rest/apiError.js';
import { currencyBody } from '../../money/currencyList.js';
import { cutPage } from '../../rest/paging.js';
import { filtered } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

export const getCurrencies: PublicRoute = {
  method: 'GET', path: '/public/currencies', access: 'public',
  handle(venue, parameters) {
    const type = parameters.text('type');
    if (type !== null && type !== 'coin' && type !== 'fiat') throw refusal('public.currency.invalid_type');
    const wanted = filtered(venue.currencies, type, (currency) => currency.type);
    const page = cutPage(wanted, parameters, { codes: 'public.currency', maxLimit: 1000, total: true });
    return ok(page.items.map((currency) => currencyBody(currency, venue.currencies.indexOf(currency) + 1)), page.headers);
  },
};
