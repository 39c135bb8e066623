// The words of an alert on an open order that the market comes near: "order 173757 0.3%", "orders 0.3%".
import type { OrderNearRule } from '../../model/alert.js';
import type { Decimal } from '../../model/money.js';
import type { Side } from '../../model/trading/order.js';
import { showNumber } from '../format.js';
import type { Say } from '../index.js';
import { outside } from '../outside.js';
import { showFiredPrice, showNowPrice, showRateBeside, type AlertText, type Fired } from './alertText.js';
import { withNumber } from './typedAlert.js';
import type { Shown } from '../rich.js';

interface OrderWords {
  readonly kind: 'orderNear';
  /** Absent: any open order. */
  readonly orderId?: string;
  readonly percent: Decimal;
}

interface OrderFired extends Fired {
  readonly kind: 'orderNear';
  readonly percent: Decimal;
  readonly orderId: string;
  readonly side: Side;
  readonly orderPrice: Decimal;
  /** From the order's price to the best one, in per cent. */
  readonly distance: Decimal;
}

const shape = /^orders?(?: #?(\d{1,20}))? (?:within )?([\d.,]\S*?) ?%?$/i;
/** An order without a distance: a number this long is no per cent. */
const aloneShape = /^orders?(?: #?\d{4,20})?$/i;

export const orderNear: AlertText<OrderNearRule, OrderWords, OrderFired> = {
  parse(text, tail) {
    if (aloneShape.test(text)) return { kind: 'wrongNumber', number: 'percent', why: 'empty', typed: '' };
    const match = shape.exec(text);
    if (match === null) return undefined;
    const [, orderId, typed = ''] = match;
    const before = orderId === undefined ? 'orders ' : `order ${orderId} `;
    return withNumber({ typed, number: 'percent', unit: '%', before, after: `%${tail}` }, (percent) => ({ kind: 'orderNear', percent, ...(orderId === undefined ? {} : { orderId }) }));
  },
  rule(say, { order, percent }) {
    const values = { percent: showNumber(say, percent) };
    return order === undefined ? say('alert.rule.orders', values) : say('alert.rule.order', { ...values, id: outside(order.id, 40) });
  },
  subject: (say, { order }) => (order === undefined ? say('alert.subject.orders') : undefined),
  short: (say, { order, percent }) => say(order === undefined ? 'alert.short.orders' : 'alert.short.order', { id: outside(order?.id ?? '', 20), percent: showNumber(say, percent) }),
  fired(say, data, shown) {
    const values = { ...shown, id: outside(data.orderId, 40), ...valuesOf(say, data) };
    return { head: say(`alert.firedOrder.${data.side}`, values), basis: say('alert.judgedOrder', values) };
  },
  stale: (say, data, { market, time }, now) => say(`alert.staleOrder.${data.side}`, { market, time, ...valuesOf(say, data), now: showNowPrice(say, data, now, data.side === 'buy' ? 'ask' : 'bid') }),
  repeats: 'alert.repeats',
  goesOn: 'alert.goesOn',
};

const valuesOf = (say: Say, data: OrderFired): Readonly<Record<'orderPrice' | 'distance', Shown>> =>
  ({ orderPrice: showFiredPrice(say, data, data.orderPrice), distance: showRateBeside(say, data.distance, data.percent) });
