// A price a user wants to hear of.
import type { Decimal } from './money.js';
import type { MarketId } from './market.js';

/**
 * armed: fires when its condition holds; waiting: re-armed while the condition still held, so it must first go false;
 * resting: has fired and waits for the user.
 */
export type AlertState = 'armed' | 'waiting' | 'resting';

export interface PriceCrossesAlert {
  readonly kind: 'priceCrosses';
  readonly id: string;
  readonly market: MarketId;
  /** above: judged on the best bid; below: judged on the best ask. */
  readonly direction: 'above' | 'below';
  readonly threshold: Decimal;
  readonly state: AlertState;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 and the price it fired on, the last time. */
  readonly fired?: { readonly at: number; readonly price: Decimal };
  /** Counts firings, so that each has its own outbox id. */
  readonly firings: number;
}

/** One member per alert kind. */
export type Alert = PriceCrossesAlert;

export const alertsPerUserLimit = 50;
