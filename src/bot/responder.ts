// Brings what a command replies into the chat: a new message, or the message its button stands on.
import type { Actions } from '../actions/actions.js';
import type { Log } from '../model/log.js';
import type { ChatId } from '../model/message.js';
import type { SendResult } from '../notifications/sender.js';
import type { Reply } from './command.js';
import { errorName } from './errorName.js';
import type { Incoming } from './incoming.js';
import type { Posting, TelegramSender } from './telegramSender.js';

/** A person does not wait longer than this for an answer that Telegram holds back. */
const retryAfterLimitMs = 60_000;
const repliesLimit = 10;

export interface Responder {
  /** Sends the replies in order. Never rejects: a reply that cannot be sent is logged. */
  respond(incoming: Incoming, replies: Reply | readonly Reply[]): Promise<void>;
}

export function createResponder(sender: TelegramSender, actions: Pick<Actions, 'attachCard'>, log: Log): Responder {
  /** Sends, and once more where the chat had to wait or has moved: in both cases nothing was sent before. */
  async function post(message: Posting): Promise<{ readonly result: SendResult; readonly chatId: ChatId }> {
    const result = await sender.send(message);
    if (result.kind === 'retryAfter' && result.ms <= retryAfterLimitMs) return { result: await sender.send(message), chatId: message.chatId };
    if (result.kind === 'chatMoved') return { result: await sender.send({ ...message, chatId: result.chatId }), chatId: result.chatId };
    return { result, chatId: message.chatId };
  }

  async function show(incoming: Incoming, reply: Reply): Promise<{ readonly result: SendResult; readonly chatId: ChatId }> {
    const { chatId, messageId } = incoming;
    if (reply.inPlace === true && incoming.kind === 'press') {
      const content = { ...contentOf(reply), priority: 'reply' as const };
      let result = await sender.edit({ chatId, messageId }, content);
      if (result.kind === 'retryAfter' && result.ms <= retryAfterLimitMs) result = await sender.edit({ chatId, messageId }, content);
      if (result.kind !== 'gone') return { result, chatId };
    }
    const replyTo = incoming.kind === 'message' && !incoming.inPrivate ? { replyTo: messageId } : {};
    return post({ ...contentOf(reply), chatId, priority: 'reply', forceReply: reply.forceReply === true, ...replyTo });
  }

  async function attach(incoming: Incoming, draftId: string, chatId: ChatId, messageId: number): Promise<void> {
    try {
      await actions.attachCard(incoming.userId, draftId, { chatId, messageId });
    } catch (error) {
      log.warn('card not attached', { error: errorName(error) });
    }
  }

  return {
    async respond(incoming, replies) {
      const list = Array.isArray(replies) ? (replies as readonly Reply[]) : [replies as Reply];
      for (const reply of list.slice(0, repliesLimit)) {
        const { result, chatId } = await show(incoming, reply);
        if (result.kind !== 'sent') log.warn('reply not sent', { kind: result.kind });
        // A card that did not arrive has no message to show its outcome: its draft expires by itself.
        else if (reply.draftId !== undefined) await attach(incoming, reply.draftId, chatId, result.messageId);
      }
    },
  };
}

const contentOf = (reply: Reply): Pick<Reply, 'text' | 'buttons'> => (reply.buttons === undefined ? { text: reply.text } : { text: reply.text, buttons: reply.buttons });
