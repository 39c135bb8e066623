// What can be traded against what, and the exchange's rules for it (API.txt, Models: Market, Currency, Ticker).
import type { Decimal } from '../money.js';

/** Market id in lower case, for example "btczar". */
export type MarketId = string;
/** Currency code in lower case, for example "btc". */
export type CurrencyCode = string;

export interface Market {
  readonly id: MarketId;
  /** As the exchange shows it, for example "BTC/ZAR". */
  readonly name: string;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  /** Zero means no limit. */
  readonly minPrice: Decimal;
  /** Zero means no limit. */
  readonly maxPrice: Decimal;
  readonly minAmount: Decimal;
  readonly amountPrecision: number;
  readonly pricePrecision: number;
  /** "enabled" when it can be traded; other words are shown as they are. */
  readonly state: string;
}

export interface Currency {
  readonly id: CurrencyCode;
  readonly name: string;
  /** "coin" or "fiat"; other words as they are. */
  readonly type: string;
  readonly precision: number;
  readonly depositEnabled: boolean;
  readonly withdrawalEnabled: boolean;
  readonly depositFee: Decimal;
  readonly withdrawFee: Decimal;
  readonly minDepositAmount: Decimal;
  readonly minWithdrawAmount: Decimal;
  /** The most that may leave within 24 and 72 hours; absent where the exchange says none. */
  readonly withdrawLimit24h?: Decimal;
  readonly withdrawLimit72h?: Decimal;
  /** Address of a page that shows a transaction, with "#{txid}" in its place; the exchange's word, not looked at. */
  readonly explorerTransaction?: string;
  /** The same for an address, with "#{address}". */
  readonly explorerAddress?: string;
  /** How many confirmations credit a deposit, where the exchange says. */
  readonly minConfirmations?: number;
}

export interface Ticker {
  readonly market: MarketId;
  /** When the exchange computed it, ms since 1970. */
  readonly at: number;
  readonly low: Decimal;
  readonly high: Decimal;
  readonly open: Decimal;
  /** Zero when nothing was ever traded: then it is no price. */
  readonly last: Decimal;
  /** Turnover of 24 h in the base currency. */
  readonly amount: Decimal;
  /** Turnover of 24 h in the quote currency. */
  readonly volume: Decimal;
  /** As the exchange words it, for example "+0.52%". */
  readonly changePercent: string;
}

/** One price level of a book. */
export interface Level {
  readonly price: Decimal;
  readonly amount: Decimal;
}

/** Best first on both sides. */
export interface Depth {
  readonly asks: readonly Level[];
  readonly bids: readonly Level[];
  /** When the exchange made it, ms since 1970, where it says so. */
  readonly at?: number;
}

export interface PublicTrade {
  readonly id: string;
  readonly market: MarketId;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly takerSide: string;
  /** ms since 1970 */
  readonly at: number;
}

/** Minutes per candle that the exchange offers (API.txt, K Line). */
export const candlePeriods = [1, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080] as const;
export type CandlePeriod = (typeof candlePeriods)[number];

export interface Candle {
  /** Start of the period, ms since 1970. */
  readonly at: number;
  readonly open: Decimal;
  readonly high: Decimal;
  readonly low: Decimal;
  readonly close: Decimal;
  readonly volume: Decimal;
}
