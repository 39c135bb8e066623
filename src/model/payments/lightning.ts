// Paying and receiving bitcoin over Lightning (API.txt, Models: Lightning payment, Lightning invoice).
import type { Decimal, Sats } from '../money.js';

/** True for a text that is an invoice and not an address: where a Lightning payment went to. */
export const isBolt = (text: string): boolean => /^ln[a-z]{2,4}\d*[munp]?1[a-z0-9]{50}/iu.test(text);

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
