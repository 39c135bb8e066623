// The Sender there is: one message to Telegram, paced, with a deadline; what became of it is a result, never an exception.
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { MessageContent, Rich } from '../model/message.js';
import type { Outgoing, Sender, SendResult } from '../notifications/sender.js';
import { createPacer } from './pacing.js';
import { toFields, usesNewFields } from './reply.js';
import { failedSend, sentId } from './sendResult.js';
import { shorten, splitRich } from './splitRich.js';
import type { TelegramApi } from './telegramApi.js';
import { TelegramFailure } from './telegramFailure.js';

/** What bot/ itself sends can also ask for a reply field. */
export interface Posting extends Outgoing {
  readonly forceReply?: boolean;
}

export interface TelegramSender extends Sender {
  /** Like Sender.send. A text too long goes as several messages; the result and the buttons are the last one's. */
  send(message: Posting): Promise<SendResult>;
}

export function createTelegramSender(api: TelegramApi, clock: Clock, log: Log): TelegramSender {
  const pacer = createPacer(clock);

  /** Calls once, and once more without the newest fields when Telegram refuses the message as it is. */
  async function attempt(method: string, content: MessageContent, payload: (plainly: boolean) => object, editedId?: number): Promise<SendResult> {
    const result = await callOnce(api, method, payload(false), editedId);
    if (result.kind !== 'refused') return result;
    log.warn('telegram refused a message', { method, reason: result.reason });
    return usesNewFields(content) ? callOnce(api, method, payload(true), editedId) : result;
  }

  function sendPiece(message: Posting, text: Rich, isLast: boolean): Promise<SendResult> {
    const { chatId, priority } = message;
    const buttons = isLast ? message.buttons : undefined;
    const content: MessageContent = buttons === undefined ? { text } : { text, buttons };
    const payload = (plainly: boolean): object => ({
      chat_id: chatId,
      ...toFields(text, buttons, isLast && message.forceReply === true, plainly),
      ...(message.silent === true ? { disable_notification: true } : {}),
      ...(message.replyTo === undefined ? {} : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
    });
    return pacer.submit({ chatId, priority, run: () => attempt('sendMessage', content, payload) });
  }

  return {
    async send(message) {
      const pieces = splitRich(message.text);
      let result: SendResult = { kind: 'refused', reason: 'nothing to send' };
      for (const [index, piece] of pieces.entries()) {
        result = await sendPiece(message, piece, index === pieces.length - 1);
        if (result.kind !== 'sent') return result;
      }
      return result;
    },

    edit({ chatId, messageId }, message) {
      const text = shorten(message.text);
      const payload = (plainly: boolean): object => ({ chat_id: chatId, message_id: messageId, ...toFields(text, message.buttons, false, plainly) });
      return pacer.submit({ chatId, priority: message.priority, editOf: messageId, run: () => attempt('editMessageText', message, payload, messageId) });
    },

    async remove({ chatId, messageId }) {
      const run = (): Promise<SendResult> => callOnce(api, 'deleteMessage', { chat_id: chatId, message_id: messageId }, messageId);
      await pacer.submit({ chatId, priority: 'push', run });
    },
  };
}

async function callOnce(api: TelegramApi, method: string, payload: object, editedId?: number): Promise<SendResult> {
  try {
    const messageId = sentId(await api.call(method, payload)) ?? editedId;
    return messageId === undefined ? { kind: 'unknown', reason: 'unreadable answer' } : { kind: 'sent', messageId };
  } catch (error) {
    return error instanceof TelegramFailure ? failedSend(error, editedId) : { kind: 'unknown', reason: 'sender failed' };
  }
}
