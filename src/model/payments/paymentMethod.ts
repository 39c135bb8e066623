// A way to bring rand onto the account at once (API.txt, Models: Instant Deposit Method).
import type { Decimal } from '../money.js';

export interface PaymentMethod {
  /** Used when redeeming a voucher. */
  readonly id: string;
  readonly providerId?: string;
  readonly name: string;
  /** "voucher" or "instanteft"; other words as they are. */
  readonly type: string;
  readonly description?: string;
  /** In rand. */
  readonly minAmount?: Decimal;
  /** In rand. */
  readonly maxAmount?: Decimal;
}
