// A market's chart as SVG: candles, volume, axes, the last price, and lines of the user's own; pure.
import type { Candle, CandlePeriod, CurrencyCode } from '../model/trading/market.js';
import { decimal, dividedBy, isNegative, isPositive, type Decimal } from '../model/money.js';
import { showCode, showMoney, showNumber, showPercent } from '../text/format.js';
import type { Say } from '../text/index.js';
import { drawCandles, drawVolume, fallingColour, mostVolume, risingColour, slotsOf, summarise, type Slots } from './candles.js';
import { drawMarkers, placeMarkers, showAxisPrice, type ChartLine } from './markers.js';
import { priceScale, priceTicks, type PriceScale } from './priceScale.js';
import { escapeText, line, rect, text, widthOf } from './svg.js';
import { timeTicks } from './timeTicks.js';

export type { ChartLine } from './markers.js';

export interface ChartInput {
  readonly say: Say;
  /** As shown, for example "BTC/ZAR · 1h". */
  readonly title: string;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly periodMinutes: CandlePeriod;
  /** As visibleCandles gives them; at least one. */
  readonly candles: readonly Candle[];
  /** At most chartLinesLimit are drawn, in this order. */
  readonly lines: readonly ChartLine[];
  readonly timeZone: string;
}

/** Lines of the user's own in one picture: more could not be told apart. */
export const chartLinesLimit = 8;
/** Pixels of the SVG; a picture is drawn at twice this, the longest that Telegram does not shrink (1,280). */
export const chartSize = { width: 640, height: 440 } as const;
const layout = { left: 8, right: 6, head: 24, top: 50, bottom: 318, volumeTop: 330, volumeBottom: 396, foot: 419 } as const;
/** At a phone's width of 360 points the letters are 10 points high. */
const letters = 18;
const ink = '#1c2733';
const pale = '#56636f';
const grid = '#e6eaee';
const gridStrong = '#c9d1d8';

/** Pixels kept clear for labels at an edge. */
const edgeRoom = 14;
/** Pixels between the middles of two written prices. */
const priceRoom = 44;
/** Pixels that a written time needs. */
const timeRoom = 78;
/** How far a time may be written beside its line at the picture's edge, pixels. */
const labelShift = 14;

/** @throws TypeError when there is no candle */
export function chartSvg(input: ChartInput): string {
  const { say, candles, quote } = input;
  const summary = summarise(candles);
  if (summary === undefined) throw new TypeError('a chart needs a candle');
  const lines = input.lines.slice(0, chartLinesLimit);
  const scale = scaleFor(candles, lines);
  const ticks = priceTicks(scale.low, scale.high, ((scale.high - scale.low) * priceRoom) / (layout.bottom - layout.top));
  const markers = placeMarkers(say, lines, summary.last, scale, layout, quote);
  const tickLabels = ticks.prices.map((price) => ({ y: scale.y(price), label: showAxisPrice(say, price, quote, ticks.places) }));
  const right = chartSize.width - layout.right - gutterOf([showVolume(say, mostVolume(candles)), shortUnit(input.base), ...tickLabels.map((one) => one.label), ...markers.filter((one) => one.edge === undefined).map((one) => one.price)], markers.at(-1)?.price ?? '');
  const slots = slotsOf(candles, input.periodMinutes, layout.left, right);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${chartSize.width}" height="${chartSize.height}" font-family="DejaVu Sans" fill="none">`,
    `<title>${escapeText(input.title)}</title>`,
    rect({ x: 0, y: 0, ...chartSize }, 'fill="#ffffff"'),
    drawHead(input, summary),
    drawTimes(input, slots, right),
    ...tickLabels.map(({ y }) => line(layout.left, y, right, y, { stroke: grid, width: 1 })),
    line(layout.left, layout.volumeBottom, right, layout.volumeBottom, { stroke: gridStrong, width: 1 }),
    drawVolume(candles, slots, { top: layout.volumeTop, bottom: layout.volumeBottom }),
    drawVolumeLabel(input, right),
    drawCandles(candles, slots, scale),
    ...tickLabels.filter(({ y }) => markers.every((marker) => marker.edge !== undefined || Math.abs(marker.y - y) > letters * 1.2)).map(({ y, label }) => text(right + 12, y, label, { size: letters, fill: pale })),
    drawMarkers(markers, { left: layout.left, right, edge: chartSize.width - 2 }),
    '</svg>',
  ].join('');
}

