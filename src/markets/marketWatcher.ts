// Puts the parts of markets/ together: lists, tickers, live books and what is worked out from them.
import type { ExchangeClient } from '../exchange/client.js';
import type { MarketStream } from '../exchange/streams/events.js';
import type { Clock, Random } from '../model/clock.js';
import { UserError } from '../model/errors.js';
import type { Log } from '../model/log.js';
import type { Market, MarketId } from '../model/trading/market.js';
import { isPositive } from '../model/money.js';
import type { Side } from '../model/trading/order.js';
import { BookAudit } from './bookAudit.js';
import { BookWatch, type MarketStreamListener } from './bookWatch.js';
import { Candles } from './candles.js';
import { findCurrency } from './findMarket.js';
import { MarketList } from './marketList.js';
import { bindMarketReads, type MarketReads } from './marketReads.js';
import type { BookDepth, Markets, Quote } from './markets.js';
import { walkBook, type QuoteSize } from './quote.js';
import { readRandPrices } from './randPrices.js';
import { Tickers } from './tickers.js';

/** Levels read a side when a size must be worked out without a live book. */
export const depthLevels = 300;
/** Levels walked of a live book for one size. */
export const walkedLevelsLimit = 2000;

export interface MarketsDeps {
  readonly exchange: {
    readonly publicClient: ExchangeClient;
    openMarketStream(listener: MarketStreamListener): MarketStream;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Markets over one shared stream and public reads; nothing happens before start(), which never waits for the exchange. */
export function createMarkets({ exchange, clock, random, log }: MarketsDeps): Markets {
  const reads = bindMarketReads(exchange.publicClient);
  const books = new BookWatch({ openMarketStream: (listener) => exchange.openMarketStream(listener), clock, random, log });
  const list = new MarketList(clock, log, reads, (markets) => books.follow(markets));
  const tickers = new Tickers(clock, (market) => reads.ticker(market));
  const candles = new Candles(clock, (market, period, limit) => reads.candles(market, period, limit, 'person'));
  const audit = new BookAudit({
    clock, random, log,
    followed: () => books.followed(),
    view: (market) => books.view(market),
    depth: (market, limit) => reads.depth(market, limit, 'background'),
    distrust: (market, why) => books.distrust(market, why),
  });
  const prices = { clock, log, list: () => list.markets(), view: books.view.bind(books), ticker: tickers.get.bind(tickers) };
  return {
    list: () => list.markets(),
    find: (words) => list.find(words),
    currencies: () => list.currencies(),
    findCurrency: async (words) => findCurrency(words, await list.currencies()),
    ticker: (market) => tickers.get(market),
    book: (market) => books.view(market),
    levels: (market, side, count) => books.levels(market, side, count),
    depth: (market, count) => readLevels(market, { live: count, read: count }, { books, reads, clock }),
    trades: (market, count) => reads.trades(market, count),
    // What many people look at is shared; what is read to judge must be fresh.
    candles: (market, period, count, urgency) => (urgency === 'person' ? candles.get(market, period, count) : reads.candles(market, period, count, urgency)),
    best: (market) => best(market, { books, reads, clock }),
    quote: (market, side, size) => quote(market, side, size, { books, reads, clock, list }),
    prices: (currencies) => readRandPrices(currencies, prices),
    onBook: (listener) => books.onBook(listener),
    stream: () => books.state(),
    unread: () => exchange.publicClient.unread?.() ?? [],
    alive: () => reads.alive().then(() => true, () => false),
    async start() {
      books.start();
      list.start();
      audit.start();
      return Promise.resolve();
    },
    async stop() {
      audit.stop();
      list.stop();
      books.stop();
      return Promise.resolve();
    },
  };
}

interface LevelSources {
  readonly books: BookWatch;
  readonly reads: MarketReads;
  readonly clock: Clock;
}

/** The live book's levels when it is in sync, else those of one read. @throws as ExchangeClient.call */
async function readLevels(market: MarketId, count: { readonly live: number; readonly read: number }, { books, reads, clock }: LevelSources): Promise<BookDepth> {
  const view = books.view(market);
  if (view.state === 'synced') {
    const side = (name: 'bid' | 'ask'): BookDepth['bids'] => books.levels(market, name, count.live);
    return { bids: side('bid'), asks: side('ask'), at: clock.now() - view.ageMs, source: 'book' };
  }
  const depth = await reads.depth(market, count.read, 'person');
  return { bids: depth.bids, asks: depth.asks, at: depth.at ?? clock.now(), source: 'depth' };
}

async function best(market: MarketId, sources: LevelSources): ReturnType<Markets['best']> {
  const { bids: [bid], asks: [ask], at, source } = await readLevels(market, { live: 1, read: 1 }, sources);
  return { ...(bid === undefined ? {} : { bid }), ...(ask === undefined ? {} : { ask }), at, source };
}

async function quote(id: MarketId, side: Side, size: QuoteSize, sources: LevelSources & { readonly list: MarketList }): Promise<Quote> {
  const market = await sources.list.market(id);
  if (market === undefined) throw new UserError('market.noBook', { name: id.toUpperCase(), example: `/${side} 1 ${id} @ <price>` });
  const { bids, asks, at, source } = await readLevels(id, { live: walkedLevelsLimit, read: depthLevels }, sources);
  const walk = walkBook(side === 'buy' ? asks : bids, market, size);
  if (walk === undefined) throw new UserError('market.noBook', { name: market.name, example: limitExample(market, side) });
  return { market: id, side, ...walk, at, source };
}

/** An order that stays within the exchange's own limits wherever the market is; with no limit there is no price to name. */
function limitExample(market: Market, side: Side): string {
  const price = side === 'buy' ? market.minPrice : market.maxPrice;
  return `/${side} ${market.minAmount} ${market.base} @ ${isPositive(price) ? price : '<price>'}`;
}
