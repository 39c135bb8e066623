// Reads the 24 h figures of one market (API.txt, Models: Ticker, TickerEntry; PROTOCOL.md section 3, shapes).
import { ProtocolError } from '../../model/errors.js';
import type { MarketId, Ticker } from '../../model/trading/market.js';
import { amountOrZero, asObject, field, isObject, optionalText } from './fields.js';
import { optionalTime } from './time.js';

/** Reads {"at", "ticker": {..}} or the flat form; `at` may be on either level and is 0 where it is on none. @throws ProtocolError */
export function readTicker(value: unknown, market: MarketId): Ticker {
  const outer = asObject(value, 'ticker');
  const inner = field(outer, 'ticker');
  const from = isObject(inner) ? inner : outer;
  if (!Object.hasOwn(from, 'last')) throw new ProtocolError('ticker: last is missing');
  return {
    market,
    at: optionalTime(outer, 'at') ?? optionalTime(from, 'at') ?? 0,
    low: amountOrZero(from, 'ticker', 'low'),
    high: amountOrZero(from, 'ticker', 'high'),
    open: amountOrZero(from, 'ticker', 'open'),
    last: amountOrZero(from, 'ticker', 'last'),
    amount: amountOrZero(from, 'ticker', 'amount'),
    volume: amountOrZero(from, 'ticker', 'volume', 'vol'),
    changePercent: optionalText(from, 'price_change_percent') ?? '+0.00%',
  };
}
