// An order book in words: a monospace table of both sides with running sums, the spread, its age and the reader's own orders.
import type { Level, Market } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { compare, decimalPlaces, dividedBy, isZero, minus, plus, sum, times, ZERO, type Decimal } from '../../model/money.js';
import type { Order } from '../../model/trading/order.js';
import { showAmount, showCode, showDuration, showNumber, showTime, showRate } from '../format.js';
import type { Say } from '../index.js';
import { showPrice, showTotal } from '../orderFigures.js';
import { outside } from '../outside.js';
import { join, type Part, pre } from '../rich.js';

/** Own orders named below the table. */
export const ownOrdersShown = 5;
const ownMark = '●';

export interface ShownBook {
  readonly market: Market;
  /** Best first on both sides. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
  /** ms since 1970 */
  readonly at: number;
  readonly source: 'book' | 'depth';
  /** The reader's open limit orders on this market. */
  readonly own: readonly Order[];
}

/** `now` is ms since 1970. */
export function bookTable(say: Say, book: ShownBook, now: number, timeZone: string): Rich {
  const { market, at, source } = book;
  return join([
    say('book.heading', { name: outside(market.name, 40) }),
    pre(table(say, book)),
    spread(say, book),
    say(source === 'book' ? 'book.live' : 'book.read', { age: showDuration(say, now - at), time: showTime(say, now, now, timeZone) }),
    ownOrders(say, book),
  ]);
}

interface Row {
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly sum: Decimal;
  readonly isOwn: boolean;
}

/** The sum runs away from the spread, so a row says how much is on offer up to its price. */
function rowsOf(levels: readonly Level[], ownPrices: ReadonlySet<Decimal>): readonly Row[] {
  let total = ZERO;
  return levels.map(({ price, amount }) => {
    total = plus(total, amount);
    return { price, amount, sum: total, isOwn: ownPrices.has(price) };
  });
}

function table(say: Say, { market, bids, asks, own }: ShownBook): string {
  const pricesOf = (side: Order['side']): ReadonlySet<Decimal> => new Set(own.flatMap((order) => (order.side === side && order.price !== undefined ? [order.price] : [])));
  const sides = { asks: [...rowsOf(asks, pricesOf('sell'))].reverse(), bids: rowsOf(bids, pricesOf('buy')) };
  const all = [...sides.asks, ...sides.bids];
  const places = { price: most(all.map((row) => row.price), market.pricePrecision), amount: most(all.map((row) => row.amount), 0) };
  const cells = (row: Row): readonly string[] => [showNumber(say, row.price, places.price), showNumber(say, row.amount, places.amount), showNumber(say, row.sum, places.amount)];
  const head = [say('book.price', { unit: showCode(market.quote) }).text, showCode(market.base), say('book.sum').text];
  const widths = head.map((title, column) => Math.max(title.length, ...all.map((row) => cells(row)[column]?.length ?? 0)));
  const line = (values: readonly string[], mark = ''): string => `${values.map((value, column) => value.padStart(widths[column] ?? 0)).join(' ')}${mark}`;
  const draw = (rows: readonly Row[]): readonly string[] => (rows.length === 0 ? [say('book.nobody').text] : rows.map((row) => line(cells(row), row.isOwn ? ` ${ownMark}` : '')));
  return [line(head), `– ${say('book.sell').text} –`, ...draw(sides.asks), `– ${say('book.buy').text} –`, ...draw(sides.bids)].join('\n');
}

const most = (values: readonly Decimal[], least: number): number => Math.max(least, ...values.map((value) => decimalPlaces(value)));

/** In the quote currency, and in per cent of the price in the middle. */
function spread(say: Say, { market, bids: [bid], asks: [ask] }: ShownBook): Rich {
  if (bid === undefined || ask === undefined) return say('book.noSpread');
  const between = minus(ask.price, bid.price);
  const both = plus(ask.price, bid.price);
  const percent = isZero(both) ? ZERO : dividedBy(times(between, '200' as Decimal), both, 3, 'nearest');
  return say('book.spread', { spread: showTotal(say, between, market.quote), percent: showRate(say, percent) });
}

/** All of them by name, because one may stand further away than the levels shown. */
function ownOrders(say: Say, { market, own }: ShownBook): Part {
  if (own.length === 0) return '';
  const places = new Map<string, readonly Order[]>();
  for (const order of own) places.set(`${order.side} ${order.price ?? ''}`, [...(places.get(`${order.side} ${order.price ?? ''}`) ?? []), order]);
  const named = [...places.values()].map((orders) => ({ first: orders[0], amount: sum(orders.map((order) => order.remainingVolume)) }))
    .sort((a, b) => compare(b.first?.price ?? ZERO, a.first?.price ?? ZERO));
  const shown = named.slice(0, ownOrdersShown).map(({ first, amount }) => say('book.ownOrder', {
    side: say(first?.side === 'sell' ? 'word.sell' : 'word.buy'), amount: showAmount(say, amount, market.base), price: showPrice(say, first?.price ?? ZERO, market.quote, market.pricePrecision),
  }));
  const more = named.length > shown.length ? [say('book.ownMore', { count: named.length - shown.length })] : [];
  return say('book.own', { orders: join([...shown, ...more], ', ') });
}
