// A destination the exchange may pay out to (API.txt, Models: Beneficiary).
import type { CurrencyCode } from '../trading/market.js';

export interface Beneficiary {
  /** The identifier the exchange's paths want; it sends it as `id` or as `uuid`. */
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly name: string;
  readonly description?: string;
  /** Bank details for fiat, the address for a coin: flat text by the exchange's own field names; account numbers may be masked. */
  readonly data: Readonly<Record<string, string>>;
  /** "pending", "active" or "archived"; other words as they are. */
  readonly state: string;
}

/** True when two account numbers may be the same: either may come masked, "12***6789" (PROTOCOL.md section 3, shapes). */
export function mayBeSameAccount(one: string, other: string): boolean {
  const [bare, masked] = one.includes('*') ? [other, one] : [one, other];
  if (!masked.includes('*')) return bare === masked;
  const [head = '', tail = ''] = masked.split(/\*+/);
  return bare.includes('*') ? bare === masked : bare.startsWith(head) && bare.endsWith(tail);
}
