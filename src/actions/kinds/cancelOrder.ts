// Asks for one order to be cancelled: POST /market/orders/{id}/cancel, once. The answer is not the end of it.
import type { ExchangeClient } from '../../exchange/client.js';
import { cancelOrder as cancelEndpoint } from '../../exchange/endpoints/market/cancelOrder.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';

/** The exchange answers 201 with the order as it is now, also for one that has ended (PROTOCOL.md section 3). Never throws. */
export function cancelOrder(client: ExchangeClient, draft: Claimed<DraftOf<'cancelOrder'>>): Promise<Outcome> {
  return outcomeOf(async () => {
    const order = await client.call(cancelEndpoint, { id: draft.request.orderId }, { urgency: 'money' });
    return { kind: 'accepted', orders: order === undefined ? [] : [order] };
  });
}
