// An order of the user's was filled, in part or to the end.
import type { CurrencyCode, MarketId } from '../../model/trading/market.js';
import type { Rich } from '../../model/message.js';
import { absolute, isBelow, isNegative, isPositive, isZero, minus, plus, round, type Decimal } from '../../model/money.js';
import type { Side } from '../../model/trading/order.js';
import { showAmount, showNumber, showPercent } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import type { TextKey } from '../../text/language.js';
import { showFee, showTotal, showMarket, showPrice } from '../../text/orderFigures.js';
import { join, concat, plain, type Values } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';
import { outside } from '../../text/outside.js';

export interface OrderFilled {
  readonly orderId: string;
  readonly market: MarketId;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly side: Side;
  /** Executed so far in this push, in base. */
  readonly amount: Decimal;
  /** The whole order, in base. */
  readonly orderAmount: Decimal;
  readonly averagePrice: Decimal;
  /** In quote, exact. */
  readonly total: Decimal;
  /** Negative for a rebate; absent while the exchange has not told it. */
  readonly fee?: Decimal;
  readonly feeCurrency?: CurrencyCode;
  /** Still open of the whole order, in base. */
  readonly remaining: Decimal;
  /** True when the order is done. */
  readonly final: boolean;
  readonly pricePrecision: number;
  /** Both sides were orders of this account: a fee that is absent does not follow. */
  readonly self?: true;
  /** Of a sale whose cost is known in full. */
  readonly earned?: Earned;
}

/** By average cost, in quote. */
export interface Earned {
  /** After the fee, in whole cents; negative for a loss. */
  readonly profit: Decimal;
  /** Of the cost; absent where there was none. */
  readonly percent?: Decimal;
  readonly averageCost: Decimal;
}

export const orderFilled: NotificationKind<OrderFilled> = {
  name: 'orderFilled',
  loudness: 'loud',
  isNumbered: true,
  group: 'fills',
  breaksThrough: false,
  droppable: false,
  countsAs: 'fills',
  render(data, context) {
    const placesOf: PlacesOf = (currency) => context.present?.placesOf(currency);
    return { text: join([firstLine(context.say, data, placesOf), ...lateLine(context), ...details(context.say, data, placesOf)]) };
  },
};

type PlacesOf = (currency: CurrencyCode) => number | undefined;

/** Complete by itself: it is all that a lock screen shows. */
function firstLine(say: Say, data: OrderFilled, placesOf: PlacesOf): Rich {
  return say(sentence(data), {
    amount: showAmount(say, data.amount, data.base),
    part: showNumber(say, data.amount),
    whole: showAmount(say, data.orderAmount, data.base),
    price: showPrice(say, data.averagePrice, data.quote, data.pricePrecision),
    total: showTotal(say, data.total, data.quote, placesOf(data.quote)),
    fee: feeWords(say, data, placesOf),
    order: outside(data.orderId),
  });
}

function sentence({ side, final, amount, orderAmount }: OrderFilled): TextKey {
  const bought = side === 'buy';
  if (!final) return bought ? 'fill.partlyBought' : 'fill.partlySold';
  if (isBelow(amount, orderAmount)) return bought ? 'fill.boughtRest' : 'fill.soldRest';
  return bought ? 'fill.bought' : 'fill.sold';
}

function feeWords(say: Say, { fee, feeCurrency, self }: OrderFilled, placesOf: PlacesOf): Rich {
  if (fee === undefined || feeCurrency === undefined) return say(self === true ? 'fill.self' : 'fill.feeFollows');
  return say(isNegative(fee) ? 'fill.rebate' : 'fill.fee', { fee: showFee(say, fee, feeCurrency, placesOf(feeCurrency)) });
}

function details(say: Say, data: OrderFilled, placesOf: PlacesOf): Rich[] {
  return [
    say('line.market', { value: showMarket(data.base, data.quote) }),
    say('line.filled', { value: showAmount(say, data.amount, data.base) }),
    say('line.average', { value: showPrice(say, data.averagePrice, data.quote, data.pricePrecision) }),
    say('line.total', { value: showTotal(say, data.total, data.quote, placesOf(data.quote)) }),
    feeLine(say, data, placesOf),
    ...netLine(say, data, placesOf),
    ...earnedLine(say, data),
    ...(!data.final && isPositive(data.remaining) ? [say('line.stillOpen', { value: showAmount(say, data.remaining, data.base) })] : []),
  ];
}

function feeLine(say: Say, { fee, feeCurrency, self }: OrderFilled, placesOf: PlacesOf): Rich {
  if (fee === undefined || feeCurrency === undefined) return say(self === true ? 'line.self' : 'line.feeFollows');
  return say(isNegative(fee) ? 'line.rebate' : 'line.fee', { value: showFee(say, fee, feeCurrency, placesOf(feeCurrency)) });
}

/** What is left of it when the fee is off, or what it took with the fee; nothing to say without a fee. */
function netLine(say: Say, { side, base, quote, amount, total, fee, feeCurrency }: OrderFilled, placesOf: PlacesOf): Rich[] {
  if (fee === undefined || isZero(fee)) return [];
  if (side === 'sell') return feeCurrency === quote ? [say('line.received', { value: showTotal(say, minus(total, fee), quote, placesOf(quote)) })] : [];
  if (feeCurrency === base) return [say('line.received', { value: showTotal(say, minus(amount, fee), base, placesOf(base)) })];
  return feeCurrency === quote ? [say('line.paid', { value: showFee(say, plus(total, fee), quote, placesOf(quote)) })] : [];
}

function earnedLine(say: Say, { earned, quote, pricePrecision }: OrderFilled): Rich[] {
  if (earned === undefined) return [];
  const { profit, percent, averageCost } = earned;
  const share = percent === undefined ? '' : concat(plain(' ('), isPositive(round(percent, 1, 'nearest')) ? '+' : '', showPercent(say, percent, 1), plain(')'));
  const values: Values = { amount: showTotal(say, absolute(profit), quote), share, average: showPrice(say, averageCost, quote, pricePrecision) };
  return [say(isNegative(profit) ? 'fill.loss' : 'fill.profit', values)];
}
