// What the card of an order says: the question before, and each state after it was sent.
import { wasStopped, type ActionRequest, type Draft } from '../../model/draft.js';
import type { Buttons, MessageContent, Rich } from '../../model/message.js';
import { isBelow, isNegative, isPositive, times, type Decimal } from '../../model/money.js';
import { expectedReceipt } from '../../model/trading/orderFee.js';
import { slippageOf } from '../../model/trading/priceLimits.js';
import type { CardOptions, CardText } from './cardText.js';
import { showAmount, showNumber, showTime, showRate } from '../format.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';
import { orderButtons, repeatButton } from './orderButtons.js';
import { showHeld, showFee, showMarket, showPrice, showTotal } from '../orderFigures.js';
import { explainRefusal } from '../refusals.js';
import { join, type Part, type Shown } from '../rich.js';
import { outside } from '../outside.js';

export type OrderAction = Extract<ActionRequest, { readonly kind: 'placeOrder' }>;

/** "buy 0.01 BTC at R830 000.00": the order in a few words. */
function nameOrder(say: Say, { order, estimate }: OrderAction): Rich {
  const words = { side: say(order.side === 'buy' ? 'word.buy' : 'word.sell'), amount: showAmount(say, order.volume, estimate.base) };
  if (order.price === undefined) return say('card.whatMarket', words);
  const what = say('card.what', { ...words, price: showPrice(say, order.price, estimate.quote, estimate.pricePrecision) });
  return order.postOnly === true ? say('card.postOnly', { what }) : what;
}

/** The question and its facts, line by line, the total last of them. */
function orderQuestion(say: Say, { order, estimate }: OrderAction, { now, timeZone }: CardOptions): readonly Rich[] {
  const isMarket = order.price === undefined;
  const total = showTotal(say, estimate.total, estimate.quote);
  const amount = showAmount(say, order.volume, estimate.base);
  const { ask, sum } = totalWords(order, estimate);
  return [
    say(ask, { amount, total }),
    ...atOnceLine(say, order, estimate),
    say('line.market', { value: showMarket(estimate.base, estimate.quote) }),
    say('line.amount', { value: amount }),
    ...priceLines(say, order.side, order.price, estimate),
    ...(order.postOnly === true ? [say('line.postOnly')] : []),
    ...slippageLine(say, order, estimate),
    feeLine(say, order, estimate),
    say(estimate.atOnce !== undefined && order.side === 'buy' ? 'line.leftAtLeast' : 'line.left', { value: showHeld(say, estimate.leftAfter, estimate.leftCurrency, estimate.leftPlaces) }),
    say(sum, { value: total }),
    ...(isMarket ? [say('card.marketNote', { time: showTime(say, estimate.quotedAt, now, timeZone) })] : []),
  ];
}

/** A limit is what a purchase costs at the most and a sale brings at the least; only where it waits is that also what happens. */
function totalWords({ side, price }: OrderAction['order'], { atOnce }: OrderAction['estimate']): { readonly ask: TextKey; readonly sum: TextKey } {
  const isBuy = side === 'buy';
  if (price === undefined) return { ask: isBuy ? 'card.askBuyAbout' : 'card.askSellAbout', sum: 'card.totalAbout' };
  if (atOnce === undefined) return { ask: isBuy ? 'card.askBuy' : 'card.askSell', sum: 'card.total' };
  return isBuy ? { ask: 'card.askBuyAtMost', sum: 'card.totalAtMost' } : { ask: 'card.askSellAtLeast', sum: 'card.totalAtLeast' };
}

/** What really happens with a limit across the market. */
function atOnceLine(say: Say, { volume }: OrderAction['order'], { atOnce, base, quote, pricePrecision }: OrderAction['estimate']): Rich[] {
  if (atOnce === undefined) return [];
  const values = { amount: showAmount(say, atOnce.volume, base), price: showPrice(say, atOnce.averagePrice, quote, pricePrecision), total: showTotal(say, atOnce.total, quote) };
  return [say(isBelow(atOnce.volume, volume) ? 'line.atOncePart' : 'line.atOnce', values)];
}

function priceLines(say: Say, side: 'buy' | 'sell', limit: Decimal | undefined, estimate: OrderAction['estimate']): Rich[] {
  const show = (price: Decimal): Shown => showPrice(say, price, estimate.quote, estimate.pricePrecision);
  if (limit !== undefined) return [say(side === 'buy' ? 'line.limit' : 'line.limitSell', { value: show(limit) })];
  const about = say('line.about', { value: show(estimate.averagePrice) });
  return estimate.worstPrice === undefined ? [about] : [about, say('line.worst', { value: show(estimate.worstPrice) })];
}

/** The expected average against the best price there is; the worst price stands on its own line. */
function slippageLine(say: Say, { price, side, volume }: OrderAction['order'], { bestPrice, total, quote, pricePrecision }: OrderAction['estimate']): Rich[] {
  if (price !== undefined || bestPrice === undefined) return [];
  const percent = showRate(say, slippageOf(side, bestPrice, volume, total));
  return [say(side === 'buy' ? 'line.slippageBuy' : 'line.slippageSell', { percent, best: showPrice(say, bestPrice, quote, pricePrecision) })];
}

