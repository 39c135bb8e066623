// Places an order: POST /market/orders, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { createOrder } from '../../exchange/endpoints/market/createOrder.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';

/** Sends a claimed draft once. A lost answer comes back as `unknown`; resolveUnknown asks later. Never throws. */
export function placeOrder(client: ExchangeClient, draft: Claimed<DraftOf<'placeOrder'>>): Promise<Outcome> {
  return outcomeOf(async () => {
    const order = await client.call(createOrder, draft.request.order, { urgency: 'money' });
    return { kind: 'accepted', orders: [order], orderId: order.id };
  });
}
