// What came of sending an action once, sorted by the outcome table of RELIABILITY.md 1.1.
import { reasonsOf, RefusedError, UnavailableError, UnknownOutcomeError } from '../model/errors.js';
import type { OwnReason } from '../model/ownReason.js';
import type { Beneficiary } from '../model/payments/beneficiary.js';
import type { Order } from '../model/trading/order.js';
import type { VoucherRedemption } from '../model/payments/voucher.js';

/** The exchange has taken it; that is not yet the end. `orders` are as it answered them, `orderId` where it made something with an id. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly orders: readonly Order[];
  readonly orderId?: string;
  readonly redemption?: VoucherRedemption;
  readonly beneficiary?: Beneficiary;
}

export type Outcome =
  | Accepted
  /** Certainly not done; the exchange's codes or our word for them, or `unavailable.<reason>` when nothing was sent. */
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  /** It may have been done: ask, never send again. */
  | { readonly kind: 'unknown'; readonly detail: string };

/** Nothing was sent: the code that goes with it is missing. */
export const noCode: Outcome = { kind: 'refused', codes: ['own.noCode' satisfies OwnReason] };

/** Waits for the one call; never throws. Whatever is not a definite no is unknown. */
export async function outcomeOf(call: () => Promise<Accepted>): Promise<Outcome> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof RefusedError) return { kind: 'refused', codes: reasonsOf(error) };
    if (error instanceof UnavailableError) return { kind: 'refused', codes: [`unavailable.${error.reason}` satisfies OwnReason] };
    return { kind: 'unknown', detail: error instanceof UnknownOutcomeError ? error.detail : 'no clear answer' };
  }
}
