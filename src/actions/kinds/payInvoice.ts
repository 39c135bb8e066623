// Pays a Lightning invoice: POST /account/lightning/pays, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { payLightning } from '../../exchange/endpoints/account/payLightning.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';

/** The answer says that it was asked for; whether it was paid is told by the withdrawal history (API.txt). Never throws. */
export function payInvoice(client: ExchangeClient, draft: Claimed<DraftOf<'payInvoice'>>): Promise<Outcome> {
  return outcomeOf(async () => {
    await client.call(payLightning, draft.request.payment, { urgency: 'money' });
    return { kind: 'accepted', orders: [] };
  });
}
