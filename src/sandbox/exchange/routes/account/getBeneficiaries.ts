// GET /account/beneficiaries: the member's beneficiaries that are not archived.
import { refusal } from '../../rest/apiError.js';
import { beneficiaryBody } from '../../money/beneficiaries.js';
import { currencyOf, filtered } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getBeneficiaries: PrivateRoute = {
  method: 'GET', path: '/account/beneficiaries', access: 'private',
  handle(venue, parameters, member) {
    const currency = parameters.text('currency');
    const state = parameters.text('state');
    if (currency !== null) currencyOf(venue, currency, 'account.currency.doesnt_exist');
    if (state !== null && state !== 'pending' && state !== 'active') throw refusal('account.beneficiary.invalid_state');
    const ofCurrency = filtered(venue.beneficiaries.ofUser(member.uid), currency, (one) => one.currency);
    return ok(filtered(ofCurrency, state, (one) => one.state).map(beneficiaryBody));
  },
};
