// Which candles a picture shows, what they say together, and how they and their volume are drawn; pure.
import type { Candle } from '../model/trading/market.js';
import { isAbove, isBelow, larger, percentChange, smaller, type Decimal } from '../model/money.js';
import type { PriceScale } from './priceScale.js';
import { line, px, rect, type Box } from './svg.js';

/** Periods side by side in one picture. */
export const slotsLimit = 72;
const minuteMs = 60_000;

/**
 * The candles of the last slotsLimit periods up to the newest, oldest first, one per period: an exchange's list may come in
 * any order, repeat one, or leave out periods without a trade.
 */
export function visibleCandles(candles: readonly Candle[], periodMinutes: number): readonly Candle[] {
  const byStart = new Map([...candles].sort((a, b) => a.at - b.at).map((candle) => [candle.at, candle]));
  const all = [...byStart.values()];
  const newest = all.at(-1)?.at ?? 0;
  return all.filter((candle) => candle.at > newest - slotsLimit * periodMinutes * minuteMs);
}

export interface CandleSummary {
  readonly last: Decimal;
  readonly high: Decimal;
  readonly low: Decimal;
  /** From the first open to the last close, in per cent. */
  readonly changePercent: Decimal;
  /** Start of the first and of the newest candle, ms since 1970. */
  readonly from: number;
  readonly to: number;
}

/** What the candles of a picture say together; undefined for none. */
export function summarise(candles: readonly Candle[]): CandleSummary | undefined {
  const [first] = candles;
  const newest = candles.at(-1);
  if (first === undefined || newest === undefined) return undefined;
  return {
    last: newest.close, from: first.at, to: newest.at, changePercent: percentChange(first.open, newest.close),
    high: candles.map((candle) => candle.high).reduce(larger), low: candles.map((candle) => candle.low).reduce(smaller),
  };
}

export interface Slots {
  /** Start of the leftmost period, ms since 1970. */
  readonly firstAt: number;
  readonly count: number;
  readonly periodMs: number;
  readonly width: number;
  /** Middle of a period's column. */
  x(at: number): number;
}

/** Few candles are drawn no wider than this, at the right. */
const slotWidthLimit = 20;

/** Columns of equal width for the periods from the first candle to the newest. */
export function slotsOf(candles: readonly Candle[], periodMinutes: number, left: number, right: number): Slots {
  const periodMs = periodMinutes * minuteMs;
  const newest = candles.at(-1)?.at ?? 0;
  const count = Math.round((newest - (candles[0]?.at ?? newest)) / periodMs) + 1;
  const width = Math.min(slotWidthLimit, (right - left) / count);
  const x = (at: number): number => right - ((newest - at) / periodMs + 0.5) * width;
  return { firstAt: newest - (count - 1) * periodMs, count, periodMs, width, x };
}

export const risingColour = '#0b8a5f';
export const fallingColour = '#cc3340';
const risingFill = '#ffffff';
const risingPale = '#a9dcc8';
const fallingPale = '#f1b5ba';
const quiet = '#9aa5b1';

/** Rising candles are hollow, falling ones filled, so that shape tells them apart as colour does. */
export function drawCandles(candles: readonly Candle[], slots: Slots, scale: PriceScale): string {
  return candles.map((candle, index) => {
    const before = candles[index - 1];
    return `${before === undefined ? '' : drawQuiet(before, candle, slots, scale)}${drawCandle(candle, slots, scale)}`;
  }).join('');
}

function drawCandle(candle: Candle, slots: Slots, scale: PriceScale): string {
  const x = half(slots.x(candle.at));
  const isFalling = isBelow(candle.close, candle.open);
  const stroke = isFalling ? fallingColour : risingColour;
  const [top, bottom] = [half(scale.y(larger(candle.open, candle.close))), half(scale.y(smaller(candle.open, candle.close)))];
  const bodyWidth = Math.max(2, half(slots.width * 0.66));
  const body: Box = { x: half(x - bodyWidth / 2), y: top, width: bodyWidth, height: Math.max(1, bottom - top) };
  const wicks = `M${px(x)} ${px(half(scale.y(candle.high)))}V${px(top)}M${px(x)} ${px(bottom)}V${px(half(scale.y(candle.low)))}`;
  return `<path d="${wicks}" stroke="${stroke}" stroke-width="1"/>${rect(body, `fill="${isFalling ? fallingColour : risingFill}" stroke="${stroke}" stroke-width="1"`)}`;
}

/** Periods without a trade have no candle: the price stood where it was. */
function drawQuiet(before: Candle, candle: Candle, slots: Slots, scale: PriceScale): string {
  if (candle.at - before.at <= slots.periodMs) return '';
  const y = half(scale.y(before.close));
  return line(slots.x(before.at) + slots.width / 2, y, slots.x(candle.at) - slots.width / 2, y, { stroke: quiet, width: 1 });
}

/** Bars from the foot of the box up, the highest volume filling it. */
export function drawVolume(candles: readonly Candle[], slots: Slots, box: { readonly top: number; readonly bottom: number }): string {
  const most = Number(mostVolume(candles));
  if (most === 0) return '';
  return candles.map((candle) => {
    const height = (Number(candle.volume) / most) * (box.bottom - box.top);
    const width = Math.max(1.5, half(slots.width * 0.66));
    const isFalling = isBelow(candle.close, candle.open);
    const bar: Box = { x: half(half(slots.x(candle.at)) - width / 2), y: half(box.bottom - height), width, height: half(height) };
    return height < 0.25 ? '' : rect(bar, isFalling ? `fill="${fallingPale}"` : `fill="${risingPale}"`);
  }).join('');
}

export const mostVolume = (candles: readonly Candle[]): Decimal => candles.map((candle) => candle.volume).reduce((most, one) => (isAbove(one, most) ? one : most));

/** Onto half pixels: the picture is drawn at twice its size, so these are whole ones there. */
const half = (value: number): number => Math.round(value * 2) / 2;
