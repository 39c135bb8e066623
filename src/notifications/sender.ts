// What delivery needs of a messenger; bot/telegramSender.ts is the one there is.
import type { ChatId, MessageAddress, MessageContent, MessageId, Rich } from '../model/message.js';

export interface Outgoing extends MessageContent {
  readonly chatId: ChatId;
  /** Stands under the text, also where that must be shortened. */
  readonly lastLine?: Rich;
  /** No sound. */
  readonly silent?: boolean;
  readonly replyTo?: MessageId;
  /** Answers to a person go before pushes. */
  readonly priority: 'reply' | 'push';
}

/** What became of a message; never thrown. */
export type SendResult =
  /** `unchanged`: of an edit, that the message showed just this already. */
  | { readonly kind: 'sent'; readonly messageId: MessageId; readonly unchanged?: true }
  /** The message to edit is not there any more or too old: send a new one. */
  | { readonly kind: 'gone' }
  /** The scope (this chat) must wait. The sender has already paused itself for it. */
  | { readonly kind: 'retryAfter'; readonly ms: number }
  /** The person blocked the bot, is deactivated or never started it. */
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'chatMoved'; readonly chatId: ChatId }
  /** Telegram will never take this message as it is. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Time-out or server trouble: it may have been delivered. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Sender {
  send(message: Outgoing): Promise<SendResult>;
  /** An edit to what is already shown counts as sent. */
  edit(address: MessageAddress, message: MessageContent & { readonly priority: 'reply' | 'push' }): Promise<SendResult>;
  remove(address: MessageAddress): Promise<void>;
}
