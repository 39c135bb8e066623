// GET /account/beneficiaries/{id}: one beneficiary (API.txt, Beneficiary by id).
import type { Endpoint } from '../../endpoint.js';
import type { Beneficiary } from '../../../model/payments/beneficiary.js';
import { readBeneficiary } from '../../wire/beneficiary.js';
import { pathPart } from '../../transport/request.js';

export interface GetBeneficiaryInput {
  readonly id: string;
}

export const getBeneficiary: Endpoint<GetBeneficiaryInput, Beneficiary> = {
  name: 'getBeneficiary', method: 'GET', access: 'signed', effect: 'read',
  path: ({ id }) => `/account/beneficiaries/${pathPart(id)}`,
  parse: readBeneficiary,
};
