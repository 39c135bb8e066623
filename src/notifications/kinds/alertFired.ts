// An alert fired: what it was judged on, how it goes on, and what to do about it.
import type { AlertRepeat, ClosePeriod, Direction } from '../../model/alert.js';
import type { CurrencyCode, MarketId } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { absolute, decimalPlaces, isNegative, round, type Decimal } from '../../model/money.js';
import type { Side } from '../../model/trading/order.js';
import { alertActs, alertButtons } from '../../text/cards/alertButtons.js';
import { showPeriod, showSpan } from '../../text/alertRule.js';
import { showMoney, showNumber, showTime } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { showMarket, showPrice } from '../../text/orderFigures.js';
import { clean, join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

interface Fired {
  readonly alertId: string;
  /** The count of firings with this one; absent in a row stored before it was kept. */
  readonly firing?: number;
  /** Empty for a balance. */
  readonly market: MarketId;
  /** For a balance, its currency. */
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  /** What it was judged on: a price, a spread in per cent, or a balance. */
  readonly price: Decimal;
  /** ms since 1970 */
  readonly firedAt: number;
  /** Absent: it rests now. */
  readonly repeat?: AlertRepeat;
}

interface PriceFired extends Fired {
  /** Absent in a row stored before there were other kinds. */
  readonly kind?: 'priceCrosses';
  /** above: judged on the best bid; below: judged on the best ask. */
  readonly direction: Direction;
  readonly threshold: Decimal;
}

interface MoveFired extends Fired {
  readonly kind: 'percentMove';
  readonly percent: Decimal;
  readonly windowMs: number;
  /** In per cent, down negative. */
  readonly change: Decimal;
  /** The lowest bid or highest ask that it was measured from. */
  readonly reference: Decimal;
}

interface CandleFired extends Fired {
  readonly kind: 'candleClose';
  readonly direction: Direction;
  readonly threshold: Decimal;
  readonly periodMinutes: ClosePeriod;
}

interface SpreadFired extends Fired {
  readonly kind: 'spread';
  readonly direction: Direction;
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

interface BalanceFired extends Fired {
  readonly kind: 'balanceBelow';
  readonly threshold: Decimal;
}

export type AlertFired = PriceFired | MoveFired | CandleFired | SpreadFired | OrderFired | BalanceFired;

export const alertFired: NotificationKind<AlertFired> = {
  name: 'alertFired',
  loudness: 'loud',
  delivery: 'atMostOnce',
  group: 'alerts',
  breaksThrough: true,
  droppable: true,
  countsAs: 'others',
  render(data, context) {
    const { say, now, user } = context;
    const { head, basis } = words(say, data, showTime(say, data.firedAt, now, user.settings.timeZone));
    return { text: join([head, ...lateLine(context), basis, goesOn(say, data)]), buttons: alertButtons(say, data, alertActs) };
  },
};

/** Decimals of a spread, which has more of them than tell a person anything. */
const shownSpreadPlaces = 4;

interface Words {
  readonly head: Rich;
  readonly basis: Rich;
}

const show = (say: Say, { quote }: Fired, price: Decimal): string => showPrice(say, price, quote, decimalPlaces(price));

function words(say: Say, data: AlertFired, time: string): Words {
  const market = showMarket(data.base, data.quote);
  const price = show(say, data, data.price);
  switch (data.kind) {
    case 'percentMove': return moveWords(say, data, { market, price, time });
    case 'candleClose': return {
      head: say(`alert.firedClose.${data.direction}`, { market, price, period: showPeriod(data.periodMinutes), threshold: show(say, data, data.threshold) }),
      basis: say('alert.judgedClose', { time }),
    };
    case 'spread': return { head: say(`alert.firedSpread.${data.direction}`, { market, spread: showNumber(say, round(data.price, shownSpreadPlaces, 'nearest')), percent: showNumber(say, data.percent) }), basis: say('alert.judgedSpread', { time }) };
    case 'orderNear': return orderWords(say, data, { market, price, time });
    case 'balanceBelow': return { head: say('alert.firedBalance', { held: showMoney(say, data.price, data.base), threshold: showMoney(say, data.threshold, data.base) }), basis: say('alert.judgedBalance', { time }) };
    default: {
      const above = data.direction === 'above';
      return { head: say(above ? 'alert.firedAbove' : 'alert.firedBelow', { market, price, threshold: show(say, data, data.threshold) }), basis: say(above ? 'alert.judgedAbove' : 'alert.judgedBelow', { time }) };
    }
  }
}

type Shown = Readonly<Record<'market' | 'price' | 'time', string>>;

function moveWords(say: Say, data: MoveFired, shown: Shown): Words {
  const { change, windowMs, reference } = data;
  const way = isNegative(change) ? 'down' : 'up';
  const values = { ...shown, window: showSpan(say, windowMs), change: showNumber(say, absolute(change)), reference: show(say, data, reference) };
  return { head: say(`alert.firedMove.${way}`, values), basis: say(`alert.judgedMove.${way}`, values) };
}

function orderWords(say: Say, data: OrderFired, shown: Shown): Words {
  const values = { ...shown, id: clean(data.orderId, 40), orderPrice: show(say, data, data.orderPrice), distance: showNumber(say, data.distance) };
  return { head: say(`alert.firedOrder.${data.side}`, values), basis: say('alert.judgedOrder', values) };
}

function goesOn(say: Say, { kind, repeat }: AlertFired): Rich {
  if (repeat === undefined) return say('alert.rests');
  const values = { every: showSpan(say, repeat.everyMs), band: showNumber(say, repeat.band) };
  return kind === 'percentMove' ? say('alert.goesOnMove', values) : say('alert.goesOn', values);
}
