// The labelled lines across a chart: own orders, average entry, alerts, and the last price; pure.
import type { CurrencyCode } from '../model/trading/market.js';
import { decimalPlaces, type Decimal } from '../model/money.js';
import { showMoney, showNumber } from '../text/format.js';
import type { Say } from '../text/index.js';
import type { PriceScale } from './priceScale.js';
import { spread } from './spread.js';
import { escapeText, line, px, rect, text, widthOf } from './svg.js';

export interface ChartLine {
  readonly kind: 'buy' | 'sell' | 'entry' | 'alert';
  readonly price: Decimal;
  /** Short: it stands on the line. */
  readonly label: string;
}

type MarkerKind = ChartLine['kind'] | 'last';

export interface Marker {
  readonly kind: MarkerKind;
  readonly label: string;
  readonly price: string;
  /** Where the line runs. */
  readonly lineY: number;
  /** Middle of its label, moved apart from others. */
  readonly y: number;
  /** Set when the price is beyond the axis: an arrow at the edge instead of a line. */
  readonly edge?: 'above' | 'below';
}

const letters = 17;
const height = 24;
const looks: Readonly<Record<MarkerKind, { readonly colour: string; readonly dash: string }>> = {
  buy: { colour: '#087a53', dash: '8 4' },
  sell: { colour: '#b3261e', dash: '8 4' },
  entry: { colour: '#2456c0', dash: '2 3' },
  alert: { colour: '#9a5800', dash: '8 3 2 3' },
  last: { colour: '#1c2733', dash: '1 2' },
};

/** A price beside the axis: rand with its R and no lone decimal, other currencies as the chart's title names them. */
export function showAxisPrice(say: Say, price: Decimal, quote: CurrencyCode, places: number): string {
  return isRand(quote) ? showMoney(say, price, quote, places === 1 ? 2 : places) : showNumber(say, price, places);
}

const isRand = (quote: CurrencyCode): boolean => quote.toLowerCase() === 'zar';
/** All decimals the price has; rand always with its cents. */
const exactly = (say: Say, price: Decimal, quote: CurrencyCode): string => showAxisPrice(say, price, quote, Math.max(decimalPlaces(price), isRand(quote) ? 2 : 0));

/** The markers of all lines and of the last price, labels moved apart. */
export function placeMarkers(say: Say, lines: readonly ChartLine[], last: Decimal, scale: PriceScale, room: { readonly top: number; readonly bottom: number }, quote: CurrencyCode): readonly Marker[] {
  const all = [...lines.map(({ kind, label, price }) => ({ kind, label, price })), { kind: 'last' as const, label: '', price: last }];
  const wanted = all.map(({ price }) => Math.max(room.top, Math.min(scale.y(price), room.bottom)));
  const middles = spread(wanted, height + 2, { top: room.top - height / 2, bottom: room.bottom + height / 2 });
  return all.map(({ kind, label, price }, index) => {
    const side = scale.side(price);
    return { kind, label, price: exactly(say, price, quote), lineY: wanted[index] ?? 0, y: middles[index] ?? 0, ...(side === 'within' ? {} : { edge: side }) };
  });
}

export interface Sides {
  readonly left: number;
  /** Where the axis begins. */
  readonly right: number;
  /** Where the picture ends. */
  readonly edge: number;
}

/** The lines first, then the labels, so that no line crosses a label. */
export function drawMarkers(markers: readonly Marker[], sides: Sides): string {
  const lines = markers.filter((marker) => marker.edge === undefined).map(({ kind, lineY }) => {
    const { colour, dash } = looks[kind];
    return line(sides.left, lineY, sides.right, lineY, { stroke: colour, width: kind === 'last' ? 1 : 1.5, dash });
  });
  return [...lines, ...markers.map((marker) => (marker.edge === undefined ? drawTag(marker, sides) + drawPill(marker, sides) : drawEdge(marker, marker.edge, sides)))].join('');
}

/** The price at the axis, with a point to where the line ends. */
function drawTag({ kind, lineY, price, y }: Marker, { right, edge }: Sides): string {
  const top = y - height / 2;
  const shape = `M${px(right)} ${px(lineY)}L${px(right + 8)} ${px(top)}H${px(edge)}V${px(top + height)}H${px(right + 8)}Z`;
  return `<path d="${shape}" fill="${looks[kind].colour}"/>${text(right + 12, y, price, { size: letters, fill: '#ffffff', ...(kind === 'last' ? { bold: true as const } : {}) })}`;
}

/** What the line is, at its left end. */
function drawPill({ kind, label, lineY, y }: Marker, { left }: Sides): string {
  if (label === '') return '';
  const joint = Math.abs(lineY - y) > height / 2 ? line(left + 1, lineY, left + 1, y, { stroke: looks[kind].colour, width: 1.5 }) : '';
  return joint + pill(left, y, label, looks[kind].colour);
}

function drawEdge({ kind, label, price, y }: Marker, edge: 'above' | 'below', { left }: Sides): string {
  return pill(left, y, `${edge === 'above' ? '▲' : '▼'} ${label} · ${price}`, looks[kind].colour);
}

/** White edges keep it readable over candles. */
function pill(x: number, y: number, words: string, colour: string): string {
  const width = widthOf(words, letters) + 12;
  return rect({ x, y: y - height / 2, width, height }, `rx="3" fill="${colour}" stroke="#ffffff" stroke-width="1"`)
    + (escapeText(words) === '' ? '' : text(x + 6, y, words, { size: letters, fill: '#ffffff' }));
}
