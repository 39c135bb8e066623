// The public reads of the exchange that markets/ makes, each in one place.
import type { ExchangeClient, Urgency } from '../exchange/client.js';
import { currencies } from '../exchange/endpoints/public/currencies.js';
import { depth } from '../exchange/endpoints/public/depth.js';
import { healthAlive } from '../exchange/endpoints/public/healthAlive.js';
import { kLine } from '../exchange/endpoints/public/kLine.js';
import { markets } from '../exchange/endpoints/public/markets.js';
import { readPages, type PageOptions } from '../exchange/endpoints/pages.js';
import { publicTrades } from '../exchange/endpoints/public/publicTrades.js';
import { ticker } from '../exchange/endpoints/public/ticker.js';
import type { Candle, CandlePeriod, Currency, Depth, Market, MarketId, PublicTrade, Ticker } from '../model/trading/market.js';

/** Markets and currencies are listed in pages; 100 a page is what the exchange gives unasked (API.txt, Markets, All Currencies). */
export const listPageSize = 100;
export const listPagesLimit = 20;


/** All @throw as ExchangeClient.call. */
export interface MarketReads {
  markets(): Promise<readonly Market[]>;
  currencies(): Promise<readonly Currency[]>;
  ticker(market: MarketId): Promise<Ticker>;
  /** At most `limit` levels a side, best first. */
  depth(market: MarketId, limit: number, urgency: Urgency): Promise<Depth>;
  /** At most `limit`, newest first. */
  trades(market: MarketId, limit: number): Promise<readonly PublicTrade[]>;
  /** At most `count` of `period` minutes, the newest ones; periods without a trade are left out. */
  candles(market: MarketId, period: CandlePeriod, count: number, urgency: Urgency): Promise<readonly Candle[]>;
  alive(): Promise<void>;
}

/** Binds the reads to a client; no key is needed for them. */
export function bindMarketReads(client: ExchangeClient): MarketReads {
  const forPerson = { urgency: 'person' } as const;
  return {
    markets: async () => uniqueById((await readPages(client, markets, {}, listPages(), forPerson)).items),
    currencies: async () => uniqueById((await readPages(client, currencies, {}, listPages(), forPerson)).items),
    ticker: (market) => client.call(ticker, { market }, forPerson),
    depth: (market, limit, urgency) => client.call(depth, { market, limit }, { urgency }),
    trades: (market, limit) => client.call(publicTrades, { market, limit }, forPerson),
    candles: (market, period, limit, urgency) => client.call(kLine, { market, period, limit }, { urgency }),
    alive: async () => {
      await client.call(healthAlive, undefined, forPerson);
    },
  };
}

/** Also stops at a page that repeats the one before it: an exchange that ignores `page` would go on for ever. */
function listPages<Item extends { readonly id: string }>(): PageOptions<Item> {
  let before: string | undefined;
  return {
    pageSize: listPageSize, maxPages: listPagesLimit,
    stopWhen: (items) => {
      const isRepeated = items[0]?.id === before;
      before = items[0]?.id;
      return isRepeated;
    },
  };
}

/** A list that moves while it is read may hold an entry twice; the later one counts. */
const uniqueById = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] => [...new Map(items.map((item) => [item.id, item])).values()];
