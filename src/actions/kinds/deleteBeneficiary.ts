// Gives a beneficiary up: DELETE /account/beneficiaries/{id}, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { deleteBeneficiary as deleteEndpoint } from '../../exchange/endpoints/account/deleteBeneficiary.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';

/** Never throws. */
export function deleteBeneficiary(client: ExchangeClient, draft: Claimed<DraftOf<'deleteBeneficiary'>>): Promise<Outcome> {
  return outcomeOf(async () => {
    await client.call(deleteEndpoint, { id: draft.request.beneficiaryId }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: draft.request.beneficiaryId };
  });
}
