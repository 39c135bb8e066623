// The name under which a fee rate learnt from trades is kept in AccountState.feeRates.
import type { MarketId } from './market.js';
import type { Side } from './order.js';

/** Whether an order stood on the book or came to it. */
export type Role = 'maker' | 'taker';

export const feeRateKey = (market: MarketId, side: Side, role: Role): string => `${market}:${side}:${role}`;
