// Reads one candle: time, open, high, low, close, volume (API.txt, K-Line; PROTOCOL.md section 2).
import { ProtocolError } from '../../model/errors.js';
import type { Candle } from '../../model/trading/market.js';
import { readDecimal, ZERO } from '../../model/money.js';
import { asList } from './fields.js';
import { readTime } from './time.js';

/** Undefined for a period without a trade (nulls). @throws ProtocolError when it is no candle. */
export function readCandle(value: unknown): Candle | undefined {
  const row = asList(value, 'candle');
  if (row.length >= 5 && row.slice(1, 5).includes(null)) return undefined;
  const at = readTime(row[0]);
  const [open, high, low, close] = row.slice(1, 5).map(readDecimal);
  const volume = row[5] === undefined || row[5] === null ? ZERO : readDecimal(row[5]);
  if (at === undefined || open === undefined || high === undefined || low === undefined || close === undefined || volume === undefined) {
    throw new ProtocolError('candle: not readable');
  }
  return { at, open, high, low, close, volume };
}
