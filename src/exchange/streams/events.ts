// What the exchange's streams tell, parsed: the types that accounts/ and markets/ listen to.
import type { Balance } from '../../model/balance.js';
import type { Decimal } from '../../model/money.js';
import type { Candle, MarketId } from '../../model/trading/market.js';
import type { Order } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';

/** A socket's life. `detail` is a short word for the log and /status. */
export type StreamState =
  | { readonly name: 'connecting'; readonly attempt: number }
  | { readonly name: 'connected'; readonly since: number; readonly missing: readonly string[] }
  | { readonly name: 'refused'; readonly codes: readonly string[] }
  | { readonly name: 'closed'; readonly detail: string };

export type PrivateEvent =
  | { readonly type: 'order'; readonly order: Order }
  | { readonly type: 'trade'; readonly trade: Trade }
  | { readonly type: 'balance'; readonly balance: Balance };

/** One side's changes: absolute new amounts; undefined means the level is gone. */
export interface LevelChange {
  readonly side: 'ask' | 'bid';
  readonly price: Decimal;
  readonly amount: Decimal | undefined;
}

export type MarketEvent =
  | { readonly type: 'snapshot'; readonly market: MarketId; readonly sequence: number; readonly changes: readonly LevelChange[] }
  | { readonly type: 'increment'; readonly market: MarketId; readonly sequence: number; readonly changes: readonly LevelChange[] }
  | { readonly type: 'candle'; readonly market: MarketId; readonly period: string; readonly candle: Candle }
  /** A frame for this market that could not be trusted: the book must be asked for again. */
  | { readonly type: 'unreadable'; readonly market: MarketId };

export interface PrivateStream {
  state(): StreamState;
  close(): void;
}

export interface MarketStream {
  state(): StreamState;
  /** The streams wanted from now on, for example "btczar.ob-inc"; subscribes to what is new, also after each reconnect. */
  want(streams: readonly string[]): void;
  /** Asks for a market's snapshot again by subscribing again (PROTOCOL.md section 2); calls more often than once a second are folded. */
  resync(market: MarketId): void;
  /** ms since the last frame, ping or pong: how alive the link is. */
  silenceMs(): number;
  close(): void;
}
