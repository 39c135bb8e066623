// A destination the exchange may pay out to (API.txt, Models: Beneficiary).
import type { CurrencyCode } from './market.js';

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