/** The fee in what the order is priced in, and what is received once it is taken (PROTOCOL.md section 5); where the rate is not known, that. */
function feeLine(say: Say, order: OrderAction['order'], estimate: OrderAction['estimate']): Rich {
  const { base, quote, fee, feeWorth, feeOnTop } = estimate;
  if (fee === undefined) return say('line.feeUnknown');
  const received = order.side === 'buy' ? base : quote;
  const given = order.side === 'buy' ? quote : base;
  const [feeCurrency, feePlaces] = feeOnTop === true ? [given, estimate.leftPlaces] : [received, estimate.receivedPlaces];
  const shown = feeWorth === undefined ? showFee(say, fee, feeCurrency, feePlaces) : showFee(say, feeWorth, quote);
  return say(isNegative(fee) ? 'line.rebateGet' : 'line.feeGet', { fee: shown, get: showTotal(say, expectedReceipt(order, estimate), received, estimate.receivedPlaces) });
}

/** What became of a sent order. */
function orderStory(say: Say, draft: Draft, request: OrderAction): MessageContent {
  const what = nameOrder(say, request);
  const order = orderOf(draft);
  switch (draft.state) {
    case 'confirmed': case 'sending': return { text: say('card.confirmed', { what }) };
    case 'accepted': return { text: draft.orderId === undefined ? say('card.accepted', { what }) : say('card.acceptedOrder', { what, order }) };
    case 'open': return { text: say('card.open', { what, order }), ...openButtons(say, draft, request) };
    case 'partlyFilled': return { text: partlyFilled(say, draft, request), ...openButtons(say, draft, request) };
    case 'filled': return { text: filled(say, draft, request), buttons: [repeatButton(say, request.order)] };
    case 'cancelled': return { text: cancelled(say, draft, request), buttons: [repeatButton(say, request.order)] };
    case 'rejected': return { text: join([say('card.rejected', { what, order }), reason(say, draft), say('card.nothingFilled')]) };
    case 'notPlaced': return { text: join([say('card.notPlaced', { what }), reason(say, draft)]) };
    default: return { text: join([say('card.refused', { what }), explainRefusal(say, draft.reason ?? [])]) };
  }
}

const orderOf = ({ orderId }: Draft): Part => (orderId === undefined ? '–' : outside(orderId));
const reason = (say: Say, draft: Draft): Part => (draft.reason === undefined ? '' : explainRefusal(say, draft.reason));

function openButtons(say: Say, { orderId }: Draft, { order }: OrderAction): { readonly buttons?: Buttons } {
  return orderId === undefined ? {} : { buttons: [orderButtons(say, { ...order, id: orderId })] };
}

type Figures = Readonly<Record<'order' | 'amount' | 'part' | 'whole' | 'price' | 'total', Part>>;

function figures(say: Say, draft: Draft, { order, estimate }: OrderAction): Figures | undefined {
  const { executed } = draft;
  if (executed === undefined || !isPositive(executed.volume)) return undefined;
  return {
    order: orderOf(draft),
    amount: showAmount(say, executed.volume, estimate.base),
    part: showNumber(say, executed.volume),
    whole: showAmount(say, order.volume, estimate.base),
    price: showPrice(say, executed.averagePrice, estimate.quote, estimate.pricePrecision),
    total: showTotal(say, times(executed.volume, executed.averagePrice), estimate.quote),
  };
}

function moneyLines(say: Say, draft: Draft, { estimate }: OrderAction, shown: Figures, rest: 'line.stillOpen' | 'line.notFilled'): Rich[] {
  const remaining = draft.executed?.remaining;
  return [
    say('line.average', { value: shown.price }),
    say('line.total', { value: shown.total }),
    ...(remaining === undefined ? [] : [say(rest, { value: showAmount(say, remaining, estimate.base) })]),
  ];
}

function partlyFilled(say: Say, draft: Draft, request: OrderAction): Rich {
  const shown = figures(say, draft, request);
  if (shown === undefined) return say('card.open', { what: nameOrder(say, request), order: orderOf(draft) });
  return join([say('card.partlyFilled', { ...shown }), nameOrder(say, request), ...moneyLines(say, draft, request, shown, 'line.stillOpen')]);
}

function filled(say: Say, draft: Draft, request: OrderAction): Rich {
  const shown = figures(say, draft, request);
  const key = request.order.side === 'buy' ? 'card.bought' : 'card.sold';
  if (shown !== undefined) return say(key, { amount: shown.amount, price: shown.price, total: shown.total, order: shown.order });
  const { order, estimate } = request;
  return say(key, {
    amount: showAmount(say, order.volume, estimate.base), order: orderOf(draft),
    price: showPrice(say, estimate.averagePrice, estimate.quote, estimate.pricePrecision), total: showTotal(say, estimate.total, estimate.quote),
  });
}

function cancelled(say: Say, draft: Draft, request: OrderAction): Rich {
  const shown = figures(say, draft, request);
  if (shown === undefined) return say('card.cancelled', { what: nameOrder(say, request), order: orderOf(draft) });
  return join([say('card.cancelledPart', { ...shown }), ...moneyLines(say, draft, request, shown, 'line.notFilled')]);
}

export const orderCardText: CardText<'placeOrder'> = {
  name: nameOrder,
  question: (say, _draft, request, options) => orderQuestion(say, request, options),
  story: orderStory,
  unknownWhy: (draft) => (wasStopped(draft) ? 'card.stoppedWhy' : 'card.unknownWhy'),
  codeWords: 'none',
};
