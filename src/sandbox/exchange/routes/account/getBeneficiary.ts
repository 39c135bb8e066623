// GET /account/beneficiaries/{id}: one beneficiary.
import { beneficiaryBody } from '../../money/beneficiaries.js';
import { wholeNumber } from '../../rest/paging.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getBeneficiary: PrivateRoute = {
  method: 'GET', path: '/account/beneficiaries/:id', access: 'private',
  handle(venue, parameters, member) {
    const id = wholeNumber(parameters.text('id') ?? '', 'account.beneficiary.non_integer_id');
    return ok(beneficiaryBody(venue.beneficiaries.get(member.uid, id)));
  },
};
