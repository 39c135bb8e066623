// GET /account/deposits: a page of the member's deposits, newest first.
import { refusal } from '../../rest/apiError.js';
import { depositBody } from '../../money/deposits.js';
import { cutPage } from '../../rest/paging.js';
import { currencyOf, filtered } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

const STATES = ['submitted', 'canceled', 'rejected', 'accepted', 'collected', 'skipped'];

export const getDeposits: PrivateRoute = {
  method: 'GET', path: '/account/deposits', access: 'private',
  handle(venue, parameters, member) {
    const currency = parameters.text('currency');
    const state = parameters.text('state');
    const txid = parameters.text('txid');
    if (currency !== null) currencyOf(venue, currency, 'account.currency.doesnt_exist');
    if (state !== null && !STATES.includes(state)) throw refusal('account.deposit.invalid_state');
    if (txid === '') throw refusal('account.deposit.empty_txid');
    const ofCurrency = filtered(venue.deposits.ofUser(member.uid), currency, (deposit) => deposit.currency);
    const wanted = filtered(filtered(ofCurrency, state, (deposit) => deposit.state), txid, (deposit) => deposit.txid);
    const page = cutPage(wanted, parameters, { codes: 'account.deposit', maxLimit: 100, total: true });
    return ok(page.items.map(depositBody), page.headers);
  },
};
