// POST /account/withdraws: sends money to an active beneficiary; needs a one-time password.
import { refusal } from '../../rest/apiError.js';
import { destination, type Beneficiary } from '../../money/beneficiaries.js';
import { decimalsOf, type Decimal } from '../../decimals.js';
import type { Currency } from '../../money/currencyList.js';
import type { Member } from '../../members.js';
import { wholeNumber } from '../../rest/paging.js';
import type { Parameters } from '../../rest/parameters.js';
import type { Venue } from '../../venue.js';
import { withdrawalBody } from '../../money/withdrawals.js';
import { currencyOf, positiveDecimal, required } from '../../rest/lookups.js';
import { created, type PrivateRoute } from '../../rest/route.js';

const CODES = 'account.withdraw';

export const createWithdrawal: PrivateRoute = {
  method: 'POST', path: '/account/withdraws', access: 'private',
  handle(venue, parameters, member) {
    const otp = wholeNumber(required(parameters, 'otp', CODES), `${CODES}.non_integer_otp`);
    const beneficiaryId = wholeNumber(required(parameters, 'beneficiary_id', CODES), `${CODES}.non_integer_beneficiary_id`);
    const currency = currencyOf(venue, required(parameters, 'currency', CODES), 'account.currency.doesnt_exist');
    const amount = positiveDecimal(parameters, 'amount', CODES);
    const note = parameters.text('note');
    if ((note ?? '').length > 256) throw refusal(`${CODES}.too_long_note`);
    if (!currency.withdrawalEnabled) throw refusal('account.currency.withdrawal_disabled');
    const fee = feeOf(venue, parameters, member, currency);
    const beneficiary = activeBeneficiary(venue, member, beneficiaryId, currency);
    checkOtp(otp);
    if (amount.lt(currency.minWithdraw) || amount.lte(fee) || decimalsOf(amount) > currency.precision) throw refusal(`${CODES}.invalid_amount`);
    if (venue.ledger.available(member.uid, currency.id).lt(amount)) throw refusal(`${CODES}.insufficient_balance`);
    spendOtp(member, otp);
    const withdrawal = venue.withdrawals.submit(member.uid, {
      currency: currency.id, type: currency.type, amount, fee, rid: destination(beneficiary.data), note,
    });
    venue.announcements.balanceChanged(member.uid, currency.id);
    return created(withdrawalBody(withdrawal));
  },
};

function activeBeneficiary(venue: Venue, member: Member, id: number, currency: Currency): Beneficiary {
  const beneficiary = venue.beneficiaries.ofUser(member.uid).find((one) => one.id === id && one.currency === currency.id);
  if (beneficiary === undefined) throw refusal('account.beneficiary.doesnt_exist');
  if (beneficiary.state !== 'active') throw refusal('account.beneficiary.invalid_state_for_withdrawal');
  return beneficiary;
}

/** A quote that holds fixes the fee; the exchange's own code for one that does not is not known. */
function feeOf(venue: Venue, parameters: Parameters, member: Member, currency: Currency): Decimal {
  const quoteId = parameters.text('quote_id');
  if (quoteId === null) return currency.withdrawFee;
  const quote = venue.withdrawals.validQuote(member.uid, quoteId, currency.id);
  if (quote === null) throw refusal(`${CODES}.invalid_quote`);
  return quote.fee;
}

/** Every six-digit code is right here; as an integer, one with a leading zero has lost it and fails (PROTOCOL.md section 4). */
function checkOtp(otp: number): void {
  if (otp < 100000 || otp > 999999) throw refusal(`${CODES}.invalid_otp`);
}

/** A code that was used before surfaces as create_error. */
function spendOtp(member: Member, otp: number): void {
  const code = String(otp);
  if (member.usedOtps.has(code)) throw refusal(`${CODES}.create_error`);
  member.usedOtps.add(code);
}
