// Asks for all orders, or those of one market or side, to be cancelled: POST /market/orders/cancel, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { cancelAllOrders } from '../../exchange/endpoints/market/cancelAllOrders.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';

/** The exchange answers with the orders it was asked to cancel; `pending` ones are skipped (PROTOCOL.md section 3). Never throws. */
export function cancelAll(client: ExchangeClient, draft: Claimed<DraftOf<'cancelAll'>>): Promise<Outcome> {
  const { market, side } = draft.request;
  return outcomeOf(async () => {
    const orders = await client.call(cancelAllOrders, { ...(market === undefined ? {} : { market }), ...(side === undefined ? {} : { side }) }, { urgency: 'money' });
    return { kind: 'accepted', orders };
  });
}
