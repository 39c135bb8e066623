// GET /public/markets/tickers: the 24 h figures of every market (API.txt, All tickers).
import type { Endpoint } from '../../endpoint.js';
import { ProtocolError } from '../../../model/errors.js';
import type { MarketId, Ticker } from '../../../model/trading/market.js';
import { asObject, field, isObject, optionalText, type WireObject } from '../../wire/fields.js';
import { readTicker } from '../../wire/ticker.js';

/** The document promises a list, the exchange's family sends a map by market id (PROTOCOL.md section 3): both are read. */
export const allTickers: Endpoint<void, readonly Ticker[]> = {
  name: 'allTickers', method: 'GET', access: 'public', effect: 'read',
  path: () => '/public/markets/tickers',
  parse: (body) => (Array.isArray(body) ? (body as readonly unknown[]).flatMap(readElement) : readMap(asObject(body, 'tickers'))),
};

const readMap = (map: WireObject): readonly Ticker[] =>
  Object.entries(map).map(([market, value]) => readTicker(value, market.toLowerCase()));

function readElement(value: unknown): readonly Ticker[] {
  const element = asObject(value, 'ticker');
  const inner = field(element, 'ticker');
  const market = readMarketName(element) ?? (isObject(inner) ? readMarketName(inner) : undefined);
  if (market !== undefined) return [readTicker(element, market)];
  if (isObject(inner) || field(element, 'last') !== undefined) throw new ProtocolError('ticker: market is missing');
  return readMap(element);
}

const readMarketName = (from: WireObject): MarketId | undefined =>
  optionalText(from, 'market', 'market_id', 'id', 'symbol', 'name')?.toLowerCase().replace(/[^a-z0-9]/g, '');
