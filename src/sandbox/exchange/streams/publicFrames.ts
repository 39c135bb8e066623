// The payloads of the public streams other than the order book: trades, candles and tickers (PROTOCOL.md section 2).
import type { Candle, CandleHistory } from '../trading/candles.js';
import { railsText } from '../decimals.js';
import { exactNumber, type ExactNumber } from '../rest/json.js';
import type { Trade } from '../trading/order.js';
import { tickerEntry } from '../trading/ticker.js';
import { seconds } from '../times.js';

/** Minutes of each period a candle stream can have. */
export const STREAM_PERIODS: Record<string, number> = {
  '1m': 1, '5m': 5, '15m': 15, '30m': 30, '1h': 60, '2h': 120, '4h': 240, '6h': 360, '12h': 720, '1d': 1440, '3d': 4320, '1w': 10080,
};

/** What {market}.trades carries for one trade; whole seconds. */
export function publicTradeFrame(trade: Trade): Record<string, unknown> {
  const entry = { tid: trade.id, taker_type: trade.taker.side, date: seconds(trade.at), price: railsText(trade.price), amount: railsText(trade.amount) };
  return { trades: [entry] };
}

/** A candle as a bare array of numbers: time in seconds, open, high, low, close, base volume. */
export function candleTuple(candle: Candle): (number | ExactNumber)[] {
  return [candle.at, ...[candle.open, candle.high, candle.low, candle.close, candle.volume].map((value) => exactNumber(value))];
}

/** What global.tickers carries: every value a string, `at` too. */
export function tickersFrame(histories: Map<string, CandleHistory>, nowMs: number): Record<string, unknown> {
  const at = String(seconds(nowMs));
  return Object.fromEntries([...histories].map(([market, history]) => [market, { at, ...tickerEntry(history) }]));
}
