// The list of markets and currencies, read rarely and kept when the exchange is away.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { Currency, Market, MarketId } from '../model/trading/market.js';
import { findMarket } from './findMarket.js';
import { KeptAnswer } from './keptAnswer.js';
import type { MarketReads } from './marketReads.js';

/** Price limits move with the market (PROTOCOL.md section 3), so the list is never kept for longer when asked, ms. */
export const listFreshMs = 60_000;
const currenciesFreshMs = 60_000;
/** Pauses between tries to read the first list, ms; the last one repeats. */
export const firstReadPausesMs: readonly number[] = [1000, 2000, 5000, 10_000, 30_000];
/** How often the list is read without anybody asking, so that a new market is followed, ms. */
export const rereadMs = 600_000;

export class MarketList {
  readonly #markets: KeptAnswer<readonly Market[]>;
  readonly #currencies: KeptAnswer<readonly Currency[]>;
  #cancel: () => void = () => undefined;
  #stopped = false;

  /** `follow` is told each list read. */
  constructor(private readonly clock: Clock, private readonly log: Log, reads: MarketReads, follow: (markets: readonly Market[]) => void) {
    this.#markets = new KeptAnswer(clock, async () => {
      const markets = await reads.markets();
      follow(markets);
      return markets;
    }, { freshMs: listFreshMs, whenAway: 'olderAnswer' });
    this.#currencies = new KeptAnswer(clock, () => reads.currencies(), { freshMs: currenciesFreshMs, whenAway: 'olderAnswer' });
  }

  /** Reads the list in the background until it succeeds, and again now and then. */
  start(): void {
    void this.#readOn(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  markets(): Promise<readonly Market[]> {
    return this.#markets.get();
  }

  currencies(): Promise<readonly Currency[]> {
    return this.#currencies.get();
  }

  /** The market of this id, undefined when the list has none. @throws when there is no list at all */
  async market(id: MarketId): Promise<Market | undefined> {
    return (await this.markets()).find((market) => market.id === id);
  }

  /** The market meant; names of currencies are read only when codes do not tell, and doing without them is no failure. */
  async find(words: string): Promise<Market | undefined> {
    const markets = await this.markets();
    return findMarket(words, markets) ?? findMarket(words, markets, await this.#currenciesOrNone());
  }

  async #currenciesOrNone(): Promise<readonly Currency[]> {
    try {
      return await this.currencies();
    } catch (error) {
      this.log.warn('currencies.unread', { error: nameOf(error) });
      return [];
    }
  }

  async #readOn(failures: number): Promise<void> {
    let pauseMs = rereadMs;
    let failed = 0;
    try {
      await this.#markets.renew();
    } catch (error) {
      failed = failures + 1;
      pauseMs = firstReadPausesMs[Math.min(failures, firstReadPausesMs.length - 1)] ?? rereadMs;
      this.log.warn('markets.unread', { error: nameOf(error), pauseMs });
    }
    if (!this.#stopped) this.#cancel = this.clock.after(pauseMs, () => void this.#readOn(failed));
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
