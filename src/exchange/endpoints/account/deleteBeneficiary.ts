// DELETE /account/beneficiaries/{id}: gives a beneficiary up (API.txt, Delete beneficiary).
import type { Endpoint } from '../../endpoint.js';
import { pathPart } from '../../transport/request.js';

export interface DeleteBeneficiaryInput {
  readonly id: string;
}

/** Answers 204 without a body. */
export const deleteBeneficiary: Endpoint<DeleteBeneficiaryInput, undefined> = {
  name: 'deleteBeneficiary', method: 'DELETE', access: 'signed', effect: 'write', schemaless: true,
  path: ({ id }) => `/account/beneficiaries/${pathPart(id)}`,
  parse: () => undefined,
};
