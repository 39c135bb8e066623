// The full story of one order: state, amounts, average, total, fees, times and its trades.
import type { Rich } from '../../model/message.js';
import { absolute, dividedBy, isNegative, isPositive, isZero, plus, sum, times, ZERO, type Decimal } from '../../model/money.js';
import { isFinal, type Order } from '../../model/trading/order.js';
import type { Trade } from '../../model/trading/trade.js';
import { showAmount, showTime } from '../format.js';
import { feeCurrencyOf, tradeFee, type RowOptions, type Unit } from './historyRows.js';
import { isTextKey, type Say } from '../index.js';
import { showFee, showMarket, showPrice, showTotal } from '../orderFigures.js';
import { outside } from '../outside.js';
import { join, type Part } from '../rich.js';

export interface OrderDetails {
  readonly order: Order;
  readonly unit: Unit;
  /** Oldest first. */
  readonly trades: readonly Trade[];
  /** Those told one by one, and where they stand among all. */
  readonly page: { readonly rows: readonly Trade[]; readonly number: number; readonly count: number };
  /** False when they do not account for all that was executed. */
  readonly complete: boolean;
  readonly isCancelling: boolean;
}

const marks: Readonly<Record<string, Part>> = { pending: '⏳', wait: '🔵', done: '✅', cancel: '⚪', reject: '❌' };

/** Every line of it; the total is bold. */
export function orderDetails(say: Say, details: OrderDetails, options: RowOptions): Rich {
  const { order, unit } = details;
  const mark = Object.hasOwn(marks, order.state) ? marks[order.state] ?? '' : '⚪';
  return join([
    say('story.heading', { side: say(`side.${order.side}`), amount: showAmount(say, order.originVolume, unit.base), name: showMarket(unit.base, unit.quote), id: outside(order.id, 40) }),
    say('story.state', { mark, state: stateWords(say, details) }),
    kind(say, order, unit),
    ...filled(say, details),
    ...timeLines(say, order, options),
    ...tradeLines(say, details, options),
  ]);
}

function stateWords(say: Say, { order, isCancelling }: OrderDetails): Rich {
  if (isCancelling && !isFinal(order.state)) return say('story.state.cancelling');
  const key = `story.state.${order.state}`;
  return isTextKey(key) && key !== 'story.state.other' ? say(key) : say('story.state.other', { state: outside(order.state, 40) });
}

function kind(say: Say, order: Order, unit: Unit): Rich {
  if (order.price === undefined) return say('story.market');
  return say(order.postOnly === true ? 'story.limitPostOnly' : 'story.limit', { price: showPrice(say, order.price, unit.quote, unit.pricePrecision) });
}

function filled(say: Say, details: OrderDetails): readonly Rich[] {
  const { order, unit, trades, complete } = details;
  const amount = showAmount(say, order.originVolume, unit.base);
  if (!isPositive(order.executedVolume)) return [say('story.notFilled', { amount })];
  const remaining = showAmount(say, order.remainingVolume, unit.base);
  const { average, total } = figures(details);
  return [
    say('story.filled', { executed: showAmount(say, order.executedVolume, unit.base), amount }),
    ...(isZero(order.remainingVolume) ? [] : [say(isFinal(order.state) ? 'story.neverFilled' : 'story.stillOpen', { remaining })]),
    say('story.average', { price: showPrice(say, average, unit.quote, unit.pricePrecision) }),
    ...feeLine(say, trades, unit),
    say('story.total', { total: showTotal(say, total, unit.quote) }),
    ...(complete ? [] : [say('story.incomplete')]),
  ];
}

/** From the trades where they are whole: the exchange rounds its own average down (PROTOCOL.md section 3). */
function figures({ order, unit, trades, complete }: OrderDetails): { readonly average: Decimal; readonly total: Decimal } {
  const volume = sum(trades.map((trade) => trade.amount));
  if (!complete || isZero(volume)) return { average: order.averagePrice, total: times(order.averagePrice, order.executedVolume) };
  const total = sum(trades.map((trade) => trade.total));
  return { average: dividedBy(total, volume, unit.pricePrecision, 'nearest'), total };
}

function feeLine(say: Say, trades: readonly Trade[], unit: Unit): readonly Rich[] {
  const fees = new Map<string, Decimal>();
  for (const trade of trades) {
    const currency = feeCurrencyOf(trade, unit);
    if (trade.feeAmount !== undefined) fees.set(currency, plus(fees.get(currency) ?? ZERO, trade.feeAmount));
  }
  const shown = [...fees].filter(([, fee]) => !isZero(fee)).map(([currency, fee]) => {
    const words = showFee(say, absolute(fee), currency);
    return isNegative(fee) ? say('story.rebate', { fee: words }) : words;
  });
  return shown.length === 0 ? [] : [say('story.fees', { fees: join(shown, ', ') })];
}

/** Times the exchange did not give are 0. */
function timeLines(say: Say, order: Order, { now, timeZone }: RowOptions): readonly Rich[] {
  return [
    ...(order.createdAt === 0 ? [] : [say('story.placed', { time: showTime(say, order.createdAt, now, timeZone) })]),
    ...(order.updatedAt <= order.createdAt ? [] : [say('story.changed', { time: showTime(say, order.updatedAt, now, timeZone) })]),
  ];
}

function tradeLines(say: Say, { trades, page, unit }: OrderDetails, { now, timeZone }: RowOptions): readonly Part[] {
  if (trades.length === 0) return [];
  return [
    say('story.trades', { count: trades.length }),
    ...page.rows.map((trade) => say('story.trade', {
      time: showTime(say, trade.at, now, timeZone), amount: showAmount(say, trade.amount, unit.base), price: showPrice(say, trade.price, unit.quote, unit.pricePrecision),
      total: showTotal(say, trade.total, unit.quote), fee: tradeFee(say, trade, unit),
    })),
    ...(page.count > 1 ? [say('list.page', { page: page.number, pages: page.count })] : []),
  ];
}
