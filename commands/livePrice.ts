// What the live book says of an order at this moment, for the judgement at the tap.
import type { ReadLivePrice } from '../src/actions/judgePrice.js';
import type { Markets } from '../src/markets/markets.js';
import { walkedLevelsLimit } from '../src/markets/marketWatcher.js';
import { walkBook } from '../src/markets/quote.js';
import { decimalPlaces } from '../src/model/money.js';

/** Undefined unless the book is in sync and its link alive: there is no falling back to an older price or to a read. */
export const readLivePrice = (markets: Pick<Markets, 'book' | 'levels'>): ReadLivePrice => ({ market, side, volume }, pricePrecision) => {
  if (markets.book(market).state !== 'synced') return undefined;
  const levels = markets.levels(market, side === 'buy' ? 'ask' : 'bid', walkedLevelsLimit);
  const walk = walkBook(levels, { amountPrecision: decimalPlaces(volume), pricePrecision }, { volume });
  if (walk === undefined) return {};
  const { total, averagePrice, worstPrice, complete } = walk;
  return { ...(levels[0] === undefined ? {} : { best: levels[0].price }), ...(complete ? { walk: { total, averagePrice, worstPrice } } : {}) };
};
