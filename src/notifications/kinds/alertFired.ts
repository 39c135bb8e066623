// An alert fired: what it was judged on, how it goes on, and what to do about it.
import type { AlertRepeat, ClosePeriod, Direction } from '../../model/alert.js';
import type { CurrencyCode, MarketId } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { absolute, decimalPlaces, isNegative, plus, round, ZERO, type Decimal } from '../../model/money.js';
import type { Side } from '../../model/trading/order.js';
import { spreadOf } from '../../model/trading/spreadOf.js';
import type { UserRecord } from '../../model/user.js';
import { alertActs, alertButtons } from '../../text/cards/alertButtons.js';
import { showPeriod, showSpan } from '../../text/alertRule.js';
import { showMoney, showNumber, showTime } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { showAvailable, showMarket, showPrice } from '../../text/orderFigures.js';
import { clean, join } from '../../text/rich.js';
import type { NotificationKind, RenderContext } from '../kind.js';

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
  /** Decimals of the market's prices; absent for a balance, and in a row stored before it was kept. */
  readonly pricePrecision?: number;
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

/** An alert older than this tells nothing of use, ms. */
export const alertLastsMs = 24 * 3_600_000;

export const alertFired: NotificationKind<AlertFired> = {
  name: 'alertFired',
  loudness: 'loud',
  isNumbered: false,
  lastsMs: alertLastsMs,
  group: 'alerts',
  breaksThrough: true,
  droppable: true,
  countsAs: 'others',
  render(data, context) {
    const { say, now, user, lateMs } = context;
    const time = showTime(say, data.firedAt, now, user.settings.timeZone);
    const { head, basis } = words(say, data, time);
    // What comes late was so then: its first line says when, and how it is now.
    return { text: join([lateMs === undefined ? head : staleHead(context, data, time), basis, goesOn(say, data)]), buttons: alertButtons(say, data, alertActs) };
  },
  lost(record, { alertId }, eventAt) {
    const alert = Object.hasOwn(record.alerts, alertId) ? record.alerts[alertId] : undefined;
    return alert === undefined ? record : { ...record, alerts: { ...record.alerts, [alertId]: { ...alert, undelivered: eventAt } } };
  },
};

/** Decimals of a spread, which has more of them than tell a person anything. */
const shownSpreadPlaces = 4;
/** Decimals of a per cent, unless the person's own figure has more. */
const shownPercentPlaces = 2;

interface Words {
  readonly head: Rich;
  readonly basis: Rich;
}

/** A price of the market's. */
const showOf = (say: Say, { quote, pricePrecision }: Fired, price: Decimal): string => showPrice(say, price, quote, pricePrecision ?? decimalPlaces(price));
/** A price that the person has named, as they did. */
const showNamed = (say: Say, { quote }: Fired, price: Decimal): string => showPrice(say, price, quote, decimalPlaces(price));
const showPercent = (say: Say, percent: Decimal, named: Decimal): string => showNumber(say, round(percent, Math.max(shownPercentPlaces, decimalPlaces(named)), 'nearest'));
const showSpread = (say: Say, spread: Decimal): string => showNumber(say, round(spread, shownSpreadPlaces, 'nearest'));

function words(say: Say, data: AlertFired, time: string): Words {
  const market = showMarket(data.base, data.quote);
  const price = showOf(say, data, data.price);
  switch (data.kind) {
    case 'percentMove': return moveWords(say, data, { market, price, time });
    case 'candleClose': return {
      head: say(`alert.firedClose.${data.direction}`, { market, price, period: showPeriod(data.periodMinutes), threshold: showNamed(say, data, data.threshold) }),
      basis: say('alert.judgedClose', { time }),
    };
    case 'spread': return { head: say(`alert.firedSpread.${data.direction}`, { market, spread: showSpread(say, data.price), percent: showNumber(say, data.percent) }), basis: say('alert.judgedSpread', { time }) };
    case 'orderNear': return orderWords(say, data, { market, price, time });
    case 'balanceBelow': return { head: say('alert.firedBalance', { held: showAvailable(say, data.price, data.base), threshold: showMoney(say, data.threshold, data.base) }), basis: say('alert.judgedBalance', { time }) };
    default: {
      const above = data.direction === 'above';
      return { head: say(above ? 'alert.firedAbove' : 'alert.firedBelow', { market, price, threshold: showNamed(say, data, data.threshold) }), basis: say(above ? 'alert.judgedAbove' : 'alert.judgedBelow', { time }) };
    }
  }
}

