// An order of ours on the exchange: its states and which of them are final (API.txt, Models: Order; States).
import type { Decimal } from '../money.js';
import type { MarketId } from './market.js';

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'market';

/** The documented states; the exchange may send others, which are kept as they are. */
export type OrderState = 'pending' | 'wait' | 'done' | 'cancel' | 'reject' | (string & {});

export interface Order {
  readonly id: string;
  readonly uuid?: string;
  readonly customOrderId?: string;
  readonly market: MarketId;
  readonly side: Side;
  readonly type: OrderType;
  /** Absent for a market order. */
  readonly price?: Decimal;
  /** Rounded down by the exchange: exact cost comes from the trades. */
  readonly averagePrice: Decimal;
  readonly state: OrderState;
  readonly originVolume: Decimal;
  readonly remainingVolume: Decimal;
  readonly executedVolume: Decimal;
  readonly tradesCount?: number;
  readonly postOnly?: boolean;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly updatedAt: number;
}

const finalStates: ReadonlySet<string> = new Set(['done', 'cancel', 'reject']);

/** True when no further fill or change can come, except late trades of fills already made. */
export const isFinal = (state: OrderState): boolean => finalStates.has(state);

/** How far along its life a state is; an event with a lower rank than what is known is old news. */
export function stateRank(state: OrderState): number {
  if (state === 'pending') return 0;
  return isFinal(state) ? 2 : 1;
}
