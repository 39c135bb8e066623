// What can be done with an open order: cancel it, move it to the best price, ask for the same again.
import type { Button } from '../../model/message.js';
import type { Say } from '../index.js';
import { repeatWords, type PlainOrder } from '../../words/orderWords.js';
import { wordsButton } from './wordsButton.js';

/** One row; `cancelWords` are what its Cancel runs. A market order cannot be moved, and a button whose words do not fit is left out. */
export function orderButtons(say: Say, order: PlainOrder & { readonly id: string }, cancelWords = `cancel ${order.id}`): readonly Button[] {
  return [
    ...wordsButton(say('card.cancelOrder').text, cancelWords),
    ...(order.price === undefined ? [] : wordsButton(say('card.move').text, `move ${order.id}`)),
    ...repeatButton(say, order),
  ];
}

/** A fresh card with the same side, amount, type and price. */
export const repeatButton = (say: Say, order: PlainOrder): readonly Button[] => wordsButton(say('card.repeat').text, repeatWords(order));
