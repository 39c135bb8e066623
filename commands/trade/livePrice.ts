// What the live book says of an order at this moment, for the drawing of a limit order and for the judgement at the tap.
import type { LivePrice, ReadLivePrice } from '../../src/actions/livePrice.js';
import type { Markets } from '../../src/markets/markets.js';
import { walkedLevelsLimit } from '../../src/markets/marketWatcher.js';
import { walkBook } from '../../src/markets/quote.js';
import type { Level } from '../../src/model/trading/market.js';
import { decimalPlaces, smaller, sum, type Decimal } from '../../src/model/money.js';
import type { Side } from '../../src/model/trading/order.js';
import { wouldMatch } from '../../src/model/trading/priceLimits.js';

/** Undefined unless the book is in sync and its link alive: there is no falling back to an older price or to a read. */
export const readLivePrice = (markets: Pick<Markets, 'book' | 'levels'>): ReadLivePrice => ({ market, side, volume, price }, pricePrecision) => {
  if (markets.book(market).state !== 'synced') return undefined;
  const levels = markets.levels(market, side === 'buy' ? 'ask' : 'bid', walkedLevelsLimit);
  const precision = { amountPrecision: decimalPlaces(volume), pricePrecision };
  const [first] = levels;
  if (price !== undefined) return { taking: takingOf(levels, side, price, volume), ...(first === undefined ? {} : { best: first.price, ...atOnce(levels, side, price, precision, volume) }) };
  const walk = walkBook(levels, precision, { volume });
  if (walk === undefined) return {};
  const { total, averagePrice, worstPrice, complete } = walk;
  return { ...(first === undefined ? {} : { best: first.price }), ...(complete ? { walk: { total, averagePrice, worstPrice } } : {}) };
};

const takingOf = (levels: readonly Level[], side: Side, limit: Decimal, volume: Decimal): Decimal =>
  smaller(volume, sum(levels.filter((level) => wouldMatch(side, limit, level.price)).map((level) => level.amount)));

/** A limit that only meets the best price trades at once too, as far as what stands there goes. */
function atOnce(levels: readonly Level[], side: Side, limit: Decimal, precision: Parameters<typeof walkBook>[1], volume: Decimal): Pick<LivePrice, 'atOnce'> {
  const [first] = levels;
  if (first === undefined || !wouldMatch(side, limit, first.price)) return {};
  const walk = walkBook(levels.filter((level) => wouldMatch(side, limit, level.price)), precision, { volume });
  return walk === undefined ? {} : { atOnce: { volume: walk.volume, total: walk.total, averagePrice: walk.averagePrice } };
}
