// Alerts as commands/ sees them.
import type { Alert } from '../model/alert.js';
import type { MarketId } from '../model/market.js';
import type { UserId } from '../model/message.js';
import type { Decimal } from '../model/money.js';

export interface Alerts {
  /** Stores an alert durably and arms it; the id is the caller's, so that a replay adds nothing. @throws UserError('alert.tooMany') */
  add(userId: UserId, wanted: { readonly id: string; readonly market: MarketId; readonly direction: 'above' | 'below'; readonly threshold: Decimal }): Promise<Alert>;
  /** All of a user's, in no order. */
  list(userId: UserId): readonly Alert[];
  /** False when there is none of that id. */
  remove(userId: UserId, alertId: string): Promise<boolean>;
  /** Arms a resting alert again; when its condition holds right now it waits until it does not. Undefined when there is none. */
  rearm(userId: UserId, alertId: string): Promise<Alert | undefined>;
  start(): void;
  stop(): void;
}
