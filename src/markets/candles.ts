// Candles of markets, each list read at most every few seconds however many look at it.
import type { Clock } from '../model/clock.js';
import type { Candle, CandlePeriod, MarketId } from '../model/trading/market.js';
import { KeptAnswer } from './keptAnswer.js';

/** Candles younger than this are not read again, ms. */
export const candlesFreshMs = 4000;
/** Lists kept; the one asked for first is dropped beyond it. A list is some ten kilobytes. */
export const candleListsLimit = 100;

type ReadCandles = (market: MarketId, period: CandlePeriod, limit: number) => Promise<readonly Candle[]>;

export class Candles {
  readonly #kept = new Map<string, KeptAnswer<readonly Candle[]>>();

  constructor(private readonly clock: Clock, private readonly read: ReadCandles) {}

  /** @throws as ExchangeClient.call: old candles are not given for new ones. */
  get(market: MarketId, period: CandlePeriod, limit: number): Promise<readonly Candle[]> {
    const key = `${market} ${period} ${limit}`;
    const kept = this.#kept.get(key) ?? this.#add(key, () => this.read(market, period, limit));
    return kept.get();
  }

  #add(key: string, read: () => Promise<readonly Candle[]>): KeptAnswer<readonly Candle[]> {
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= candleListsLimit && oldest.done !== true) this.#kept.delete(oldest.value);
    const kept = new KeptAnswer(this.clock, read, { freshMs: candlesFreshMs, whenAway: 'fail' });
    this.#kept.set(key, kept);
    return kept;
  }
}
