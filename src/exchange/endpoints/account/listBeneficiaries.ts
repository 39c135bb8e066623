// GET /account/beneficiaries: where the account may withdraw to (API.txt, List Beneficiaries).
import type { Endpoint } from '../../endpoint.js';
import type { Beneficiary } from '../../../model/payments/beneficiary.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import { readBeneficiary } from '../../wire/beneficiary.js';
import { asList } from '../../wire/fields.js';

export interface ListBeneficiariesInput {
  readonly currency?: CurrencyCode;
  readonly state?: 'active' | 'pending';
}

export const listBeneficiaries: Endpoint<ListBeneficiariesInput, readonly Beneficiary[]> = {
  name: 'listBeneficiaries', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/account/beneficiaries',
  query: ({ currency, state }) => ({ currency, state }),
  parse: (body) => asList(body, 'beneficiaries').map(readBeneficiary),
};
