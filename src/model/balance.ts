// What an account holds of one currency (API.txt, Models: Account; PROTOCOL.md section 1, balance).
import type { Decimal } from './money.js';
import type { CurrencyCode } from './trading/market.js';

export interface Balance {
  readonly currency: CurrencyCode;
  readonly available: Decimal;
  readonly locked: Decimal;
}
