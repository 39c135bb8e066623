// Paying and receiving bitcoin over Lightning (API.txt, Models: Lightning payment, Lightning invoice).
import { btcToSats, isAbove, isPositive, minus, plus, round, satsToBtc, ZERO, type Decimal, type Sats } from '../money.js';

/** True for a text that is an invoice and not an address: where a Lightning payment went to. */
export const isBolt = (text: string): boolean => /^ln[a-z]{2,4}\d*[munp]?1[a-z0-9]{50}/iu.test(text);

/** Places of a sat in btc. */
const satPlaces = 8;

/** A fee in btc, in whole sats, rounded up. Undefined for what is no fee: less than nothing, or more than there is. */
export const feeInSats = (fee: Decimal): Sats | undefined => btcToSats(round(fee, satPlaces, 'up'));

/** All in btc. */
export interface PaymentCost {
  readonly receives: Decimal;
  /** Undefined where the history does not tell it. */
  readonly fee: Decimal | undefined;
  /** What left: both together, as far as known. */
  readonly amount: Decimal;
}

/** What a payment of an invoice cost by its row in the history, whose amount may have the fee in it or beside it (all in btc). */
export function costOfPayment(amountSat: Sats, row: { readonly amount: Decimal; readonly fee: Decimal }): PaymentCost {
  const receives = satsToBtc(amountSat);
  const over = minus(row.amount, receives);
  // A row named by its hash may have any amount: what is more than the payment again is no fee of it.
  const within = isPositive(over) && !isAbove(over, receives) ? over : undefined;
  const fee = isPositive(row.fee) ? row.fee : within;
  return { receives, fee, amount: plus(receives, fee ?? ZERO) };
}

export interface LightningPayment {
  /** The invoice that is paid. */
  readonly bolt?: string;
  readonly address?: string;
  readonly amountSat?: Sats;
  readonly description?: string;
  readonly memberDescription?: string;
  /** The exchange's word; whether it was paid is told by the withdrawal history. */
  readonly state: string;
  /** ms since 1970 */
  readonly createdAt?: number;
}

export interface LightningInvoice {
  /** What the payer is given. */
  readonly bolt: string;
  readonly amountSat?: Sats;
  /** In thousandths of a SAT. */
  readonly amountMsat?: Decimal;
  /** What part is turned into rand on payment: 1 is all of it. */
  readonly conversionPart?: Decimal;
  readonly description?: string;
  readonly memberDescription?: string;
  readonly state: string;
  /** ms since 1970 */
  readonly createdAt?: number;
  /** ms since 1970; documented as one hour after creation. */
  readonly expiresAt?: number;
  /** ms since 1970 */
  readonly paidAt?: number;
}
