// What an alert kind is: one value of this type per file in kinds/.
import type { BookView } from '../markets/markets.js';
import type { AccountState } from '../model/account.js';
import type { Alert, AlertRule, AlertOf, ClosePeriod } from '../model/alert.js';
import type { UserError } from '../model/errors.js';
import type { Candle, CurrencyCode, MarketId } from '../model/trading/market.js';
import type { Decimal } from '../model/money.js';
import type { Order } from '../model/trading/order.js';
import type { DataOf } from '../notifications/kinds/index.js';
import type { PricePath } from './pricePath.js';

/** A value at which a kind wants to be asked again: what of the book is judged and the way it must move. */
export interface Threshold {
  /** spread: best ask less best bid, in per cent of the middle. */
  readonly side: 'bid' | 'ask' | 'spread';
  /** rising: reached at `price` and above; falling: at `price` and below. */
  readonly moves: 'rising' | 'falling';
  readonly price: Decimal;
  /** False when `price` itself does not count yet. */
  readonly inclusive: boolean;
}

/** Thresholds on one market's book. */
export interface Watch {
  readonly market: MarketId;
  readonly thresholds: readonly Threshold[];
}

/** The lowest bid and highest ask seen in a time; a side nobody was seen on is absent. */
export interface Extremes {
  readonly lowestBid?: Decimal;
  readonly highestAsk?: Decimal;
}

/** All that a kind may look at. */
export interface Sight {
  readonly account: AccountState;
  /** A market's book, only while it is in sync on a live link. */
  book(market: MarketId): BookView | undefined;
  /** What the last `windowMs` saw, and nothing of it from before `since` (ms since 1970). */
  extremes(market: MarketId, windowMs: number, since: number): Extremes;
  /** The candle that has just closed, for kinds fed by candles. */
  readonly candle?: Candle;
}

/** How a condition stands right now. */
export interface Standing {
  /** What is judged: a price, a spread in per cent, a balance. */
  readonly value: Decimal;
  readonly holds: boolean;
  /** True when it is false by the alert's re-arm band. */
  readonly hasLeft: boolean;
  /** From the value to where it fires, in per cent; zero when it holds. */
  readonly distance: Decimal;
  /** Of a move: how far it has come and from where; in per cent, down negative. */
  readonly move?: { readonly change: Decimal; readonly reference: Decimal };
  /** Of an order: the one that is nearest. */
  readonly order?: Order;
}

/** One firing of an alert, what its market trades and, where that is known, the decimals of its prices. */
export interface Firing {
  readonly standing: Standing;
  /** ms since 1970 */
  readonly at: number;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly pricePrecision?: number;
}

export interface AlertKind<Rule extends AlertRule> {
  readonly name: Rule['kind'];
  /** What makes it look: moves of a book, candles that close, or changes of the account. Those of a book follow the account too when `followsAccount`. */
  readonly feed: 'book' | 'candles' | 'account';
  readonly followsAccount?: true;
  /** True for what measures a change: armed again it starts from what is then, instead of waiting until it is false. */
  readonly startsAnew?: true;
  /** Checks the pieces a command has read; the UserError says what is wrong with them. */
  check(rule: Rule): UserError | undefined;
  /** The market it belongs to, if it is one. */
  market(rule: Rule): MarketId | undefined;
  /** Where an armed alert may fire, and where a waiting one may be armed. */
  watches(alert: AlertOf<Rule>, sight: Sight): readonly Watch[];
  /** Of a kind fed by candles: which. */
  readonly candles?: (rule: Rule) => { readonly market: MarketId; readonly period: ClosePeriod };
  /** Undefined when what there is to see cannot tell. */
  stand(alert: AlertOf<Rule>, sight: Sight): Standing | undefined;
  /** What the notification of a firing says. */
  firedData(alert: AlertOf<Rule>, firing: Firing): DataOf<'alertFired'>;
  /** When it would have fired on these candles, ms since 1970; undefined when candles cannot tell. */
  rehearse(rule: Rule, path: PricePath, repeat: Alert['repeat']): readonly number[] | undefined;
}
