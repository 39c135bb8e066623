// What each market trades and how fine its prices are, learned once, so that no firing waits for a read.
import type { Markets } from '../markets/markets.js';
import type { CurrencyCode, MarketId } from '../model/trading/market.js';

export interface MarketPair {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  /** Decimals of its prices; absent for no market, and for one the exchange does not list. */
  readonly pricePrecision?: number;
}

/** Bounded by the markets there are. */
export class MarketCurrencies {
  readonly #pairs = new Map<MarketId, MarketPair>();

  constructor(private readonly markets: Pick<Markets, 'list'>) {}

  /** Read ahead. @throws as Markets.list */
  async learn(): Promise<void> {
    for (const { id, base, quote, pricePrecision } of await this.markets.list()) this.#pairs.set(id, { base, quote, pricePrecision });
  }

  /** Empty codes for no market; the market's own id when the exchange does not list it. @throws as Markets.list */
  async of(market: MarketId | undefined): Promise<MarketPair> {
    if (market === undefined) return { base: '', quote: '' };
    const known = this.#pairs.get(market);
    if (known !== undefined) return known;
    await this.learn();
    return this.#pairs.get(market) ?? { base: market, quote: '' };
  }
}
