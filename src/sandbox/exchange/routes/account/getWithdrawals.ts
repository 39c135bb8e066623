// GET /account/withdraws: a page of the member's withdrawals, newest first.
import { refusal } from '../../rest/apiError.js';
import { cutPage } from '../../rest/paging.js';
import { withdrawalBody } from '../../money/withdrawals.js';
import { currencyOf, filtered } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

const STATES = ['prepared', 'submitted', 'rejected', 'accepted', 'skipped', 'processing', 'succeed', 'canceled', 'failed', 'errored', 'confirming'];

export const getWithdrawals: PrivateRoute = {
  method: 'GET', path: '/account/withdraws', access: 'private',
  handle(venue, parameters, member) {
    const currency = parameters.text('currency');
    const state = parameters.text('state');
    if (currency !== null) currencyOf(venue, currency, 'account.currency.doesnt_exist');
    if (state !== null && !STATES.includes(state)) throw refusal('account.withdraw.invalid_state');
    const ofCurrency = filtered(venue.withdrawals.ofUser(member.uid), currency, (one) => one.currency);
    const wanted = filtered(filtered(ofCurrency, state, (one) => one.state), parameters.text('rid'), (one) => one.rid);
    const page = cutPage(wanted, parameters, { codes: 'account.withdraw', maxLimit: 100, total: true });
    return ok(page.items.map(withdrawalBody), page.headers);
  },
};
