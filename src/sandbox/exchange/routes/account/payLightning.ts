// POST /account/lightning/pays: pays somebody's Lightning invoice from the member's bitcoin.
import { refusal } from '../../rest/apiError.js';
import type { Decimal } from '../../decimals.js';
import { exactNumber } from '../../rest/json.js';
import { bitcoin } from '../../money/lightning.js';
import { creditInvoice } from '../../money/invoiceCredit.js';
import type { Member } from '../../members.js';
import type { Parameters } from '../../rest/parameters.js';
import { isoTime } from '../../times.js';
import type { Venue } from '../../venue.js';
import { LIGHTNING_FEE } from './getWithdrawQuote.js';
import { positiveDecimal, required } from '../../rest/lookups.js';
import { bracketed, created, type PrivateRoute } from '../../rest/route.js';

const CODES = 'account.lightning';

export const payLightning: PrivateRoute = {
  method: 'POST', path: '/account/lightning/pays', access: 'private',
  handle(venue, parameters, member) {
    const bolt = required(parameters, 'bolt', CODES);
    const amountSat = positiveDecimal(parameters, 'amount', CODES);
    const invoice = venue.lightning.readPayable(bolt);
    // The document's sanity check: the amount sent must be the invoice's own.
    if (invoice.amountSat !== null && !invoice.amountSat.eq(amountSat)) throw refusal(`${CODES}.amount_mismatch`);
    const fee = feeOf(venue, parameters, member);
    const sum = bitcoin(amountSat).plus(fee);
    if (venue.ledger.available(member.uid, 'btc').lt(sum)) throw refusal('account.withdraw.insufficient_balance');
    venue.lightning.markPaying(invoice.paymentHash);
    const note = parameters.text('member_description');
    const withdrawal = venue.withdrawals.submit(member.uid, { currency: 'btc', type: 'lightning', amount: sum, fee, rid: bolt, note });
    venue.announcements.balanceChanged(member.uid, 'btc');
    venue.timers.after(venue.processingDelayMs, () => settle(venue, withdrawal.id, invoice.paymentHash));
    return created(bracketed(venue, {
      bolt, address: null, amount: exactNumber(amountSat), description: invoice.description, member_description: note,
      state: 'pending', created_at: isoTime(withdrawal.createdAt),
    }));
  },
};

function feeOf(venue: Venue, parameters: Parameters, member: Member): Decimal {
  const quoteId = parameters.text('quote_id');
  if (quoteId === null) return LIGHTNING_FEE;
  const quote = venue.withdrawals.validQuote(member.uid, quoteId, 'btc');
  if (quote === null) throw refusal('account.withdraw.invalid_quote');
  return quote.fee;
}

/** The payment arrives, unless it was moved on by hand meanwhile. An invoice of this exchange is credited to its owner. */
function settle(venue: Venue, withdrawalId: number, paymentHash: string): void {
  const withdrawal = venue.withdrawals.get(withdrawalId);
  if (withdrawal.state !== 'submitted') return;
  venue.withdrawals.setState(withdrawalId, 'succeed', paymentHash);
  venue.announcements.balanceChanged(withdrawal.uid, 'btc');
  const received = venue.lightning.receive(paymentHash);
  if (received !== null) creditInvoice(venue, received);
}
