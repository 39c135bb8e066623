// What the reconciler is told and what it answers: the events of an account, from the stream and from reads alike.
import type { Balance } from '../../model/balance.js';
import type { CostBasis } from '../../model/trading/costBasis.js';
import type { Deposit } from '../../model/payments/deposit.js';
import type { CurrencyCode, MarketId } from '../../model/trading/market.js';
import type { Order } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';
import type { UserRecord } from '../../model/user.js';
import type { Withdrawal } from '../../model/payments/withdrawal.js';

/** Trades are read again this far back, ms: the exchange may list one late, and clocks differ. */
export const tradesOverlapMs = 600_000;

/** `stream`: a live frame, always news. `read`: an answer of the exchange, which may tell old things. */
export type Source = 'stream' | 'read';

export type AccountEvent =
  | { readonly type: 'order'; readonly order: Order; readonly source: Source }
  /** In the order they happened. */
  | { readonly type: 'trades'; readonly trades: readonly Trade[]; readonly source: Source }
  | { readonly type: 'balance'; readonly balance: Balance }
  /** `hasUnread`: some could not be read. `readFrom`: when the reading began, the exchange's ms since 1970, where nothing else may be ahead of it. */
  | { readonly type: 'balances'; readonly balances: readonly Balance[]; readonly hasUnread?: true; readonly readFrom?: number }
  | { readonly type: 'deposits'; readonly deposits: readonly Deposit[] }
  | { readonly type: 'withdrawals'; readonly withdrawals: readonly Withdrawal[] }
  /**
   * Trades were read in full up to `readTo` (ms since 1970; absent when the read was cut short). `ended` are the orders known
   * to have ended before that read began: what is still missing of them will not come, so their end is told now.
   */
  | { readonly type: 'tradesRead'; readonly readTo?: number; readonly ended: readonly string[] }
  /** Some trades were given up unread, where `isCut` without ever being looked at again; comes before those that were read. */
  | { readonly type: 'tradesLost'; readonly isCut?: true }
  /** Worked out from all trades, whose reading began at `readFrom`, ms since 1970. */
  | { readonly type: 'costs'; readonly costs: CostBasis; readonly readFrom: number }
  /** The exchange says there is no order of this id. */
  | { readonly type: 'orderMissing'; readonly orderId: string }
  /** Cards that were to tell the end of an order may not have come in time. */
  | { readonly type: 'leftEnds' }
  /** What no look has explained may have been looked for long enough. */
  | { readonly type: 'restsOld'; readonly looked: Looked }
  /** The first complete catch-up; `at` is when it began, `balancesFrom` when the balances began to be read after all else, ms since 1970. */
  | { readonly type: 'baselineDone'; readonly at: number; readonly balancesFrom?: number };

/** What has been looked through. */
export interface Looked {
  /** When the last read of each began that showed the whole of what is new, ms since 1970 by our clock; absent: none did. */
  readonly readAt: Readonly<Partial<Record<Want, number>>>;
  /** Since when the account has been watched without a break, ms since 1970: what happened before is looked for from then. */
  readonly watchedFrom: number;
}

/** What must be read from the exchange before the state is whole again. */
export type Want = 'trades' | 'orders' | 'deposits' | 'withdrawals' | 'balances';

/** The state after an event; the same record object when the event was no news. */
export interface Step {
  readonly record: UserRecord;
  readonly wants: readonly Want[];
}

/** What a market trades against what, and how many decimals its prices have. */
export type DescribeMarket = (id: MarketId) => { readonly base: CurrencyCode; readonly quote: CurrencyCode; readonly pricePrecision: number };

export interface ReconcileContext {
  /** ms since 1970 */
  readonly now: number;
  readonly describe: DescribeMarket;
  /** Confirmations that credit a deposit or complete a withdrawal, where known. */
  readonly neededConfirmations: (currency: CurrencyCode) => number | undefined;
}

export const unchanged = (record: UserRecord): Step => ({ record, wants: [] });

/** An entry by a key that came from outside: never one that every object inherits. */
export const lookUp = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);

/** How far the exchange's clock may be misjudged: its only sign is a header of whole seconds, ms. */
const clockSlackMs = 1000;

/**
 * What happened before this moment is known but never told (ms since 1970). Cut to whole seconds: most of the exchange's
 * stamps have no finer resolution (PROTOCOL.md section 1), and a fill told too much is better than one lost.
 */
export function newsFrom(record: UserRecord): number {
  const start = record.account.baselineAt ?? record.link?.linkedAt ?? 0;
  return Math.floor((start - clockSlackMs) / 1000) * 1000;
}

const liveWindowMs = 5000;

/** When an event happened, ms since 1970: a live frame's whole-second stamp is refined by the moment it came. */
export function eventTime(at: number, source: Source, now: number): number {
  return source === 'stream' && Math.abs(now - at) < liveWindowMs ? Math.max(at, now) : at;
}
