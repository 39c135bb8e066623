// POST /account/lightning/pays: pays a Lightning invoice from the btc balance (API.txt, New lightning payment).
import type { Endpoint } from '../../endpoint.js';
import type { LightningPayment } from '../../../model/payments/lightning.js';
import type { Sats } from '../../../model/money.js';
import { asObject, oneOf, optionalSats, optionalText, present, text } from '../../wire/fields.js';
import { optionalTime } from '../../wire/time.js';

export interface PayLightningInput {
  /** The BOLT11 invoice. */
  readonly bolt: string;
  /** The exchange checks it against the invoice. */
  readonly amountSat: Sats;
  /** Of a withdrawQuote for this invoice, not yet expired. */
  readonly quoteId?: string;
  readonly memberDescription?: string;
}

/** The answer says the payment was asked for; whether it was made is told by listWithdrawals. */
export const payLightning: Endpoint<PayLightningInput, LightningPayment> = {
  name: 'payLightning', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/account/lightning/pays',
  query: (input) => ({ bolt: input.bolt, amount: input.amountSat, quote_id: input.quoteId, member_description: input.memberDescription }),
  parse: (body) => {
    const from = asObject(oneOf(body, 'payment'), 'payment');
    return {
      state: optionalText(from, 'state') ?? (text(from, 'payment', 'bolt', 'address') && 'submitted'),
      ...present({
        bolt: optionalText(from, 'bolt'),
        address: optionalText(from, 'address'),
        amountSat: optionalSats(from, 'payment', 'amount'),
        description: optionalText(from, 'description'),
        memberDescription: optionalText(from, 'member_description'),
        createdAt: optionalTime(from, 'created_at'),
      }),
    };
  },
};
