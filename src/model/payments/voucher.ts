// Turning a voucher into rand on the account (API.txt, Models: Voucher Redemption, Change voucher).
import type { Decimal } from '../money.js';

/** The field a voucher's pin is sealed under. */
export const voucherPinField = 'voucherPin';

export interface VoucherRedemption {
  /** In rand, after fees. */
  readonly amount: Decimal;
  /** What the voucher was worth, in rand. */
  readonly originAmount?: Decimal;
  /** A new voucher for what was left, where the provider gives one. */
  readonly change?: ChangeVoucher;
}

export interface ChangeVoucher {
  /** In rand. */
  readonly amount: Decimal;
  /** As the exchange words it. */
  readonly expiry?: string;
  /** A secret worth money: digits kept exactly as sent. */
  readonly pin: string;
}
