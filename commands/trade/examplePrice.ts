// A price that would be taken right now, for the examples in help and refusals.
import { round } from '../../src/model/money.js';
import type { Core } from '../core.js';

/** The best bid or ask of the live book in whole rand; `otherwise` while the book is not in sync. */
export function examplePrice(core: Core, market: string, side: 'bid' | 'ask', otherwise: string): string {
  const view = core.markets.book(market);
  const level = side === 'bid' ? view.bestBid : view.bestAsk;
  return view.state !== 'synced' || level === undefined ? otherwise : round(level.price, 0, side === 'bid' ? 'down' : 'up');
}
