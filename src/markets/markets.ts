// Markets, prices and live books as everyone else sees them.
import type { Candle, CandlePeriod, Currency, CurrencyCode, Level, Market, MarketId, PublicTrade, Ticker } from '../model/trading/market.js';
import type { Decimal } from '../model/money.js';
import type { Side } from '../model/trading/order.js';
import type { Urgency } from '../exchange/client.js';
import type { UnreadCount } from '../exchange/unreadRows.js';
import type { StreamState } from '../exchange/streams/events.js';

export type { UnreadCount } from '../exchange/unreadRows.js';

/** A book as it is now. Only a `synced` book's prices may decide anything; `ageMs` is how long the link has been silent. */
export interface BookView {
  readonly market: MarketId;
  readonly state: 'empty' | 'synced' | 'stale';
  readonly sequence: number;
  readonly ageMs: number;
  readonly bestBid?: Level;
  readonly bestAsk?: Level;
}

/** What a size would fetch on a book right now. */
export interface Quote {
  readonly market: MarketId;
  readonly side: Side;
  /** What of the size the book can fill, in base. */
  readonly volume: Decimal;
  /** In quote currency, exact. */
  readonly total: Decimal;
  readonly averagePrice: Decimal;
  readonly worstPrice: Decimal;
  /** False when the book is too thin for the whole size. */
  readonly complete: boolean;
  /** ms since 1970 */
  readonly at: number;
  /** `book` is the live one, `depth` one REST read made because the live one was not in sync. */
  readonly source: 'book' | 'depth';
}

/** Levels of a book, best first on both sides. */
export interface BookDepth {
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** ms since 1970 */
  readonly at: number;
  /** As in Quote. */
  readonly source: 'book' | 'depth';
}

export interface Price {
  /** In rand for one unit. */
  readonly price: Decimal;
  /** ms since 1970 that the price is from. */
  readonly at: number;
}

export interface Markets {
  /** Enabled and other markets in the exchange's order; read at most every 60 s, an older list when the exchange is away. @throws as ExchangeClient.call */
  list(): Promise<readonly Market[]>;
  /** The market meant by "btc", "BTC/ZAR", "btczar", "bitcoin"; undefined when none is. */
  find(words: string): Promise<Market | undefined>;
  currencies(): Promise<readonly Currency[]>;
  /** The currency meant by "btc" or "bitcoin"; undefined when none is. */
  findCurrency(words: string): Promise<Currency | undefined>;
  ticker(market: MarketId): Promise<Ticker>;
  /** The live book; `empty` when nothing is known of it. */
  book(market: MarketId): BookView;
  /** Levels of one side, best first, at most `count`. */
  levels(market: MarketId, side: 'bid' | 'ask', count: number): readonly Level[];
  /** The best bid and ask: from the live book when it is in sync, else one REST depth read. */
  best(market: MarketId): Promise<{ readonly bid?: Level; readonly ask?: Level; readonly at: number; readonly source: 'book' | 'depth' }>;
  /** Both sides, best first, at most `count` levels each: from the live book when it is in sync, else one REST depth read. @throws as ExchangeClient.call */
  depth(market: MarketId, count: number): Promise<BookDepth>;
  /** What was traded lately, newest first, at most `count`. @throws as ExchangeClient.call */
  trades(market: MarketId, count: number): Promise<readonly PublicTrade[]>;
  /** Candles of `period` minutes, the newest `count` at most, in the exchange's order; the newest may be unfinished, periods without a trade are left out. For a person they are shared for a few seconds. @throws as ExchangeClient.call */
  candles(market: MarketId, period: CandlePeriod, count: number, urgency: Urgency): Promise<readonly Candle[]>;
  /** Walks the book for a size in base (`volume`) or, for `spend`, in quote. @throws UserError('market.noBook') when there is no price at all */
  quote(market: MarketId, side: Side, size: { readonly volume: Decimal } | { readonly spend: Decimal }): Promise<Quote>;
  /** Prices in rand of these currencies (zar is 1); a currency without a market or a price is left out. */
  prices(currencies: readonly CurrencyCode[]): Promise<ReadonlyMap<CurrencyCode, Price>>;
  /** Called whenever a book's best bid or ask may have changed or its state has. */
  onBook(listener: (view: BookView) => void): () => void;
  stream(): StreamState;
  /** Rows of the public lists and frames that could not be read since the start. */
  unread(): readonly UnreadCount[];
  /** True when /public/health/alive answers 200. */
  alive(): Promise<boolean>;
  start(): Promise<void>;
  stop(): Promise<void>;
}
