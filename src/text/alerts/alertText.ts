// What the words of an alert kind are: one value of this type per file of this folder.
import type { AlertRepeat, AlertRule } from '../../model/alert.js';
import { decimalPlaces, type Decimal } from '../../model/money.js';
import type { Rich } from '../../model/message.js';
import type { CurrencyCode, Level, MarketId } from '../../model/trading/market.js';
import { showRate, percentPlaces } from '../format.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';
import { showPrice } from '../orderFigures.js';
import type { ParsedAs } from './typedAlert.js';
import type { Part, Shown } from '../rich.js';

/** What the rule's market trades; for a balance, its currency stands in both places. */
export interface AlertUnits {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  /** Decimals of what is held, for a balance, where the exchange's list is known. */
  readonly places?: number;
}

/** What every firing is told with; stored. */
export interface Fired {
  readonly alertId: string;
  /** The count of firings with this one; absent in a row stored before it was kept. */
  readonly firing?: number;
  /** It was so when the alert was made: nothing has risen or fallen to it. */
  readonly already?: true;
  /** Empty for a balance. */
  readonly market: MarketId;
  /** For a balance, its currency. */
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  /** What it was judged on: a price, a spread in per cent, or a balance. */
  readonly price: Decimal;
  /** Decimals of the market's prices; absent for a balance, and in a row stored before it was kept. */
  readonly pricePrecision?: number;
  /** ms since 1970 */
  readonly firedAt: number;
  /** Absent: it rests now. */
  readonly repeat?: AlertRepeat;
}

/** What every firing has, as it is shown; of a balance `price` is what is held. */
export type FiredShown = Readonly<Record<'market' | 'price' | 'time', Part>>;

export interface FiredWords {
  readonly head: Rich;
  /** What it was judged on, and when. */
  readonly basis: Rich;
}

/** How it stands at the moment of sending; absent is what cannot be trusted then. */
export interface AlertNow {
  readonly book?: { readonly bestBid?: Level; readonly bestAsk?: Level };
  /** Of the alert's base, in orders included. */
  readonly held?: Decimal;
  /** Decimals of the base, where they are known. */
  readonly places?: number;
}

/** `Typed` is what is typed for a rule, `Data` what a firing is told with: each names the kind. */
export interface AlertText<Rule extends AlertRule, Typed = Pick<Rule, 'kind'>, Data = Fired & Partial<Pick<Rule, 'kind'>>> {
  /** What comes after "/alert" without "every ...", in one line; undefined when it is of no such alert. `tail` is what a choice of a number must keep after it. */
  parse(text: string, tail: string): ParsedAs<Typed> | undefined;
  /** "rises to R900 000.00 or above": what comes after the subject. */
  rule(say: Say, rule: Rule, units: AlertUnits): Rich;
  /** Who the sentence is about; undefined: the rule's market. */
  subject(say: Say, rule: Rule): Rich | undefined;
  /** "BTC > R900 000.00": short as it would be typed, for a button. `coin` is the base as it is shown. */
  short(say: Say, rule: Rule, names: { readonly coin: Shown; readonly quote: CurrencyCode }): Rich;
  fired(say: Say, data: Data, shown: FiredShown): FiredWords;
  /** The first line of one that comes late, complete by itself: "reached R900 000.00 at 14:02; now R897 500.00". */
  stale(say: Say, data: Data, shown: FiredShown, now: AlertNow): Rich;
  /** The sentence that says how it repeats, of {every} and {band}. */
  readonly repeats: TextKey;
  /** The sentence that says, at a firing, how it goes on, of {every} and {band}. */
  readonly goesOn: TextKey;
}

/** A price of the market's. */
export const showFiredPrice = (say: Say, { quote, pricePrecision }: Fired, price: Decimal): Shown => showPrice(say, price, quote, pricePrecision ?? decimalPlaces(price));
/** A price that the person has named, as they did. */
export const showNamedPrice = (say: Say, { quote }: Fired, price: Decimal): Shown => showPrice(say, price, quote, decimalPlaces(price));

/** A rate with as many decimals as the one the person has named, where that has more than usual. */
export const showRateBeside = (say: Say, percent: Decimal, named: Decimal): Shown => showRate(say, percent, Math.max(percentPlaces, decimalPlaces(named)));

/** "; now R897 500.00", or nothing where that is not known. */
export const showNow = (say: Say, value: Part | undefined): Rich | '' => (value === undefined ? '' : say('alert.nowAt', { value }));
/** The same of the market's best price. */
export function showNowPrice(say: Say, data: Fired, { book }: AlertNow, side: 'bid' | 'ask'): Rich | '' {
  const price = (side === 'bid' ? book?.bestBid : book?.bestAsk)?.price;
  return showNow(say, price === undefined ? undefined : showFiredPrice(say, data, price));
}