type Shown = Readonly<Record<'market' | 'price' | 'time', string>>;

function moveWords(say: Say, data: MoveFired, shown: Shown): Words {
  const way = wayOf(data);
  const values = { ...shown, ...moveValues(say, data), reference: showOf(say, data, data.reference) };
  return { head: say(`alert.firedMove.${way}`, values), basis: say(`alert.judgedMove.${way}`, values) };
}

const wayOf = ({ change }: MoveFired): 'up' | 'down' => (isNegative(change) ? 'down' : 'up');
const moveValues = (say: Say, { change, percent, windowMs }: MoveFired): Readonly<Record<'window' | 'change', string>> =>
  ({ window: showSpan(say, windowMs), change: showPercent(say, absolute(change), percent) });

function orderWords(say: Say, data: OrderFired, shown: Shown): Words {
  const values = { ...shown, id: clean(data.orderId, 40), ...orderValues(say, data) };
  return { head: say(`alert.firedOrder.${data.side}`, values), basis: say('alert.judgedOrder', values) };
}

const orderValues = (say: Say, data: OrderFired): Readonly<Record<'orderPrice' | 'distance', string>> =>
  ({ orderPrice: showOf(say, data, data.orderPrice), distance: showPercent(say, data.distance, data.percent) });

/** "reached R900 000.00 at 14:02; now R897 500.00": complete by itself, as all first lines. */
function staleHead({ say, user, present }: RenderContext, data: AlertFired, time: string): Rich {
  const market = showMarket(data.base, data.quote);
  const book = data.market === '' ? undefined : present?.book(data.market);
  const at = (side: 'bid' | 'ask'): Rich | string => {
    const price = (side === 'bid' ? book?.bestBid : book?.bestAsk)?.price;
    return price === undefined ? '' : say('alert.nowAt', { value: showOf(say, data, price) });
  };
  switch (data.kind) {
    case 'percentMove': {
      const way = wayOf(data);
      return say(`alert.staleMove.${way}`, { market, time, ...moveValues(say, data), now: at(way === 'up' ? 'bid' : 'ask') });
    }
    case 'candleClose': return say(`alert.staleClose.${data.direction}`, {
      market, time, price: showOf(say, data, data.price), period: showPeriod(data.periodMinutes), threshold: showNamed(say, data, data.threshold), now: at(data.direction === 'above' ? 'bid' : 'ask'),
    });
    case 'spread': {
      const spread = book === undefined ? undefined : spreadOf(book);
      const now = spread === undefined ? '' : say('alert.nowAt', { value: `${showSpread(say, spread)} %` });
      return say(`alert.staleSpread.${data.direction}`, { market, time, spread: showSpread(say, data.price), percent: showNumber(say, data.percent), now });
    }
    case 'orderNear': return say(`alert.staleOrder.${data.side}`, { market, time, ...orderValues(say, data), now: at(data.side === 'buy' ? 'ask' : 'bid') });
    case 'balanceBelow': {
      const values = { held: showAvailable(say, data.price, data.base), threshold: showMoney(say, data.threshold, data.base) };
      const now = present?.isFollowed(user.id) === true ? say('alert.nowAt', { value: showAvailable(say, heldNow(user, data.base), data.base) }) : '';
      return say('alert.staleBalance', { ...values, time, now });
    }
    default: {
      const above = data.direction === 'above';
      return say(above ? 'alert.staleAbove' : 'alert.staleBelow', { market, time, threshold: showNamed(say, data, data.threshold), now: at(above ? 'bid' : 'ask') });
    }
  }
}

/** All that is held, in orders included. */
function heldNow({ account: { balances } }: UserRecord, currency: CurrencyCode): Decimal {
  const balance = Object.hasOwn(balances, currency) ? balances[currency] : undefined;
  return balance === undefined ? ZERO : plus(balance.available, balance.locked);
}

function goesOn(say: Say, { kind, repeat }: AlertFired): Rich {
  if (repeat === undefined) return say('alert.rests');
  const values = { every: showSpan(say, repeat.everyMs), band: showNumber(say, repeat.band) };
  return kind === 'percentMove' ? say('alert.goesOnMove', values) : say('alert.goesOn', values);
}
