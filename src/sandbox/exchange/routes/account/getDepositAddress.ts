// GET /account/deposit_address/{currency}: null on the first ask, while the address is being made, then the address.
import { refusal } from '../../rest/apiError.js';
import type { Currency } from '../../money/currencyList.js';
import { hexDigits, wholeBetween, type Random } from '../../random.js';
import type { Venue } from '../../venue.js';
import type { Member } from '../../members.js';
import { currencyOf } from '../../rest/lookups.js';
import { ok, type PrivateRoute } from '../../rest/route.js';

export const getDepositAddress: PrivateRoute = {
  method: 'GET', path: '/account/deposit_address/:currency', access: 'private',
  handle(venue, parameters, member) {
    const currency = currencyOf(venue, parameters.text('currency'), 'account.currency.doesnt_exist');
    if (currency.type === 'fiat') throw refusal('account.currency.doesnt_exist');
    if (!currency.depositEnabled) throw refusal('account.currency.deposit_disabled');
    const address = member.addresses.get(currency.id) ?? null;
    if (address === null) makeAddress(venue, member, currency);
    return ok({ currency: currency.id, address });
  },
};

function makeAddress(venue: Venue, member: Member, currency: Currency): void {
  const address = inventAddress(currency.id, venue.random);
  member.addresses.set(currency.id, address);
  venue.hub.publishTo(member.uid, 'deposit_address', { type: 'create', currencies: [currency.id], address });
}

/** XRP carries its destination tag inside the text (PROTOCOL.md section 1). */
function inventAddress(currency: string, random: Random): string {
  if (currency === 'xrp') return `rCape${hexDigits(random, 28)}?dt=${wholeBetween(random, 1000, 999999)}`;
  return currency === 'btc' ? `bc1q${hexDigits(random, 38)}` : `0x${hexDigits(random, 40)}`;
}
