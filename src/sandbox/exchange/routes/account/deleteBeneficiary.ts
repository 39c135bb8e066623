// DELETE /account/beneficiaries/{id}: archives a beneficiary; 204 with no body.
import { wholeNumber } from '../../rest/paging.js';
import type { PrivateRoute } from '../../rest/route.js';

export const deleteBeneficiary: PrivateRoute = {
  method: 'DELETE', path: '/account/beneficiaries/:id', access: 'private',
  handle(venue, parameters, member) {
    venue.beneficiaries.archive(member.uid, wholeNumber(parameters.text('id') ?? '', 'account.beneficiary.non_integer_id'));
    return { status: 204 };
  },
};
