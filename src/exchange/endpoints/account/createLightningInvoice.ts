// POST /account/lightning/invoices: an invoice to be paid over Lightning (API.txt, Create a Lightning invoice).
import type { Endpoint } from '../../endpoint.js';
import type { LightningInvoice } from '../../../model/payments/lightning.js';
import type { Decimal, Sats } from '../../../model/money.js';
import { asObject, oneOf, optionalAmount, optionalSats, optionalText, present, text } from '../../wire/fields.js';
import { optionalTime } from '../../wire/time.js';

export interface CreateLightningInvoiceInput {
  readonly amountSat: Sats;
  /** What part is turned into rand when it is paid: 1 is all of it. */
  readonly conversionPart?: Decimal;
  /** Seen by the payer. */
  readonly description?: string;
  /** Seen by the account only. */
  readonly memberDescription?: string;
}

/** The invoice expires in one hour. */
export const createLightningInvoice: Endpoint<CreateLightningInvoiceInput, LightningInvoice> = {
  name: 'createLightningInvoice', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/account/lightning/invoices',
  query: (input) => ({
    amount: input.amountSat, conversion_percent: input.conversionPart, description: input.description, member_description: input.memberDescription,
  }),
  parse: (body) => {
    const from = asObject(oneOf(body, 'invoice'), 'invoice');
    return {
      bolt: text(from, 'invoice', 'bolt'),
      state: optionalText(from, 'state') ?? 'pending',
      ...present({
        amountSat: optionalSats(from, 'invoice', 'amount'),
        amountMsat: optionalAmount(from, 'invoice', 'amount_msat'),
        conversionPart: optionalAmount(from, 'invoice', 'conversion_percent'),
        description: optionalText(from, 'description'),
        memberDescription: optionalText(from, 'member_description'),
        createdAt: optionalTime(from, 'created_at'),
        expiresAt: optionalTime(from, 'expires_at'),
        paidAt: optionalTime(from, 'paid_at'),
      }),
    };
  },
};
