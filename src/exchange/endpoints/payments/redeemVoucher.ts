// POST /payments/vouchers/new: turns a voucher into rand on the account (API.txt, Redeem voucher).
import type { Endpoint } from '../../endpoint.js';
import type { Decimal } from '../../../model/money.js';
import type { ChangeVoucher, VoucherRedemption } from '../../../model/payments/voucher.js';
import { amount, asObject, field, isObject, optionalAmount, optionalText, present, text } from '../../wire/fields.js';

export interface RedeemVoucherInput {
  /** `id` of a PaymentMethod of type voucher. */
  readonly paymentMethodId: string;
  /** In rand. */
  readonly amount: Decimal;
  /** Worth money: never logged. */
  readonly voucherPin: string;
}

export const redeemVoucher: Endpoint<RedeemVoucherInput, VoucherRedemption> = {
  name: 'redeemVoucher', method: 'POST', access: 'signed', effect: 'write',
  path: () => '/payments/vouchers/new',
  query: (input) => ({ payment_method_id: input.paymentMethodId, amount: input.amount, voucher_pin: input.voucherPin }),
  parse: (body) => {
    const from = asObject(body, 'redemption');
    return {
      amount: amount(from, 'redemption', 'amount'),
      ...present({ originAmount: optionalAmount(from, 'redemption', 'origin_amount'), change: readChange(field(from, 'change_voucher')) }),
    };
  },
};

/** A change voucher without a pin is none. */
function readChange(value: unknown): ChangeVoucher | undefined {
  if (!isObject(value) || optionalText(value, 'change_pin') === undefined) return undefined;
  return {
    amount: amount(value, 'change voucher', 'change_amount'),
    pin: text(value, 'change voucher', 'change_pin'),
    ...present({ expiry: optionalText(value, 'change_expiry') }),
  };
}
