// A practice order was filled on the live book, in part or to the end: the push of a real fill, marked.
import { marked } from '../../text/cards/practiceCard.js';
import type { NotificationKind } from '../kind.js';
import { orderFilled, type OrderFilled } from './orderFilled.js';

export const practiceFilled: NotificationKind<OrderFilled> = {
  name: 'practiceFilled',
  loudness: 'loud',
  isNumbered: true,
  group: 'fills',
  breaksThrough: false,
  droppable: true,
  countsAs: 'others',
  render(data, context) {
    const content = orderFilled.render(data, context);
    return content === undefined ? undefined : marked(context.say, content);
  },
};
