// What is known of a linked account on the exchange, so that a restart knows what was already told.
import type { Balance } from './balance.js';
import type { CostBasis, OrderSale } from './trading/costBasis.js';
import type { Decimal } from './money.js';
import type { CurrencyCode } from './trading/market.js';
import type { Order } from './trading/order.js';
import type { Trade } from './trading/trade.js';

/** A value sealed by security/: "v1.<key id>.<nonce>.<ciphertext and tag>", base64url parts. */
export type Sealed = string & { readonly __sealed: unique symbol };

export interface Link {
  readonly apiKey: Sealed;
  readonly secret: Sealed;
  /** Counts up with each replacement of the key; part of what the seal is bound to. */
  readonly keyVersion: number;
  /** The last four characters of the API key, to tell keys apart. */
  readonly tail: string;
  /** ms since 1970 */
  readonly linkedAt: number;
  /** Set when the exchange refuses the key for good; the key is kept and the user told. */
  readonly paused?: { readonly codes: readonly string[]; readonly since: number };
}

export interface TrackedOrder {
  readonly order: Order;
  /** Trades known of this order, by id, oldest first. */
  readonly trades: readonly Trade[];
  /** The push of this order's fills that is still being edited, and when it was first sent. */
  readonly push?: { readonly key: string; readonly openedAt: number };
  /** What its fills got and cost, of a sale whose cost could be looked at; it need not be of all of them. */
  readonly sale?: OrderSale;
  /** True when its end has been told, so that no replay tells it again. */
  readonly endTold: boolean;
  /** ms since 1970 when its end was left to the card of its cancellation, which had not arrived by then; a push is owed if it never does. */
  readonly endLeftAt?: number;
  /** ms since 1970 when a cancel was asked for. */
  readonly cancelAskedAt?: number;
  /** ms since 1970 when the exchange first said that it knows no such order, and has said nothing else since. */
  readonly missingSince?: number;
}

export interface TrackedDeposit {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly state: string;
  readonly confirmations?: number;
  readonly creditTold: boolean;
  /** Set where its money was seen in the balance although its state does not say so. */
  readonly counted?: true;
  /** Absent in what was stored before it was kept. */
  readonly amount?: Decimal;
  /** ms since 1970 */
  readonly createdAt: number;
}

export interface TrackedWithdrawal {
  readonly id: string;
  readonly currency: CurrencyCode;
  readonly state: string;
  readonly confirmations?: number;
  readonly txid?: string;
  /** Fee included; absent in what was stored before it was kept. */
  readonly amount?: Decimal;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970, by our clock, when it was last heard to be something new. */
  readonly movedAt: number;
  /** How often it has been something new since the first sight. */
  readonly moves: number;
  /** True when its stop by an error has been told; it may go on from there, once. */
  readonly errorTold?: boolean;
}

/** A change of a balance that nothing known explains, or something known that no balance shows yet. */
export interface OpenPiece {
  /** `event`: what was heard of, such as a fill or a deposit. */
  readonly what: 'change' | 'event';
  /** What the balance is above what it should be, in units of the currency; negative: it is below. */
  readonly amount: Decimal;
  /** How far that may be off, for listed figures were cut. */
  readonly off: Decimal;
  /** ms since 1970, by our clock, when it was heard. */
  readonly at: number;
  /** Set on what is left of two that met and were not the same. */
  readonly met?: true;
}

/** What of a currency's balance nothing known explains (accounts/reconciling/unexplained.ts). */
export interface Unexplained {
  /** Oldest first. */
  readonly pieces: readonly OpenPiece[];
  /** How much of what is left over may be fees that are not known yet. */
  readonly slack: Decimal;
  /** What was told or given up, each way: what explains it later says nothing of another change. */
  readonly closed?: { readonly rose: Decimal; readonly fell: Decimal };
  /** The exchange's ms since 1970: what happened before was in the balance when it was first read, later than all others. */
  readonly from?: number;
}

export interface AccountState {
  /** ms since 1970 when this account was linked, unless it was known to be the one linked before. */
  readonly since?: number;
  /** ms since 1970 of the first complete catch-up; what happened before is known but never told. */
  readonly baselineAt?: number;
  readonly orders: Readonly<Record<string, TrackedOrder>>;
  /** Ids of trades already counted, oldest first; bounded by seenTradesLimit. */
  readonly seenTrades: readonly string[];
  /** Ids of trades with oneself, oldest first; bounded by selfTradesLimit. Absent where none are known. */
  readonly selfTrades?: readonly string[];
  /** Trades up to here have been read in full, ms since 1970. */
  readonly tradesReadTo: number;
  readonly deposits: Readonly<Record<string, TrackedDeposit>>;
  /** Absent in a record stored before withdrawals were followed: empty, and what ended by then is never told. */
  readonly withdrawals?: Readonly<Record<string, TrackedWithdrawal>>;
  readonly balances: Readonly<Record<CurrencyCode, Balance>>;
  /** The latest fee rate seen per market, side and role, under feeRateKey (trading/feeRate.ts). */
  readonly feeRates: Readonly<Record<string, Decimal>>;
  /** By currency; one that is whole is not among them. Absent: all are. */
  readonly openRests?: Readonly<Record<CurrencyCode, Unexplained>>;
  /** The exchange's ms since 1970 when the balances were read that everything later is counted from; absent: baselineAt. */
  readonly countedFrom?: number;
  /** Set while nothing is counted, until all balances have been read anew: some of what changed them can never be known. */
  readonly recount?: true;
  /** Set while some currency's balance may never have been read: one that is not among the balances is then not known, instead of zero. */
  readonly balancesUnread?: true;
  /** Drafts of vouchers whose money has been counted, while they are kept. */
  readonly vouchersCounted?: readonly string[];
  /** What the coins cost; absent until the whole history has been read. */
  readonly costs?: CostBasis;
}

export const seenTradesLimit = 2000;

export const emptyAccount: AccountState = { orders: {}, seenTrades: [], tradesReadTo: 0, deposits: {}, withdrawals: {}, balances: {}, feeRates: {} };
