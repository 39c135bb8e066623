// Keeps the price windows of the markets that move alerts are about: an observation a minute, and k-lines for what was before.
import type { BookView, Markets } from '../markets/markets.js';
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { MarketId } from '../model/trading/market.js';
import type { Extremes } from './alertKind.js';
import { minuteMs, PriceWindow } from './priceWindow.js';

/** One-minute candles read for a window that starts: a day of them. */
export const primingCandles = 1440;
/** Reads tried for one window, one a minute; after that a day of its own observations has to do. */
export const primingTries = 10;

export interface PriceWindowsDeps {
  readonly markets: Pick<Markets, 'candles'>;
  readonly clock: Clock;
  readonly log: Log;
  /** A market's book, only while it may decide. */
  liveBook(market: MarketId): BookView | undefined;
  /** The references of a market's moves may be others than before. */
  moved(market: MarketId): void;
}

interface Followed {
  readonly window: PriceWindow;
  /** False from a break of the book until it has been live for a whole minute: one that fills again shows prices nobody meant. */
  isSettled: boolean;
  tries: number;
  priming: 'wanted' | 'underWay' | 'done';
}

export class PriceWindows {
  readonly #followed = new Map<MarketId, Followed>();
  #cancel: (() => void) | undefined;

  constructor(private readonly deps: PriceWindowsDeps) {}

  /** Follows these markets and no others: bounded by the markets whose books are followed. */
  follow(markets: ReadonlySet<MarketId>): void {
    for (const market of this.#followed.keys()) if (!markets.has(market)) this.#followed.delete(market);
    for (const market of markets) if (!this.#followed.has(market)) this.#begin(market);
    if (this.#followed.size === 0) this.stop();
    else this.#cancel ??= this.#later();
  }

  /** Ends its timer; what was observed is forgotten. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#followed.clear();
  }

  extremes(market: MarketId, windowMs: number, since: number): Extremes {
    return this.#followed.get(market)?.window.extremes(windowMs, since) ?? {};
  }

  /** A book that is not live breaks its window. */
  notice(market: MarketId, isLive: boolean): void {
    const followed = this.#followed.get(market);
    if (followed !== undefined && !isLive) followed.isSettled = false;
  }

  #begin(market: MarketId): void {
    const followed: Followed = { window: new PriceWindow(), isSettled: this.deps.liveBook(market) !== undefined, tries: 0, priming: 'wanted' };
    this.#followed.set(market, followed);
    this.#observe(market, followed);
  }

  #later(): () => void {
    return this.deps.clock.after(minuteMs, () => {
      this.#cancel = this.#later();
      for (const [market, followed] of this.#followed) this.#observe(market, followed);
    });
  }

  #observe(market: MarketId, followed: Followed): void {
    const view = this.deps.liveBook(market);
    followed.window.advance(this.deps.clock.now());
    if (view !== undefined && followed.isSettled) {
      followed.window.observe({ ...(view.bestBid === undefined ? {} : { bid: view.bestBid.price }), ...(view.bestAsk === undefined ? {} : { ask: view.bestAsk.price }) });
    }
    followed.isSettled = view !== undefined;
    if (followed.priming === 'wanted' && followed.tries < primingTries) void this.#prime(market, followed);
    this.deps.moved(market);
  }

  async #prime(market: MarketId, followed: Followed): Promise<void> {
    followed.priming = 'underWay';
    followed.tries += 1;
    try {
      followed.window.prime(await this.deps.markets.candles(market, 1, primingCandles, 'background'));
      followed.priming = 'done';
    } catch (error) {
      followed.priming = 'wanted';
      this.deps.log.debug('alert.notPrimed', { market, error: error instanceof Error ? error.name : 'unknown' });
    }
    if (this.#followed.get(market) === followed) this.deps.moved(market);
  }
}
