// One-minute candles of a market: some days of invented history, then what really traded; longer periods are made from them.
import { Decimal, ZERO } from './decimals.js';
import type { Market } from './marketList.js';
import type { Random } from './random.js';

export interface Candle {
  /** Start of the period, whole seconds. */
  at: number;
  open: Decimal;
  high: Decimal;
  low: Decimal;
  close: Decimal;
  /** Base currency traded. */
  volume: Decimal;
  /** Quote currency traded. */
  turnover: Decimal;
}

const MINUTE_S = 60;
const HISTORY_MINUTES = 3 * 24 * 60;
const MAX_MINUTES = 14 * 24 * 60;

/** The candles of one market. History is invented at the first look, walking back from the starting price. */
export class CandleHistory {
  #minutes: Candle[] | null = null;
  readonly #startedAtS: number;

  constructor(private readonly market: Market, private readonly random: Random, private readonly now: () => number) {
    this.#startedAtS = minuteOf(now());
  }

  /** Adds a trade made now. */
  record(price: Decimal, amount: Decimal, total: Decimal): void {
    const minutes = this.#upToNow();
    const last = minutes.at(-1);
    if (last === undefined) return;
    const untouched = last.volume.isZero();
    last.open = untouched ? price : last.open;
    last.high = untouched ? price : Decimal.max(last.high, price);
    last.low = untouched ? price : Decimal.min(last.low, price);
    last.close = price;
    last.volume = last.volume.plus(amount);
    last.turnover = last.turnover.plus(total);
  }

  /** Candles of `periodMinutes` that start between the two times (whole seconds), oldest first. */
  range(periodMinutes: number, fromS: number, toS: number): Candle[] {
    const periodS = periodMinutes * MINUTE_S;
    const candles: Candle[] = [];
    for (const minute of this.#upToNow()) {
      const at = minute.at - (minute.at % periodS);
      if (at < fromS || at > toS) continue;
      const last = candles.at(-1);
      if (last?.at === at) merge(last, minute);
      else candles.push({ ...minute, at });
    }
    return candles;
  }

  /** The candle that is being made now, for a period in minutes. */
  current(periodMinutes: number): Candle | null {
    const nowS = minuteOf(this.now());
    return this.range(periodMinutes, nowS - (nowS % (periodMinutes * MINUTE_S)), nowS).at(-1) ?? null;
  }

  /** The last 24 hours as one candle. */
  lastDay(): Candle | null {
    const from = minuteOf(this.now()) - 24 * 60 * MINUTE_S;
    let day: Candle | null = null;
    for (const minute of this.#upToNow()) {
      if (minute.at < from) continue;
      if (day === null) day = { ...minute };
      else merge(day, minute);
    }
    return day;
  }

  /** Fills quiet minutes with flat candles, so that the newest candle is always this minute's. */
  #upToNow(): Candle[] {
    const minutes = (this.#minutes ??= this.#inventHistory());
    const nowS = minuteOf(this.now());
    let last = minutes.at(-1);
    if (last !== undefined && nowS - last.at > MAX_MINUTES * MINUTE_S) last = { ...last, at: nowS - MAX_MINUTES * MINUTE_S };
    while (last !== undefined && last.at < nowS) {
      last = flat(last.at + MINUTE_S, last.close);
      minutes.push(last);
    }
    if (minutes.length > MAX_MINUTES) minutes.splice(0, minutes.length - MAX_MINUTES);
    return minutes;
  }

  #inventHistory(): Candle[] {
    const candles: Candle[] = [flat(this.#startedAtS, this.market.startPrice)];
    let close = this.market.startPrice;
    for (let age = 1; age <= HISTORY_MINUTES; age += 1) {
      const candle = this.#inventMinute(this.#startedAtS - age * MINUTE_S, close);
      candles.push(candle);
      close = candle.open;
    }
    return candles.reverse();
  }

  #inventMinute(at: number, close: Decimal): Candle {
    const { pricePrecision, amountPrecision, usualVolume } = this.market;
    const moved = (price: Decimal, share: number): Decimal => price.times((1 + share).toFixed(6)).decimalPlaces(pricePrecision);
    const open = moved(close, (this.random() - 0.5) * 0.0012);
    const high = moved(Decimal.max(open, close), this.random() * 0.0004);
    const low = moved(Decimal.min(open, close), -this.random() * 0.0004);
    const volume = usualVolume.times((this.random() * 2).toFixed(4)).decimalPlaces(amountPrecision);
    return { at, open, high, low, close, volume, turnover: volume.times(close) };
  }
}

function merge(into: Candle, minute: Candle): void {
  into.high = Decimal.max(into.high, minute.high);
  into.low = Decimal.min(into.low, minute.low);
  into.close = minute.close;
  into.volume = into.volume.plus(minute.volume);
  into.turnover = into.turnover.plus(minute.turnover);
}

function flat(at: number, price: Decimal): Candle {
  return { at, open: price, high: price, low: price, close: price, volume: ZERO, turnover: ZERO };
}

function minuteOf(ms: number): number {
  const s = Math.floor(ms / 1000);
  return s - (s % MINUTE_S);
}
