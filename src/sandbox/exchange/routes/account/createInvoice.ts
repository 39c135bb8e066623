// POST /account/lightning/invoices: makes a Lightning invoice to be paid with.
import { refusal } from '../../rest/apiError.js';
import { parseDecimal, type Decimal } from '../../decimals.js';
import { bitcoin, invoiceBody } from '../../money/lightning.js';
import type { Parameters } from '../../rest/parameters.js';
import type { Venue } from '../../venue.js';
import { positiveDecimal } from '../../rest/lookups.js';
import { bracketed, created, type PrivateRoute } from '../../rest/route.js';

const CODES = 'account.lightning';

export const createInvoice: PrivateRoute = {
  method: 'POST', path: '/account/lightning/invoices', access: 'private',
  handle(venue, parameters, member) {
    const amountSat = positiveDecimal(parameters, 'amount', CODES);
    if (!amountSat.isInteger()) throw refusal(`${CODES}.invalid_amount`);
    const conversion = readConversion(venue, parameters, amountSat);
    const description = parameters.text('description') ?? '';
    const invoice = venue.lightning.createInvoice(member.uid, {
      amountSat, conversion, description: description === '' ? 'Cape Crypto Invoice' : description,
      memberDescription: parameters.text('member_description'),
    });
    return created(bracketed(venue, invoiceBody(invoice)));
  },
};

/** A fraction (1 is all of it) whose share must reach the smallest order of btczar. */
function readConversion(venue: Venue, parameters: Parameters, amountSat: Decimal): Decimal | null {
  const text = parameters.text('conversion_percent');
  if (text === null || text === '') return null;
  const share = parseDecimal(text);
  if (share === null || share.isNegative() || share.gt(1)) throw refusal(`${CODES}.invalid_conversion_percent`);
  if (share.isZero()) return null;
  const smallest = venue.markets.find(({ id }) => id === 'btczar')?.minAmount;
  if (smallest === undefined || bitcoin(amountSat).times(share).lt(smallest)) throw refusal(`${CODES}.invalid_conversion_percent`);
  return share;
}
