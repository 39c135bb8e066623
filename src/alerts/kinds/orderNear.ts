// An alert on an open order: the best price on the side it would trade with comes within some per cent of the order's own.
import type { BookView } from '../../markets/markets.js';
import type { AccountState } from '../../model/account.js';
import type { AlertOf, OrderNearRule } from '../../model/alert.js';
import type { MarketId } from '../../model/trading/market.js';
import { absolute, isAbove, isBelow, larger, minus, percentChange, plus, ZERO, type Decimal } from '../../model/money.js';
import { isFinal, type Order } from '../../model/trading/order.js';
import type { AlertKind, Sight, Standing, Watch } from '../alertKind.js';
import { bandOf, checkPercent, lessPercent, morePercent } from '../limits.js';

type Priced = Order & { readonly price: Decimal };

/** The open limit orders a rule is about. */
function ordersOf(rule: OrderNearRule, account: AccountState): readonly Priced[] {
  return Object.values(account.orders).map(({ order }) => order)
    .filter((order): order is Priced => order.price !== undefined && !isFinal(order.state) && (rule.order === undefined || rule.order.id === order.id));
}

/** A buy trades with asks above it, a sell with bids below it. */
const facing = ({ side }: Order, view: BookView | undefined): Decimal | undefined => (side === 'buy' ? view?.bestAsk : view?.bestBid)?.price;

/** The price `percent` per cent away from an order, on the side that it trades with. */
const awayFrom = ({ side, price }: Priced, percent: Decimal): Decimal => (side === 'buy' ? morePercent(price, percent) : lessPercent(price, percent));

const isWithin = (order: Priced, percent: Decimal, value: Decimal): boolean =>
  order.side === 'buy' ? !isAbove(value, awayFrom(order, percent)) : !isBelow(value, awayFrom(order, percent));

interface Seen {
  readonly order: Priced;
  readonly value: Decimal;
  readonly distance: Decimal;
}

/** What can be judged of these orders, the nearest first. */
function look(orders: readonly Priced[], sight: Sight): readonly Seen[] {
  return orders.flatMap((order) => {
    const value = facing(order, sight.book(order.market));
    return value === undefined ? [] : [{ order, value, distance: absolute(percentChange(order.price, value, 4)) }];
  }).toSorted((a, b) => (isBelow(a.distance, b.distance) ? -1 : 1));
}

const leavingPercent = (alert: AlertOf<OrderNearRule>): Decimal => plus(alert.percent, bandOf(alert));

/** Of each market's buys the highest and of its sells the lowest are reached first: no other is watched. */
function firstReached(orders: readonly Priced[]): readonly Priced[] {
  const first = new Map<string, Priced>();
  for (const order of orders) {
    const key = `${order.side} ${order.market}`;
    const known = first.get(key);
    if (known === undefined || (order.side === 'buy' ? isAbove(order.price, known.price) : isBelow(order.price, known.price))) first.set(key, order);
  }
  return [...first.values()];
}

function watchOf(order: Priced, percent: Decimal, isArmed: boolean): Watch {
  const isBuy = order.side === 'buy';
  const market: MarketId = order.market;
  return { market, thresholds: [{ side: isBuy ? 'ask' : 'bid', moves: isBuy === isArmed ? 'falling' : 'rising', price: awayFrom(order, percent), inclusive: isArmed }] };
}

/** Watches of one market joined, so that each market stands once. */
function joined(watches: readonly Watch[]): readonly Watch[] {
  const byMarket = new Map<MarketId, Watch>();
  for (const { market, thresholds } of watches) byMarket.set(market, { market, thresholds: [...(byMarket.get(market)?.thresholds ?? []), ...thresholds] });
  return [...byMarket.values()];
}

export const orderNear: AlertKind<OrderNearRule> = {
  name: 'orderNear',
  feed: 'book',
  followsAccount: true,
  check: ({ percent }) => checkPercent(percent, '0.01', '50'),
  market: ({ order }) => order?.market,
  watches(alert, sight) {
    const orders = firstReached(ordersOf(alert, sight.account));
    if (alert.state === 'armed') return joined(orders.map((order) => watchOf(order, alert.percent, true)));
    // All must have left: those that already have need not be looked at until then.
    const staying = orders.filter((order) => {
      const value = facing(order, sight.book(order.market));
      return value === undefined || isWithin(order, leavingPercent(alert), value);
    });
    return joined(staying.map((order) => watchOf(order, leavingPercent(alert), false)));
  },
  stand(alert, sight): Standing | undefined {
    const orders = ordersOf(alert, sight.account);
    const seen = look(orders, sight);
    const [nearest] = seen;
    // Without an order nothing is near; a book that cannot tell leaves it open.
    if (nearest === undefined) return orders.length === 0 && alert.state === 'waiting' ? { value: ZERO, holds: false, hasLeft: true, distance: ZERO } : undefined;
    const holds = isWithin(nearest.order, alert.percent, nearest.value);
    const hasLeft = seen.length === orders.length && seen.every(({ order, value }) => !isWithin(order, leavingPercent(alert), value));
    return { value: nearest.value, holds, hasLeft, distance: holds ? ZERO : larger(ZERO, minus(nearest.distance, alert.percent)), order: nearest.order };
  },
  firedData({ id, percent, repeat }, { standing, at, base, quote }) {
    const { order, value } = standing;
    const price = order?.price ?? value;
    return {
      kind: 'orderNear', alertId: id, market: order?.market ?? '', base, quote, percent, price: value, firedAt: at,
      orderId: order?.id ?? '', side: order?.side ?? 'buy', orderPrice: price, distance: absolute(percentChange(price, value)), ...(repeat === undefined ? {} : { repeat }),
    };
  },
  rehearse: () => undefined,
};
