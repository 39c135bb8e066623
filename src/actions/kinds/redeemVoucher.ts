// Redeems a voucher: POST /payments/vouchers/new, once.
import type { ExchangeClient } from '../../exchange/client.js';
import { redeemVoucher as redeemEndpoint } from '../../exchange/endpoints/payments/redeemVoucher.js';
import type { Claimed, DraftOf } from '../drafts/draft.js';
import { outcomeOf, type Outcome } from '../outcome.js';
import type { Secrets } from '../secrets.js';

/** Its pin is opened only here. A sealed pin that cannot be opened is refused before anything leaves. Never throws. */
export async function redeemVoucher(client: ExchangeClient, draft: Claimed<DraftOf<'redeemVoucher'>>, secrets: Secrets): Promise<Outcome> {
  const { paymentMethodId, amount, pin } = draft.request.voucher;
  const voucherPin = secrets.openVoucherPin(pin);
  if (voucherPin === undefined) return { kind: 'refused', codes: ['own.voucherPin'] };
  return outcomeOf(async () => {
    const redemption = await client.call(redeemEndpoint, { paymentMethodId, amount, voucherPin }, { urgency: 'money' });
    return { kind: 'accepted', orders: [], redemption };
  });
}
