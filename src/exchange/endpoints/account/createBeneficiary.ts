// POST /account/beneficiaries: a new destination for withdrawals (API.txt, Create new beneficiary).
import type { Endpoint } from '../../endpoint.js';
import type { Beneficiary } from '../../../model/payments/beneficiary.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import { readBeneficiary } from '../../wire/beneficiary.js';

export interface CreateBeneficiaryInput {
  readonly currency: CurrencyCode;
  /** At most 64 characters. */
  readonly name: string;
  /** At most 255 characters. */
  readonly description?: string;
  /** Bank details for fiat, { address } for a coin; sent as JSON text, as a form field of type json is. */
  readonly data: Readonly<Record<string, string>>;
}

/** Usually answers with state "pending": the exchange mails a pin for activateBeneficiary. */
export const createBeneficiary: Endpoint<CreateBeneficiaryInput, Beneficiary> = {
  name: 'createBeneficiary', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/account/beneficiaries',
  body: ({ currency, name, description, data }) => ({ currency, name, description, data: JSON.stringify(data) }),
  parse: readBeneficiary,
};
