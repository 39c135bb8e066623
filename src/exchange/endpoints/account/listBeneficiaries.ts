// GET /account/beneficiaries: where the account may withdraw to (API.txt, List Beneficiaries).
import type { Endpoint } from '../../endpoint.js';
import type { Beneficiary } from '../../../model/payments/beneficiary.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { readBeneficiary } from '../../wire/beneficiary.js';
import { asList } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';

export interface ListBeneficiariesInput {
  readonly currency?: CurrencyCode;
  readonly state?: 'active' | 'pending';
}

export const listBeneficiaries: Endpoint<ListBeneficiariesInput, Rows<Beneficiary>> = {
  name: 'listBeneficiaries', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/account/beneficiaries',
  query: ({ currency, state }) => ({ currency, state }),
  parse: (body, _input, report) => readRows(asList(body, 'beneficiaries'), { kind: 'beneficiary', read: readBeneficiary, report }),
};
