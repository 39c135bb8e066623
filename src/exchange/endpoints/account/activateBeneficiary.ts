// PATCH /account/beneficiaries/{id}/activate: proves a new beneficiary with the mailed pin (API.txt, Activate new beneficiary).
import type { Endpoint } from '../../endpoint.js';
import type { Beneficiary } from '../../../model/payments/beneficiary.js';
import { readBeneficiary } from '../../wire/beneficiary.js';
import { pathPart } from '../../transport/request.js';

export interface ActivateBeneficiaryInput {
  readonly id: string;
  /** Digits as mailed; sent as text so that a leading zero stays. */
  readonly pin: string;
}

export const activateBeneficiary: Endpoint<ActivateBeneficiaryInput, Beneficiary> = {
  name: 'activateBeneficiary', method: 'PATCH', access: 'signed', effect: 'write',
  path: ({ id }) => `/account/beneficiaries/${pathPart(id)}/activate`,
  body: ({ pin }) => ({ pin }),
  parse: readBeneficiary,
};
