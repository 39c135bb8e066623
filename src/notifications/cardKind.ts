// A kind that only ever edits a message the chat already has: a card.
import type { MessageAddress } from '../model/message.js';
import type { NotificationKind, RenderContext } from './kind.js';

/** Its rows never send a new message, without an address they are done; but where the message is gone and `resends` says so, a new one takes its place. */
export interface CardKind<Data> extends NotificationKind<Data> {
  address(data: Data, context: RenderContext): MessageAddress | undefined;
  /** True for news that must be told even if the person has deleted the message. */
  resends(data: Data, context: RenderContext): boolean;
}
