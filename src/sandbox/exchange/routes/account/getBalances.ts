// GET /account/balances: a page of the member's balances.
import { refusal } from '../../rest/apiError.js';
import { balanceBody } from '../../rest/bodies.js';
import { cutPage } from '../../rest/paging.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getBalances: PrivateRoute = {
  method: 'GET', path: '/account/balances', access: 'private',
  handle(venue, parameters, member) {
    const nonzero = parameters.text('nonzero');
    if (nonzero !== null && nonzero !== 'true' && nonzero !== 'false') throw refusal('account.balances.invalid_nonzero');
    const all = venue.ledger.holdings(member.uid).filter(([, held]) => nonzero !== 'true' || !held.available.plus(held.locked).isZero());
    const page = cutPage(all, parameters, { codes: 'pagination', maxLimit: 1000, total: true });
    return ok(page.items.map(([currency, held]) => balanceBody(currency, held)), page.headers);
  },
};
