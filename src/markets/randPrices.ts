// Prices in rand: from a live book where it can be trusted, else from the last trade.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { CurrencyCode, Market, MarketId, Ticker } from '../model/trading/market.js';
import { dividedBy, isPositive, ONE, plus, type Decimal } from '../model/money.js';
import type { BookView, Price } from './markets.js';

const rand: CurrencyCode = 'zar';
const two = '2' as Decimal;
/** Enough for half of any price. */
const midPlaces = 40;

export interface RandPricesDeps {
  readonly clock: Clock;
  readonly log: Log;
  list(): Promise<readonly Market[]>;
  view(market: MarketId): BookView;
  ticker(market: MarketId): Promise<Ticker>;
}

/** Prices of these currencies, each asked for once; what has no market with rand or no price is left out. Never throws. */
export async function readRandPrices(currencies: readonly CurrencyCode[], deps: RandPricesDeps): Promise<ReadonlyMap<CurrencyCode, Price>> {
  const prices = new Map<CurrencyCode, Price>();
  const wanted = new Set(currencies);
  if (wanted.delete(rand)) prices.set(rand, { price: ONE, at: deps.clock.now() });
  const markets = wanted.size === 0 ? [] : await listOrNone(deps);
  await Promise.all([...wanted].map(async (currency) => {
    const market = markets.find((one) => one.base === currency && one.quote === rand);
    const price = market === undefined ? undefined : (midPrice(market.id, deps) ?? await lastPrice(market.id, deps));
    if (price !== undefined) prices.set(currency, price);
  }));
  return prices;
}

function midPrice(market: MarketId, deps: RandPricesDeps): Price | undefined {
  const { state, ageMs, bestBid, bestAsk } = deps.view(market);
  if (state !== 'synced' || bestBid === undefined || bestAsk === undefined) return undefined;
  return { price: dividedBy(plus(bestBid.price, bestAsk.price), two, midPlaces), at: deps.clock.now() - ageMs };
}

/** A `last` of zero means that nothing was ever traded: that is no price. */
async function lastPrice(market: MarketId, deps: RandPricesDeps): Promise<Price | undefined> {
  try {
    const { last, at } = await deps.ticker(market);
    return isPositive(last) ? { price: last, at } : undefined;
  } catch (error) {
    deps.log.warn('price.unread', { market, error: error instanceof Error ? error.name : 'unknown' });
    return undefined;
  }
}

async function listOrNone(deps: RandPricesDeps): Promise<readonly Market[]> {
  try {
    return await deps.list();
  } catch (error) {
    deps.log.warn('price.noMarkets', { error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}
