// GET /public/markets/tickers: the 24 h figures of every market (API.txt, All tickers).
import type { Endpoint } from '../../endpoint.js';
import { ProtocolError } from '../../../model/errors.js';
import type { MarketId, Ticker } from '../../../model/trading/market.js';
import type { Rows } from '../../../model/rows.js';
import { asObject, field, isObject, optionalText, type WireObject } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';
import { readTicker } from '../../wire/ticker.js';

/** The document promises a list, the exchange's family sends a map by market id (PROTOCOL.md section 3): both are read. */
export const allTickers: Endpoint<void, Rows<Ticker>> = {
  name: 'allTickers', method: 'GET', access: 'public', effect: 'read',
  path: () => '/public/markets/tickers',
  parse: (body, _input, report) => readRows(Array.isArray(body) ? (body as readonly unknown[]).flatMap(entriesOfElement) : entriesOf(asObject(body, 'tickers')), {
    kind: 'ticker', read: ({ id, value }) => readNamed(id, value), report,
  }),
};

/** One ticker and the market it is said to be of, if any is named. */
interface Entry {
  readonly id: MarketId | undefined;
  readonly value: unknown;
}

const entriesOf = (map: WireObject): readonly Entry[] => Object.entries(map).map(([market, value]) => ({ id: market.toLowerCase(), value }));

/** An element of the list is a ticker, or a map of its own. */
function entriesOfElement(value: unknown): readonly Entry[] {
  if (!isObject(value)) return [{ id: undefined, value }];
  const inner = field(value, 'ticker');
  const id = readMarketName(value) ?? (isObject(inner) ? readMarketName(inner) : undefined);
  return id !== undefined || isObject(inner) || field(value, 'last') !== undefined ? [{ id, value }] : entriesOf(value);
}

/** @throws ProtocolError */
function readNamed(id: MarketId | undefined, value: unknown): Ticker {
  const from = asObject(value, 'ticker');
  if (id === undefined) throw new ProtocolError('ticker: market is missing');
  return readTicker(from, id);
}

const readMarketName = (from: WireObject): MarketId | undefined =>
  optionalText(from, 'market', 'market_id', 'id', 'symbol', 'name')?.toLowerCase().replace(/[^a-z0-9]/g, '');
