// What the card of a cancellation says: of one order or of all of them, before and after it was asked for.
import { runData } from '../model/callback.js';
import type { Draft } from '../model/draft.js';
import type { MessageContent, Rich } from '../model/message.js';
import { isPositive } from '../model/money.js';
import type { CardText, RequestOf } from './cardText.js';
import { showNumber } from './format.js';
import type { Say } from './index.js';
import { explainRefusal } from './refusals.js';
import { clean, join } from './rich.js';

type CancelAction = RequestOf<'cancelOrder'> | RequestOf<'cancelAll'>;

/** Longer lists are counted, not shown. */
const shownOrdersLimit = 20;

/** "cancel order 173757" or "cancel 3 open orders". */
const nameCancel = (say: Say, request: CancelAction): Rich => say('card.whatCancel', { orders: nameOrders(say, request) });

function nameOrders(say: Say, request: CancelAction): Rich {
  if (request.kind === 'cancelOrder') return say('card.theOrder', { order: request.orderId });
  const count = request.orderIds.length;
  return count === 1 ? say('card.theOrdersOne') : say('card.theOrders', { count });
}

/** The question and its facts, line by line. */
function cancelQuestion(say: Say, request: CancelAction): readonly Rich[] {
  if (request.kind === 'cancelOrder') return [say('card.askCancel', { order: request.orderId }), say('card.filledStays')];
  const count = request.orderIds.length;
  return [
    count === 1 ? say('card.askCancelAllOne') : say('card.askCancelAll', { count }),
    ...(request.market === undefined ? [] : [say('line.market', { value: clean(request.market).toUpperCase() })]),
    ...(request.side === undefined ? [] : [say('line.side', { value: say(request.side === 'buy' ? 'word.buy' : 'word.sell') })]),
    orderList(say, request.orderIds),
    say('card.filledStays'),
  ];
}

function orderList(say: Say, orderIds: readonly string[]): Rich {
  const list = orderIds.slice(0, shownOrdersLimit).map((id) => clean(id)).join(', ');
  const more = orderIds.length - shownOrdersLimit;
  return more > 0 ? say('card.ordersMore', { list, more }) : say('card.orders', { list });
}

/** What became of a cancellation that was asked for. The exchange's answer is not the end: only the orders' own states are. */
function cancelStory(say: Say, draft: Draft, request: CancelAction): MessageContent {
  const orders = nameOrders(say, request);
  switch (draft.state) {
    case 'confirmed': case 'sending': case 'accepted': return { text: join([say('card.cancelling', { orders }), say('card.cancellingWhy')]) };
    case 'cancelled': return { text: ended(say, draft, request) };
    case 'filled': return { text: say('card.orderFilledFirst', { order: nameOne(request) }) };
    case 'rejected': return { text: say('card.orderRejected', { order: nameOne(request) }) };
    case 'notPlaced': return {
      text: join([say('card.notDone', { orders }), explainRefusal(say, draft.reason ?? [])]),
      buttons: [[{ label: say('card.openOrders').text, data: runData('orders') }]],
    };
    default: return { text: join([say('card.refused', { what: nameCancel(say, request) }), explainRefusal(say, draft.reason ?? [])]) };
  }
}

const nameOne = (request: CancelAction): string => (request.kind === 'cancelOrder' ? request.orderId : request.orderIds.join(', '));

function ended(say: Say, draft: Draft, request: CancelAction): Rich {
  if (request.kind === 'cancelAll') {
    const count = request.orderIds.length;
    return count === 1 ? say('card.allEndedOne') : say('card.allEnded', { count });
  }
  const { executed } = draft;
  const first = say('card.orderCancelled', { order: request.orderId });
  if (executed === undefined) return first;
  return join([first, isPositive(executed.volume) ? say('card.filledBefore', { amount: showNumber(executed.volume) }) : say('card.nothingFilled')]);
}

const cancelText = {
  name: nameCancel,
  question: (say: Say, _draft: Draft, request: CancelAction) => cancelQuestion(say, request),
  story: cancelStory,
};
export const cancelOrderCard: CardText<'cancelOrder'> = cancelText;
export const cancelAllCard: CardText<'cancelAll'> = cancelText;
