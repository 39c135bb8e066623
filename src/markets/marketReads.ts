// The public reads of the exchange that markets/ makes, each in one place.
import type { ExchangeClient, Urgency } from '../exchange/client.js';
import { currencies } from '../exchange/endpoints/currencies.js';
import { depth } from '../exchange/endpoints/depth.js';
import { healthAlive } from '../exchange/endpoints/healthAlive.js';
import { markets } from '../exchange/endpoints/markets.js';
import { ticker } from '../exchange/endpoints/ticker.js';
import type { Currency, Depth, Market, MarketId, Ticker } from '../model/market.js';

/** All @throw as ExchangeClient.call. */
export interface MarketReads {
  markets(): Promise<readonly Market[]>;
  currencies(): Promise<readonly Currency[]>;
  ticker(market: MarketId): Promise<Ticker>;
  /** At most `limit` levels a side, best first. */
  depth(market: MarketId, limit: number, urgency: Urgency): Promise<Depth>;
  alive(): Promise<void>;
}

/** Binds the reads to a client; no key is needed for them. */
export function bindMarketReads(client: ExchangeClient): MarketReads {
  const forPerson = { urgency: 'person' } as const;
  return {
    markets: () => client.call(markets, {}, forPerson),
    currencies: () => client.call(currencies, {}, forPerson),
    ticker: (market) => client.call(ticker, { market }, forPerson),
    depth: (market, limit, urgency) => client.call(depth, { market, limit }, { urgency }),
    alive: async () => {
      await client.call(healthAlive, undefined, forPerson);
    },
  };
}
