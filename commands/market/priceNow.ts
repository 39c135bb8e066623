// The ticker of a market and its best levels, read side by side: one that fails does not take the other with it.
import type { Level, Market, MarketId, Ticker } from '../../src/model/trading/market.js';
import { showMoney } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import type { Core } from '../core.js';
import type { Part } from '../../src/text/rich.js';

export interface PriceNow {
  /** Absent when it could not be read. */
  readonly ticker?: Ticker;
  /** Absent when there was neither a live book nor an answer. */
  readonly best?: Awaited<ReturnType<Core['markets']['best']>>;
}

/** @throws what the ticker's read threw, when both fail */
export async function readPriceNow({ markets }: Pick<Core, 'markets'>, market: MarketId): Promise<PriceNow> {
  const [ticker, best] = await Promise.allSettled([markets.ticker(market), markets.best(market)]);
  if (ticker.status === 'rejected' && best.status === 'rejected') throw ticker.reason;
  return { ...(ticker.status === 'fulfilled' ? { ticker: ticker.value } : {}), ...(best.status === 'fulfilled' ? { best: best.value } : {}) };
}

/** Both sides in words: an empty one, and one that is not known, say so. */
export function showSides(say: Say, { best }: PriceNow, { quote }: Pick<Market, 'quote'>): Readonly<Record<'bid' | 'ask', Part>> {
  const side = (level: Level | undefined): Part => (best === undefined ? say('price.unknown') : level === undefined ? say('price.noLevel') : showMoney(say, level.price, quote));
  return { bid: side(best?.bid), ask: side(best?.ask) };
}
