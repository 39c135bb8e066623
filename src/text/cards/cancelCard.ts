// What the card of a cancellation says: of one order or of all of them, before and after it was asked for.
import { runData } from '../../model/callback.js';
import { wasStopped, type Draft } from '../../model/draft.js';
import type { MessageContent, Rich } from '../../model/message.js';
import { isPositive } from '../../model/money.js';
import type { CardText, RequestOf } from './cardText.js';
import { showAmount, showNumber } from '../format.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';
import { restWords } from '../../words/orderWords.js';
import { explainRefusal } from '../refusals.js';
import { outside } from '../outside.js';
import { join } from '../rich.js';
import { wordsButton } from './wordsButton.js';

type CancelAction = RequestOf<'cancelOrder'> | RequestOf<'cancelAll'>;

/** Longer lists are counted, not shown. */
const shownOrdersLimit = 20;

/** "cancel order 173757" or "cancel 3 open orders". */
const nameCancel = (say: Say, request: CancelAction): Rich => say('card.whatCancel', { orders: nameOrders(say, request) });

function nameOrders(say: Say, request: CancelAction): Rich {
  if (request.kind === 'cancelOrder') return say('card.theOrder', { order: outside(request.orderId) });
  const count = request.orderIds.length;
  return say('card.theOrders', { count });
}

/** The question and its facts, line by line. */
function cancelQuestion(say: Say, { change }: Draft, request: CancelAction): readonly Rich[] {
  if (request.kind === 'cancelOrder') return [say('card.askCancel', { order: outside(request.orderId) }), say('card.filledStays')];
  const count = request.orderIds.length;
  return [
    ...(change?.why === 'orders' ? [say('card.ordersAdded')] : []),
    say('card.askCancelAll', { count }),
    ...(request.market === undefined ? [] : [say('line.market', { value: outside(request.market.toUpperCase()) })]),
    ...(request.side === undefined ? [] : [say('line.side', { value: say(request.side === 'buy' ? 'word.buy' : 'word.sell') })]),
    orderList(say, request.orderIds),
    say(request.market === undefined && request.side === undefined ? 'card.reachesAll' : 'card.reachesAllThere'),
    say('card.filledStays'),
  ];
}

const orderList = (say: Say, orderIds: readonly string[]): Rich => say('card.orders', { list: shortList(say, orderIds) });

function shortList(say: Say, orderIds: readonly string[]): Rich {
  const list = listOf(orderIds.slice(0, shownOrdersLimit));
  const more = orderIds.length - shownOrdersLimit;
  return more > 0 ? say('card.ordersMore', { list, more }) : list;
}

const listOf = (orderIds: readonly string[]): Rich => join(orderIds.map((id) => outside(id)), ', ');

/** What became of a cancellation that was asked for. The exchange's answer is not the end: only the orders' own states are. */
function cancelStory(say: Say, draft: Draft, request: CancelAction): MessageContent {
  const orders = nameOrders(say, request);
  switch (draft.state) {
    case 'confirmed': case 'sending': case 'accepted': return { text: join([say('card.cancelling', { orders }), ...halfDone(say, draft, request), say('card.cancellingWhy'), ...moveNext(say, request)]) };
    case 'cancelled': return ended(say, draft, request);
    case 'filled': return { text: say('card.orderFilledFirst', { order: nameOne(request) }) };
    case 'rejected': return { text: say('card.orderRejected', { order: nameOne(request) }) };
    case 'notPlaced': return {
      text: join([say((draft.endedOrders ?? []).length > 0 ? 'card.notAllDone' : 'card.notDone', { orders }), ...halfDone(say, draft, request), explainRefusal(say, draft.reason ?? [])]),
      buttons: [[{ label: say('card.openOrders').text, data: runData('orders') }]],
    };
    default: return { text: join([say('card.refused', { what: nameCancel(say, request) }), explainRefusal(say, draft.reason ?? [])]) };
  }
}

const nameOne = (request: CancelAction): Rich => listOf(request.kind === 'cancelOrder' ? [request.orderId] : request.orderIds);

/** Which of many orders have ended so far and which have not; nothing while none has. */
function halfDone(say: Say, { endedOrders = [] }: Draft, request: CancelAction): readonly Rich[] {
  if (request.kind !== 'cancelAll' || endedOrders.length === 0) return [];
  const open = request.orderIds.filter((id) => !endedOrders.includes(id));
  return [say('card.endedOf', { list: shortList(say, endedOrders) }), say('card.stillOpenOf', { list: shortList(say, open) })];
}

const moveNext = (say: Say, request: CancelAction): readonly Rich[] => (request.kind === 'cancelOrder' && request.move !== undefined ? [say('card.moveNext')] : []);

function ended(say: Say, draft: Draft, request: CancelAction): MessageContent {
  if (request.kind === 'cancelAll') {
    const count = request.orderIds.length;
    return { text: count === 1 ? say('card.allEndedOne') : say('card.allEnded', { count }) };
  }
  const { executed } = draft;
  const first = say('card.orderCancelled', { order: outside(request.orderId) });
  if (executed === undefined) return { text: first };
  const { move } = request;
  const filled = isPositive(executed.volume) ? say('card.filledBefore', { amount: move === undefined ? showNumber(say, executed.volume) : showAmount(say, executed.volume, move.base) }) : say('card.nothingFilled');
  if (move === undefined || !isPositive(executed.remaining)) return { text: join([first, filled]) };
  const words = `${move.side} card ${restWords(move, executed.remaining)}`;
  return {
    text: join([first, filled, say('card.restAfter', { amount: showAmount(say, executed.remaining, move.base) })]),
    buttons: [wordsButton(say('card.placeRest').text, words)],
  };
}

const cancelText = {
  name: nameCancel,
  question: cancelQuestion,
  story: cancelStory,
  unknownWhy: (draft: Draft): TextKey => (wasStopped(draft) ? 'card.stoppedWhy' : 'card.unknownWhy'),
  codeWords: 'none',
};
export const cancelOrderCard: CardText<'cancelOrder'> = cancelText;
export const cancelAllCard: CardText<'cancelAll'> = cancelText;
