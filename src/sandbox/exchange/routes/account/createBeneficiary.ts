// POST /account/beneficiaries: adds a place to withdraw to; it waits for the pin that is mailed.
import { refusal } from '../../rest/apiError.js';
import { beneficiaryBody, destination } from '../../money/beneficiaries.js';
import type { Currency } from '../../money/currencyList.js';
import { currencyOf, required } from '../../rest/lookups.js';
import { created, type PrivateRoute } from '../../rest/route.js';

const CODES = 'account.beneficiary';
const REFUSED_CHARACTERS = /[<>'",[\]{}()*&^%$#`~@]/;

export const createBeneficiary: PrivateRoute = {
  method: 'POST', path: '/account/beneficiaries', access: 'private',
  handle(venue, parameters, member) {
    const currency = currencyOf(venue, required(parameters, 'currency', CODES), 'account.currency.doesnt_exist');
    const name = required(parameters, 'name', CODES);
    const description = parameters.text('description');
    if (!parameters.has('data')) throw refusal(`${CODES}.missing_data`);
    const data = parameters.object('data');
    if (data === null) throw refusal(`${CODES}.non_json_data`);
    if (name.length > 64) throw refusal(`${CODES}.too_long_name`);
    if ((description ?? '').length > 255) throw refusal(`${CODES}.too_long_description`);
    checkData(currency, data);
    const beneficiary = venue.beneficiaries.add({
      uid: member.uid, currency: currency.id, name, description, data, pin: venue.members.pin(), sentAt: venue.now(),
    });
    return created(beneficiaryBody(beneficiary));
  },
};

function checkData(currency: Currency, data: Record<string, unknown>): void {
  if (currency.type === 'fiat') {
    if (typeof data['full_name'] !== 'string' || data['full_name'] === '') throw refusal(`${CODES}.missing_full_name_in_data`);
    return;
  }
  if (typeof data['address'] !== 'string' || destination(data) === '') throw refusal(`${CODES}.missing_address_in_data`);
  if (REFUSED_CHARACTERS.test(destination(data))) throw refusal(`${CODES}.failed_to_create`);
}
