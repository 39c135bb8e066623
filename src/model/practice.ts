// Play money to practise with: what is kept of it in a user's record, and its limits.
import type { Balance } from './balance.js';
import type { RoleRates } from './trading/feeRate.js';
import type { CurrencyCode } from './trading/market.js';
import { decimal, type Decimal } from './money.js';
import type { Order } from './trading/order.js';
import type { Trade } from './trading/trade.js';

/** What everybody begins with, in rand. */
export const practiceStartRand = decimal('100000');
/** Orders that may be open at the same time. */
export const openPracticeOrdersLimit = 20;
/** Ended orders and trades remembered, the newest; funds and totals do not depend on them. */
export const endedPracticeOrdersLimit = 50;
export const practiceTradesLimit = 200;

/** Rates are fractions of what is received (PROTOCOL.md section 5); a negative one is a rebate. */
export interface PracticeFees {
  readonly maker: Decimal;
  readonly taker: Decimal;
  /** True where the user's own real trades of this market and side have taught at least one of them. */
  readonly learnt: boolean;
}

/** Taken where the user's own trades teach nothing: the exchange's documented rates (PROTOCOL.md section 5). */
export const defaultPracticeFees: PracticeFees = { maker: decimal('0.001'), taker: decimal('0.002'), learnt: false };

/** The same as an order's fee is worked out from; practice takes fees off what is received alone. */
export const practiceRates = ({ maker, taker }: PracticeFees): RoleRates => ({ maker: { rate: maker, of: 'received' }, taker: { rate: taker, of: 'received' } });

export interface PracticeOrder {
  /** Its id is "P" and a number, which no order of the exchange is called. */
  readonly order: Order;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly pricePrecision: number;
  /** As the card showed them. */
  readonly fees: PracticeFees;
  readonly fills: number;
  /** Executed so far, in the quote currency, exact. */
  readonly total: Decimal;
  /** Taken so far, in the currency received. */
  readonly fee: Decimal;
  /** Volume of the live book that this order has had its fill of, in base (practice/restingFills.ts). */
  readonly counted: Decimal;
  /** The push of its fills that is still being edited, and when it was first owed, ms since 1970. */
  readonly push?: { readonly key: string; readonly openedAt: number };
}

export interface PracticeAccount {
  /** While it is off the account rests: nothing fills and nothing is told. */
  readonly on: boolean;
  /** ms since 1970 when it was begun, or begun anew. */
  readonly since: number;
  readonly funds: Readonly<Record<CurrencyCode, Balance>>;
  /** Oldest first: all open ones and the newest of those that have ended. */
  readonly orders: readonly PracticeOrder[];
  /** Oldest first. */
  readonly trades: readonly Trade[];
  /** Counts up for ever, also over a new beginning, so that no old button names a new order. */
  readonly lastId: number;
}

/** True while this user's trading commands work on play money. */
export const isPractising = ({ practice }: { readonly practice?: PracticeAccount }): boolean => practice?.on === true;

/** True for what an order of the practice account is called, in any case. */
export const isPracticeOrderId = (id: string): boolean => /^P[1-9]\d{0,14}$/i.test(id);
