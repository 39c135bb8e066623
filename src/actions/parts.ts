// What the working parts of actions/ are given.
import type { ExchangeClient } from '../exchange/client.js';
import type { Sealed } from '../model/account.js';
import type { Clock, Random } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { UserId } from '../model/message.js';
import type { Order } from '../model/trading/order.js';
import type { PinVerdict } from '../model/pin.js';
import type { UserRecord } from '../model/user.js';
import type { Withdrawal } from '../model/payments/withdrawal.js';
import type { Rest } from '../pacing/rest.js';
import type { Store } from '../storage/store.js';
import type { ReadLivePrice } from './livePrice.js';
import type { Practise } from './practise.js';

export interface ActionsDeps {
  readonly store: Store;
  /** The signed client of a linked user. @throws UserError when there is no key */
  readonly clientFor: (userId: UserId) => ExchangeClient;
  /** Pure: takes an order the exchange has answered with into the account's state. `now` is ms since 1970. */
  readonly absorbOrder: (record: UserRecord, order: Order, now: number) => UserRecord;
  /** Pure: takes withdrawals the exchange has listed into the account's state, drafts of payouts included. `now` is ms since 1970. */
  readonly absorbWithdrawals: (record: UserRecord, withdrawals: readonly Withdrawal[], now: number) => UserRecord;
  /** Reads this user's deposits, withdrawals and balances soon; calls are folded. */
  readonly refreshMoney: (userId: UserId) => void;
  /** Looks at a PIN typed by the user; a wrong try is counted durably. */
  readonly checkPin: (userId: UserId, digits: string) => Promise<PinVerdict>;
  /** Opens what was sealed for this user as a voucher's pin. @throws when it cannot be opened */
  readonly openVoucherPin: (userId: UserId, sealed: Sealed) => string;
  readonly sealVoucherPin: (userId: UserId, pin: string) => Sealed;
  /** Reads this user's orders and trades soon; calls are folded. */
  readonly refreshOrders: (userId: UserId) => void;
  /** What the live book says of an order at this moment; undefined unless it is in sync and live. */
  readonly livePrice: ReadLivePrice;
  /** What a confirmed card of practice comes to, within the write that uses it up. */
  readonly practise: Practise;
  readonly clock: Clock;
  readonly random: Random;
  /** Cryptographically strong. */
  readonly randomBytes: (count: number) => Buffer;
  readonly log: Log;
}

export interface ActionParts extends ActionsDeps {
  readonly rest: Rest;
}

/** The name of an error for the log; messages may hold what others wrote. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'thrown');

/** Opens what was sealed as a voucher's pin of this user; undefined, and logged, when it cannot be opened. */
export const openPinOf = (parts: ActionParts, userId: UserId) => (sealed: Sealed): string | undefined => {
  try {
    return parts.openVoucherPin(userId, sealed);
  } catch (error) {
    parts.log.error('action.pinSealed', { user: userId, error: errorName(error) });
    return undefined;
  }
};