/** Where a label stands at an edge, the candles keep clear of it. */
function scaleFor(candles: readonly Candle[], lines: readonly ChartLine[]): PriceScale {
  const prices = lines.map((one) => one.price);
  const scale = priceScale(candles, prices, layout.top, layout.bottom);
  const clear = (side: 'above' | 'below'): number => (prices.some((price) => scale.side(price) === side) ? edgeRoom : 0);
  return priceScale(candles, prices, layout.top + clear('above'), layout.bottom - clear('below'));
}

/** Room for the prices at the right. */
const gutterOf = (labels: readonly string[], bold: string): number => Math.max(70, widthOf(bold, letters, true) + 16, ...labels.map((label) => widthOf(label, letters) + 16));

function drawHead({ say, title, quote }: ChartInput, { last, changePercent }: { readonly last: Decimal; readonly changePercent: Decimal }): string {
  const mark = isPositive(changePercent) ? '▲ +' : isNegative(changePercent) ? '▼ ' : '';
  const change = `${mark}${showPercent(say, changePercent)}`;
  const colour = isPositive(changePercent) ? risingColour : isNegative(changePercent) ? fallingColour : pale;
  const end = chartSize.width - layout.right - 6;
  return text(layout.left + 2, layout.head, title, { size: 22, fill: ink, bold: true })
    + text(end, layout.head, change, { size: 20, fill: colour, anchor: 'end', bold: true })
    + text(end - widthOf(change, 20, true) - 14, layout.head, showMoney(say, last, quote), { size: 20, fill: ink, anchor: 'end' });
}

function drawTimes({ say, timeZone }: ChartInput, slots: Slots, right: number): string {
  return timeTicks(say, slots.firstAt, slots.count, slots.periodMs, timeRoom / slots.width, timeZone).map(({ slot, label, isNew }) => {
    const x = slots.x(slots.firstAt + slot * slots.periodMs) - slots.width / 2;
    const halfWidth = widthOf(label, letters, isNew) / 2;
    const middle = Math.max(layout.left + halfWidth, Math.min(x, chartSize.width - layout.right - halfWidth));
    return line(x, layout.top, x, layout.volumeBottom, { stroke: isNew ? gridStrong : grid, width: 1 })
      + (x - halfWidth < layout.left - labelShift || x > right ? '' : text(middle, layout.foot, label, { size: letters, fill: isNew ? ink : pale, anchor: 'middle', ...(isNew ? { bold: true } : {}) }));
  }).join('');
}

/** What the highest bar of volume stands for. */
function drawVolumeLabel({ say, candles, base }: ChartInput, right: number): string {
  const label = (row: number, words: string): string => text(right + 12, layout.volumeTop + 8 + row * letters * 1.25, words, { size: letters, fill: pale });
  return label(0, showVolume(say, mostVolume(candles))) + label(1, shortUnit(base)) + line(right, layout.volumeTop, right + 6, layout.volumeTop, { stroke: gridStrong, width: 1 });
}

const shortUnit = (base: CurrencyCode): string => showCode(base);

/** Three figures that count are enough for a bar: "2.85", "69.5k", "23.5M". */
function showVolume(say: Say, value: Decimal): string {
  const size = Math.floor(Math.log10(Math.max(1e-9, Number(value))));
  const [unit, suffix] = size >= 6 ? ['1000000', 'M'] : size >= 4 ? ['1000', 'k'] : ['1', ''];
  const shown = dividedBy(value, decimal(unit), 12);
  return `${showNumber(say, shown, Math.max(0, 2 - size + unit.length - 1), 'nearest')}${suffix}`;
}
