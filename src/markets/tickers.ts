// Tickers of all markets, each read at most every two seconds.
import type { Clock } from '../model/clock.js';
import type { MarketId, Ticker } from '../model/trading/market.js';
import { KeptAnswer } from './keptAnswer.js';

/** A ticker younger than this is not read again, ms. */
export const tickerFreshMs = 2000;
/** Tickers kept; the one asked for first is dropped beyond it. */
export const tickersLimit = 200;

export class Tickers {
  readonly #kept = new Map<MarketId, KeptAnswer<Ticker>>();

  constructor(private readonly clock: Clock, private readonly read: (market: MarketId) => Promise<Ticker>) {}

  /** @throws as ExchangeClient.call: an old ticker is not given for a new one. */
  get(market: MarketId): Promise<Ticker> {
    const kept = this.#kept.get(market) ?? this.#add(market);
    return kept.get();
  }

  #add(market: MarketId): KeptAnswer<Ticker> {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= tickersLimit && oldest.done !== true) this.#kept.delete(oldest.value);
    const kept = new KeptAnswer(this.clock, () => this.read(market), { freshMs: tickerFreshMs, whenAway: 'fail' });
    this.#kept.set(market, kept);
    return kept;
  }
}
