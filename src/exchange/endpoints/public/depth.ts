// GET /public/markets/{market}/depth: the order book without a sequence (API.txt, Orderbook).
import type { Endpoint } from '../../endpoint.js';
import type { Depth, Level, MarketId } from '../../../model/trading/market.js';
import { asList, asObject, field } from '../../wire/fields.js';
import { readLevel } from '../../wire/level.js';
import { optionalTime } from '../../wire/time.js';
import { pathPart } from '../../transport/request.js';

export interface DepthInput {
  readonly market: MarketId;
  /** Levels per side; the exchange's default is 100. */
  readonly limit?: number;
}

/** Both sides best first; it cannot be joined to the stream (PROTOCOL.md section 3). */
export const depth: Endpoint<DepthInput, Depth> = {
  name: 'depth', method: 'GET', access: 'public', effect: 'read',
  path: ({ market }) => `/public/markets/${pathPart(market)}/depth`,
  query: ({ limit }) => ({ limit }),
  parse: (body) => {
    const from = asObject(body, 'depth');
    const at = optionalTime(from, 'timestamp');
    const sides = { asks: readLevels(field(from, 'asks')), bids: readLevels(field(from, 'bids')) };
    return at === undefined ? sides : { ...sides, at };
  },
};

const readLevels = (side: unknown): readonly Level[] =>
  asList(side, 'depth').map(readLevel).flatMap(({ price, amount }) => (amount === undefined ? [] : [{ price, amount }]));
