// POST /payments/vouchers/new: turns a voucher into rand.
import { wholeNumber } from '../../rest/paging.js';
import { redemptionBody } from '../../money/vouchers.js';
import { positiveDecimal, required } from '../../rest/lookups.js';
import { created, type PrivateRoute } from '../../rest/route.js';

const CODES = 'payments.voucher';

export const redeemVoucher: PrivateRoute = {
  method: 'POST', path: '/payments/vouchers/new', access: 'private',
  handle(venue, parameters, member) {
    const methodId = wholeNumber(required(parameters, 'payment_method_id', CODES), `${CODES}.non_integer_payment_method_id`);
    const amount = positiveDecimal(parameters, 'amount', CODES);
    const pin = required(parameters, 'voucher_pin', CODES);
    const redemption = venue.vouchers.redeem(String(methodId), pin, amount);
    venue.ledger.bringIn(member.uid, 'zar', redemption.credited);
    venue.announcements.balanceChanged(member.uid, 'zar');
    return created(redemptionBody(redemption));
  },
};
