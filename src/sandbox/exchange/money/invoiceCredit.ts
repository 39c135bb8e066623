// What happens when one of our own Lightning invoices is paid: the bitcoin arrives and, if asked, part of it is sold.
import { bitcoin, type Invoice } from './lightning.js';
import type { OrderRequest } from '../trading/order.js';
import type { Venue } from '../venue.js';

/** Credits a paid invoice as a collected deposit and sells the share its owner asked to convert. */
export function creditInvoice(venue: Venue, invoice: Invoice): void {
  const amount = bitcoin(invoice.amountSat);
  const deposit = venue.deposits.submit(invoice.uid, { currency: 'btc', amount, txid: invoice.paymentHash, requiredConfirmations: 0, fiat: false });
  venue.deposits.credit(deposit.id);
  venue.announcements.balanceChanged(invoice.uid, 'btc');
  const market = venue.markets.find(({ id }) => id === 'btczar');
  if (invoice.conversion === null || market === undefined) return;
  const volume = amount.times(invoice.conversion).decimalPlaces(market.amountPrecision);
  const request: OrderRequest = { market, side: 'sell', type: 'market', price: null, volume, postOnly: false, customOrderId: null };
  // With nobody to sell to, the bitcoin stays as it came.
  if (venue.engine.amountToLock(request, amount) === null) return;
  venue.desk.create(invoice.uid, venue.members.get(invoice.uid).fees, request);
}
