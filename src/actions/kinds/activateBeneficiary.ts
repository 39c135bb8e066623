// Proves a beneficiary with the pin the exchange has mailed: PATCH /account/beneficiaries/{id}/activate, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { activateBeneficiary as activateEndpoint } from '../../exchange/endpoints/account/activateBeneficiary.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { noCode, outcomeOf, type Outcome } from '../outcome.js';
import type { Secrets } from '../secrets.js';

/** Never throws. */
export function activateBeneficiary(client: ExchangeClient, draft: Claimed<DraftOf<'activateBeneficiary'>>, { code }: Secrets): Promise<Outcome> {
  if (code === undefined) return Promise.resolve(noCode);
  return outcomeOf(async () => {
    const beneficiary = await client.call(activateEndpoint, { id: draft.request.beneficiaryId, pin: code }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], orderId: beneficiary.id, beneficiary };
  });
}
