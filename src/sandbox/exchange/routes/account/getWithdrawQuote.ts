// GET /account/withdraws/{currency}, plain or ?bolt=: the fee of a withdrawal, which holds for 90 seconds.
import { refusal } from '../../rest/apiError.js';
import { decimal } from '../../decimals.js';
import { quoteBody } from '../../money/withdrawals.js';
import { currencyOf } from '../../rest/lookups.js';
import { bracketed, ok, type PrivateRoute } from '../../rest/route.js';

/** What a Lightning payment costs, in bitcoin. */
export const LIGHTNING_FEE = decimal('0.0000001');
const CHAINS: Record<string, string> = { btc: 'bitcoin', eth: 'ethereum', xrp: 'ripple', usdc: 'ethereum', zar: 'bank' };

export const getWithdrawQuote: PrivateRoute = {
  method: 'GET', path: '/account/withdraws/:currency', access: 'private',
  handle(venue, parameters, member) {
    const currency = currencyOf(venue, parameters.text('currency'), 'account.currency.doesnt_exist');
    if (!currency.withdrawalEnabled) throw refusal('account.currency.withdrawal_disabled');
    const bolt = parameters.text('bolt');
    if (bolt === null) {
      const quote = venue.withdrawals.quote(member.uid, currency.id, currency.withdrawFee, CHAINS[currency.id] ?? '');
      return ok(bracketed(venue, quoteBody(quote)));
    }
    if (currency.id !== 'btc') throw refusal('account.currency.doesnt_exist');
    venue.lightning.readPayable(bolt);
    return ok(bracketed(venue, quoteBody(venue.withdrawals.quote(member.uid, 'btc', LIGHTNING_FEE, 'lightning'))));
  },
};
