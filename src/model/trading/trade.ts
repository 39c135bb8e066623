// One fill of an order of ours (API.txt, Models: Trade; PROTOCOL.md section 1, trade).
import type { Decimal } from '../money.js';
import type { CurrencyCode, MarketId } from './market.js';
import type { Side } from './order.js';

export interface Trade {
  readonly id: string;
  readonly orderId: string;
  readonly market: MarketId;
  readonly side: Side;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly total: Decimal;
  /** The side that took; where it equals ours we were the taker. */
  readonly takerSide?: string;
  /** Absent where the exchange left it out: a read of /market/trades tells. May be negative (rebate). */
  readonly feeAmount?: Decimal;
  readonly feeCurrency?: CurrencyCode;
  readonly customOrderId?: string;
  /** Both sides were orders of this account: nothing was earned by it, and the fee of one of them may never be listed. */
  readonly self?: true;
  /** It was counted without its fee, which is counted when it becomes known. */
  readonly feeDue?: true;
  /** ms since 1970 */
  readonly at: number;
}
