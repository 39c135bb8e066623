// Every kind of money action and how it is sent.
import type { ExchangeClient } from '../../exchange/client.js';
import type { ActionKind, Draft } from '../../model/draft.js';
import type { Claimed, DraftOf } from '../draft.js';
import { cancelAll } from './cancelAll.js';
import { cancelOrder } from './cancelOrder.js';
import type { Outcome } from '../outcome.js';
import { placeOrder } from './placeOrder.js';

/** One member per kind of action; each sends a claimed draft once and never throws. */
export const actionKinds: { readonly [K in ActionKind]: (client: ExchangeClient, draft: Claimed<DraftOf<K>>) => Promise<Outcome> } = { placeOrder, cancelOrder, cancelAll };

/** Sends a claimed draft by its kind; the casts only say what the kind says, the claim is the caller's. */
export function sendClaimed(client: ExchangeClient, draft: Claimed<Draft>): Promise<Outcome> {
  switch (draft.request.kind) {
    case 'placeOrder': return actionKinds.placeOrder(client, draft as Claimed<DraftOf<'placeOrder'>>);
    case 'cancelOrder': return actionKinds.cancelOrder(client, draft as Claimed<DraftOf<'cancelOrder'>>);
    case 'cancelAll': return actionKinds.cancelAll(client, draft as Claimed<DraftOf<'cancelAll'>>);
  }
}
