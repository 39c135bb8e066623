// An order of the user's ended without being filled to the end: cancelled or rejected.
import type { CurrencyCode, MarketId } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { decimalPlaces, isPositive, minus, type Decimal } from '../../model/money.js';
import type { OrderState, Side } from '../../model/trading/order.js';
import { showAmount, showNumber } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { showMarket, showPrice, showTotal } from '../../text/orderFigures.js';
import { explainRefusal } from '../../text/refusals.js';
import { outside } from '../../text/outside.js';
import { join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

export interface OrderEnded {
  readonly orderId: string;
  readonly market: MarketId;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly side: Side;
  /** "cancel", "reject" or another final word of the exchange. */
  readonly state: OrderState;
  /** The whole order, in base. */
  readonly amount: Decimal;
  /** In base. */
  readonly executed: Decimal;
  readonly averagePrice?: Decimal;
  /** In quote. */
  readonly total?: Decimal;
  /** The limit; absent for a market order. */
  readonly price?: Decimal;
  /** Decimals of the market's prices; absent in a row stored before it was kept. */
  readonly pricePrecision?: number;
  /** The exchange's code, where it gave one. */
  readonly reason?: string;
}

export const orderEnded: NotificationKind<OrderEnded> = {
  name: 'orderEnded',
  loudness: 'loud',
  isNumbered: true,
  group: 'ends',
  breaksThrough: false,
  droppable: false,
  countsAs: 'others',
  render: (data, context) => ({ text: join([firstLine(context.say, data), ...lateLine(context), ...details(context.say, data)]) }),
};

function firstLine(say: Say, data: OrderEnded): Rich {
  const values = {
    order: outside(data.orderId),
    state: outside(data.state),
    side: say(data.side === 'buy' ? 'word.buy' : 'word.sell'),
    amount: showAmount(say, data.amount, data.base),
    part: showNumber(say, data.executed),
    whole: showAmount(say, data.amount, data.base),
    rest: showNumber(say, minus(data.amount, data.executed)),
  };
  if (data.state === 'reject') return say('ended.rejected', values);
  if (data.state !== 'cancel') return say('ended.other', values);
  return say(isPositive(data.executed) ? 'ended.cancelledPart' : 'ended.cancelled', values);
}

function details(say: Say, data: OrderEnded): Rich[] {
  const { averagePrice, total, price, quote, pricePrecision } = data;
  const filled = isPositive(data.executed);
  return [
    ...(data.reason === undefined ? [] : [explainRefusal(say, [data.reason])]),
    say('line.market', { value: showMarket(data.base, quote) }),
    ...(price === undefined ? [] : [say('line.price', { value: showPrice(say, price, quote, decimalPlaces(price)) })]),
    ...(filled && averagePrice !== undefined ? [say('line.average', { value: showPrice(say, averagePrice, quote, pricePrecision ?? decimalPlaces(averagePrice)) })] : []),
    ...(filled && total !== undefined ? [say('line.total', { value: showTotal(say, total, quote) })] : []),
    ...(filled ? [] : [say('ended.nothingFilled')]),
    ...(filled && price === undefined && data.state === 'cancel' ? [say('ended.marketRest')] : []),
  ];
}
