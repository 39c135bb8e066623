// Every kind of money action and how it is sent.
import type { ExchangeClient } from '../../exchange/client.js';
import type { ExchangeKind } from '../../model/draft.js';
import type { Claimed, DraftOf, ExchangeDraft } from '../drafts/draft.js';
import type { Outcome } from '../outcome.js';
import type { Secrets } from '../secrets.js';
import { activateBeneficiary } from './activateBeneficiary.js';
import { cancelAll } from './cancelAll.js';
import { cancelOrder } from './cancelOrder.js';
import { createBeneficiary } from './createBeneficiary.js';
import { deleteBeneficiary } from './deleteBeneficiary.js';
import { payInvoice } from './payInvoice.js';
import { placeOrder } from './placeOrder.js';
import { redeemVoucher } from './redeemVoucher.js';
import { withdraw } from './withdraw.js';

/** One member per kind of action that the exchange is asked for; each sends a claimed draft once and never throws. */
export const actionKinds: { readonly [K in ExchangeKind]: (client: ExchangeClient, draft: Claimed<DraftOf<K>>, secrets: Secrets) => Promise<Outcome> } = {
  placeOrder, cancelOrder, cancelAll, withdraw, payInvoice, redeemVoucher, createBeneficiary, activateBeneficiary, deleteBeneficiary,
};

/** Sends a claimed draft by its kind; the cast only says what the kind says, the claim is the caller's. */
export function sendClaimed(client: ExchangeClient, draft: Claimed<ExchangeDraft>, secrets: Secrets): Promise<Outcome> {
  const send = actionKinds[draft.request.kind] as (client: ExchangeClient, draft: Claimed<ExchangeDraft>, secrets: Secrets) => Promise<Outcome>;
  return send(client, draft, secrets);
}
