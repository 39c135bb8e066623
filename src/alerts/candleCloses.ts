// Tells which candles have closed, from the exchange's k-lines, for the markets and periods that alerts are about.
import type { Markets } from '../markets/markets.js';
import type { ClosePeriod } from '../model/alert.js';
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { Candle, MarketId } from '../model/trading/market.js';
import { minuteMs } from './priceWindow.js';

/** How long after a full minute the k-lines are read, ms: the exchange makes them every two seconds (PROTOCOL.md section 2). */
export const closeDelayMs = 8000;
/** Closed candles looked at after a time without the exchange or this program; what closed before them is history. */
export const closesLookedAt = 24;
/** Reads for one close, one a minute: a candle that is not there by then had no trade, and closed nowhere. */
export const closeTries = 3;
/** Candles of more than a day begin on days that the exchange chooses: they are looked for every day, minutes. */
const longestStepMinutes = 1440;

export interface CandleCloseWish {
  readonly market: MarketId;
  readonly period: ClosePeriod;
}

interface Followed extends CandleCloseWish {
  /** The boundary up to which all is read, ms since 1970. */
  readTo: number;
  tries: number;
}

export interface CandleClosesDeps {
  readonly markets: Pick<Markets, 'candles'>;
  readonly clock: Clock;
  readonly log: Log;
  /** These have closed, oldest first; those told before are told again. False when something of it could not be stored: they are told again in a minute. */
  closed(wish: CandleCloseWish, candles: readonly Candle[]): Promise<boolean>;
}

export const closeOf = ({ at }: Candle, period: ClosePeriod): number => at + period * minuteMs;

export class CandleCloses {
  readonly #followed = new Map<string, Followed>();
  #cancel: (() => void) | undefined;
  #isLooking = false;

  constructor(private readonly deps: CandleClosesDeps) {}

  /** Follows these and no others: bounded by the markets times the periods there are. */
  follow(wishes: readonly CandleCloseWish[]): void {
    const wanted = new Map(wishes.map((wish) => [`${wish.market} ${wish.period}`, wish]));
    for (const key of this.#followed.keys()) if (!wanted.has(key)) this.#followed.delete(key);
    for (const [key, wish] of wanted) if (!this.#followed.has(key)) this.#followed.set(key, { ...wish, readTo: -Infinity, tries: 0 });
    if (this.#followed.size === 0) this.stop();
    else this.#cancel ??= this.#later();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#followed.clear();
  }

  #later(): () => void {
    const now = this.deps.clock.now();
    const pauseMs = minuteMs - ((((now - closeDelayMs) % minuteMs) + minuteMs) % minuteMs);
    return this.deps.clock.after(pauseMs, () => {
      this.#cancel = this.#later();
      void this.#look();
    });
  }

  /** One read at a time; a look that takes longer than a minute is not overtaken by the next. */
  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    for (const followed of [...this.#followed.values()]) await this.#read(followed);
    this.#isLooking = false;
  }

  async #read(followed: Followed): Promise<void> {
    const now = this.deps.clock.now();
    const stepMs = Math.min(followed.period, longestStepMinutes) * minuteMs;
    const boundary = now - (now % stepMs);
    if (boundary <= followed.readTo) return;
    try {
      const candles = (await this.deps.markets.candles(followed.market, followed.period, closesLookedAt + 1, 'background'))
        .filter((candle) => closeOf(candle, followed.period) <= now).toSorted((a, b) => a.at - b.at);
      if (!await this.deps.closed(followed, candles.slice(-closesLookedAt))) return;
      followed.tries += 1;
      const newest = candles.at(-1);
      const isThere = followed.period > longestStepMinutes || (newest !== undefined && closeOf(newest, followed.period) >= boundary);
      if (isThere || followed.tries >= closeTries) Object.assign(followed, { readTo: boundary, tries: 0 });
    } catch (error) {
      this.deps.log.debug('alert.noCandles', { market: followed.market, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
}
