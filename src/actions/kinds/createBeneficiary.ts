// Adds a beneficiary: POST /account/beneficiaries, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { createBeneficiary as createEndpoint } from '../../exchange/endpoints/account/createBeneficiary.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';

/** Never throws. */
export function createBeneficiary(client: ExchangeClient, draft: Claimed<DraftOf<'createBeneficiary'>>): Promise<Outcome> {
  return outcomeOf(async () => {
    const beneficiary = await client.call(createEndpoint, draft.request.beneficiary, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: beneficiary.id, beneficiary };
  });
}
