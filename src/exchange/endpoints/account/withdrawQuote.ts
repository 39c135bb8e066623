// GET /account/withdraws/{currency}: what a withdrawal or a Lightning payment would cost (API.txt, Withdraw quote).
import type { Endpoint } from '../../endpoint.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import type { WithdrawQuote } from '../../../model/payments/withdrawQuote.js';
import type { Rows } from '../../../model/rows.js';
import { amount, asObject, optionalText, present, text } from '../../wire/fields.js';
import { optionalTime } from '../../wire/time.js';
import { readRows } from '../../wire/rows.js';
import { pathPart } from '../../transport/request.js';

export interface WithdrawQuoteInput {
  readonly currency: CurrencyCode;
  /** A BOLT11 invoice, for what paying it would cost. */
  readonly bolt?: string;
}

/** One quote per blockchain; a single one not in a list is read too. */
export const withdrawQuote: Endpoint<WithdrawQuoteInput, Rows<WithdrawQuote>> = {
  name: 'withdrawQuote', method: 'GET', access: 'signed', effect: 'read',
  path: ({ currency }) => `/account/withdraws/${pathPart(currency)}`,
  query: ({ bolt }) => ({ bolt }),
  parse: (body, { currency }, report) => readRows(Array.isArray(body) ? (body as readonly unknown[]) : [body], {
    kind: 'quote', read: (one) => readQuote(one, currency), report,
  }),
};

function readQuote(value: unknown, currency: CurrencyCode): WithdrawQuote {
  const from = asObject(value, 'quote');
  return {
    id: text(from, 'quote', 'id', 'quote_id', 'uuid'),
    currency: optionalText(from, 'currency')?.toLowerCase() ?? currency,
    fee: amount(from, 'quote', 'fee'),
    ...present({
      blockchain: optionalText(from, 'blockchain', 'blockchain_key'),
      createdAt: optionalTime(from, 'created_at'),
      expiresAt: optionalTime(from, 'expires_at'),
    }),
  };
}
