// A kind that only ever edits a message the chat already has: a card.
import type { MessageAddress } from '../model/message.js';
import type { NotificationKind, RenderContext } from './kind.js';

/** Its rows never send a new message: without an address, or when that message is gone, they are done. */
export interface CardKind<Data> extends NotificationKind<Data> {
  address(data: Data, context: RenderContext): MessageAddress | undefined;
}
