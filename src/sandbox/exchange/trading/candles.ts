// Candles of a market: invented history, coarser the older it is, then what really traded by the minute; longer periods are made from shorter ones.
import { Decimal, ZERO } from '../decimals.js';
import type { Market } from './marketList.js';
import type { Random } from '../random.js';

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
const HISTORY_MINUTES = 2 * 24 * 60;
const MAX_MINUTES = 14 * 24 * 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;
/** Older than the minutes: hours, and before them days. */
const HISTORY_HOURS = 50 * 24;
const HISTORY_DAYS = 3 * 365;

/** The candles of one market. History is invented at the first look, walking back from the starting price; trades alone need none. */
export class CandleHistory {
  /** Made since the start. */
  readonly #minutes: Candle[];
  #before: Candle[] | null = null;
  #older: { hours: Candle[]; days: Candle[] } | null = null;
  readonly #startedAtS: number;

  constructor(private readonly market: Market, private readonly random: Random, private readonly now: () => number) {
    this.#startedAtS = minuteOf(now());
    this.#minutes = [flat(this.#startedAtS, market.startPrice)];
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
    for (const piece of this.#pieces(periodS, fromS)) {
      const at = piece.at - (piece.at % periodS);
      if (at < fromS || at > toS) continue;
      const last = candles.at(-1);
      if (last?.at === at) merge(last, piece);
      else candles.push({ ...piece, at });
    }
    return candles;
  }

  /** What candles of a period are made of, oldest first: nothing that lasts longer than the period. */
  #pieces(periodS: number, fromS: number): Candle[] {
    if (fromS >= this.#startedAtS) return this.#upToNow();
    const minutes = this.#allMinutes();
    const [first] = minutes;
    if (periodS < HOUR_S || first === undefined || fromS >= first.at) return minutes;
    const { hours, days } = (this.#older ??= this.#inventOlder(first));
    return [...(periodS >= DAY_S ? days : []), ...hours, ...minutes];
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
    for (const minute of this.#allMinutes()) {
      if (minute.at < from) continue;
      if (day === null) day = { ...minute };
      else merge(day, minute);
    }
    return day;
  }

  /** Fills quiet minutes with flat candles, so that the newest candle is always this minute's. */
  #upToNow(): Candle[] {
    const minutes = this.#minutes;
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

  /** The invented minutes, then those made since the start. */
  #allMinutes(): Candle[] {
    const minutes = this.#upToNow();
    return [...(this.#before ??= this.#inventHistory()), ...minutes].slice(-MAX_MINUTES);
  }

  /** Whole days of minutes, so that no longer candle is made of half a shorter one. */
  #inventHistory(): Candle[] {
    const begin = this.#startedAtS - HISTORY_MINUTES * MINUTE_S;
    return this.#invent({ from: begin - (begin % DAY_S), to: this.#startedAtS, lengthS: MINUTE_S, move: 0.0006 }, this.market.startPrice);
  }

  /** What came before the minutes, invented when somebody looks that far back. */
  #inventOlder(first: Candle): { hours: Candle[]; days: Candle[] } {
    const firstHour = first.at - (first.at % DAY_S) - HISTORY_HOURS * HOUR_S;
    const hours = this.#invent({ from: firstHour, to: first.at, lengthS: HOUR_S, move: 0.005 }, first.open);
    const days = this.#invent({ from: firstHour - HISTORY_DAYS * DAY_S, to: firstHour, lengthS: DAY_S, move: 0.02 }, hours[0]?.open ?? first.open);
    return { hours, days };
  }

  /** Walks back from the closing price of the last candle before `to`; the walk itself is not rounded, or small prices would drift. */
  #invent({ from, to, lengthS, move }: { from: number; to: number; lengthS: number; move: number }, closing: Decimal): Candle[] {
    const candles: Candle[] = [];
    let close = closing;
    for (let at = to - lengthS; at >= from; at -= lengthS) {
      const open = this.#moved(close, (this.random() - 0.5) * 2 * move);
      candles.push(this.#inventCandle(at, open, close, move, lengthS / MINUTE_S));
      close = open;
    }
    return candles.reverse();
  }

  #moved(price: Decimal, share: number): Decimal {
    return price.times((1 + share).toFixed(8)).decimalPlaces(12);
  }

  #inventCandle(at: number, open: Decimal, close: Decimal, move: number, minutes: number): Candle {
    const { pricePrecision, amountPrecision, usualVolume } = this.market;
    const high = this.#moved(Decimal.max(open, close), this.random() * 0.7 * move);
    const low = this.#moved(Decimal.min(open, close), -this.random() * 0.7 * move);
    const shown = (price: Decimal): Decimal => price.decimalPlaces(pricePrecision, Decimal.ROUND_HALF_UP);
    const volume = usualVolume.times((this.random() * 2 * minutes).toFixed(4)).decimalPlaces(amountPrecision);
    return { at, open: shown(open), high: shown(high), low: shown(low), close: shown(close), volume, turnover: volume.times(close).decimalPlaces(pricePrecision + amountPrecision) };
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
