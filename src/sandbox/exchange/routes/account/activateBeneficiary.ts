// PATCH /account/beneficiaries/{id}/activate: gives back the mailed pin.
import { beneficiaryBody } from '../../money/beneficiaries.js';
import { wholeNumber } from '../../rest/paging.js';
import { required } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

const CODES = 'account.beneficiary';

export const activateBeneficiary: PrivateRoute = {
  method: 'PATCH', path: '/account/beneficiaries/:id/activate', access: 'private',
  handle(venue, parameters, member) {
    const id = wholeNumber(parameters.text('id') ?? '', `${CODES}.non_integer_id`);
    const pin = wholeNumber(required(parameters, 'pin', CODES), `${CODES}.non_integer_pin`);
    return ok(beneficiaryBody(venue.beneficiaries.activate(member.uid, id, String(pin))));
  },
};
