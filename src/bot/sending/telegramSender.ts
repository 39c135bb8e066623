// The Sender there is: one message to Telegram, paced, with a deadline; what became of it is a result, never an exception.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { MessageContent, MessageId, Rich } from '../../model/message.js';
import { wordsOf } from '../../notifications/again.js';
import type { Outgoing, Sender, SendResult } from '../../notifications/sender.js';
import { toCaption, toMedia, toSending, uploadTimeoutMs } from './captioned.js';
import type { Attachment } from '../command.js';
import { createPacer } from './pacing.js';
import { toFields, toMarkup, usesNewFields, type Below } from './reply.js';
import { failedSend, isCaptioned, sentId } from './sendResult.js';
import { shorten, splitRich } from './splitRich.js';
import type { CallOptions, TelegramApi } from '../telegram/telegramApi.js';
import { TelegramFailure } from '../telegram/telegramFailure.js';

/** What bot/ itself sends can also ask for a reply field or keys, and carry a document. */
export interface Posting extends Outgoing, Below {
  readonly document?: Attachment;
}

export interface TelegramSender extends Sender {
  /**
   * Like Sender.send. A text too long goes as several messages; the result and the buttons are the last one's. The text of a
   * picture or a document is its caption; a picture that Telegram refuses is left out, a document never is.
   */
  send(message: Posting): Promise<SendResult>;
}

interface Attempt {
  readonly method: string;
  payload(plainly: boolean): object;
  readonly editedId?: number;
  readonly options?: CallOptions;
}

export function createTelegramSender(api: TelegramApi, clock: Clock, log: Log): TelegramSender {
  const pacer = createPacer(clock);

  /** Calls once, and once more without the newest fields when Telegram refuses the message as it is. */
  async function attempt(content: MessageContent, one: Attempt): Promise<SendResult> {
    const result = await callOnce(api, one, one.payload(false));
    if (result.kind !== 'refused' || isCaptioned(result)) return result;
    log.warn('telegram refused a message', { method: one.method, reason: result.reason });
    return usesNewFields(content) ? callOnce(api, one, one.payload(true)) : result;
  }

  function sendPiece(message: Posting, text: Rich, isLast: boolean): Promise<SendResult> {
    const { chatId, priority } = message;
    const buttons = isLast ? message.buttons : undefined;
    const content: MessageContent = buttons === undefined ? { text } : { text, buttons };
    const payload = (plainly: boolean): object => ({ ...toFields(text, buttons, isLast ? message : {}, plainly), ...addressOf(message, replyTo) });
    return pacer.submit({ chatId, priority, run: () => attempt(content, { method: 'sendMessage', payload }) });
  }

  async function sendWords(message: Posting): Promise<SendResult> {
    const pieces = splitRich(wordsOf(message));
    let result: SendResult = { kind: 'refused', reason: 'nothing to send' };
    for (const [index, piece] of pieces.entries()) {
      result = await sendPiece(message, piece, index === pieces.length - 1);
      if (result.kind !== 'sent') return result;
    }
    return result;
  }

  function sendFile(message: Posting, method: string): Promise<SendResult> {
    const { chatId, priority } = message;
    const payload = (plainly: boolean): object => ({ ...toSending(message, message, plainly)?.fields, ...addressOf(message, (to) => JSON.stringify(replyTo(to))) });
    return pacer.submit({ chatId, priority, run: () => attempt(message, { method, payload, options: { timeoutMs: uploadTimeoutMs } }) });
  }

  /** An edit to words; those of a message that shows a picture are its caption. */
  async function editWords(chatId: number, messageId: number, message: MessageContent): Promise<SendResult> {
    const address = { chat_id: chatId, message_id: messageId };
    const text = shorten(message.text);
    const asText = await attempt(message, { method: 'editMessageText', editedId: messageId, payload: (plainly) => ({ ...address, ...toFields(text, message.buttons, {}, plainly) }) });
    if (!isCaptioned(asText)) return asText;
    const payload = (plainly: boolean): object => ({ ...address, ...toCaption(message.text, plainly), ...toMarkup(message.buttons, {}, plainly) });
    return attempt(message, { method: 'editMessageCaption', editedId: messageId, payload });
  }

  async function editContent(chatId: number, messageId: number, message: MessageContent): Promise<SendResult> {
    const { picture, text, buttons } = message;
    if (picture === undefined) return editWords(chatId, messageId, message);
    const payload = (plainly: boolean): object => ({ chat_id: chatId, message_id: messageId, ...toMedia(picture, text, plainly), ...toMarkup(buttons, {}, plainly) });
    const result = await attempt(message, { method: 'editMessageMedia', editedId: messageId, payload, options: { timeoutMs: uploadTimeoutMs } });
    return result.kind === 'refused' ? editWords(chatId, messageId, message) : result;
  }

  return {
    async send(message) {
      const sending = toSending(message, message, false);
      if (sending === undefined) return sendWords(message);
      const result = await sendFile(message, sending.method);
      return result.kind === 'refused' && message.document === undefined ? sendWords(message) : result;
    },

    edit: ({ chatId, messageId }, message) =>
      pacer.submit({ chatId, priority: message.priority, editOf: messageId, run: () => editContent(chatId, messageId, message) }),

    async remove({ chatId, messageId }) {
      const one: Attempt = { method: 'deleteMessage', editedId: messageId, payload: () => ({ chat_id: chatId, message_id: messageId }) };
      await pacer.submit({ chatId, priority: 'push', run: () => callOnce(api, one, one.payload(true)) });
    },
  };
}

const replyTo = (messageId: MessageId): object => ({ message_id: messageId, allow_sending_without_reply: true });

/** `answering` writes the message to answer: telegraf leaves objects out of a multipart body (PLATFORM.md section 2, trap 7), so there it is JSON. */
const addressOf = ({ chatId, silent, replyTo: answered }: Posting, answering: (messageId: MessageId) => object | string): object => ({
  chat_id: chatId,
  ...(silent === true ? { disable_notification: true } : {}),
  ...(answered === undefined ? {} : { reply_parameters: answering(answered) }),
});

async function callOnce(api: TelegramApi, { method, editedId, options }: Attempt, payload: object): Promise<SendResult> {
  try {
    const messageId = sentId(await api.call(method, payload, options)) ?? editedId;
    return messageId === undefined ? { kind: 'unknown', reason: 'unreadable answer' } : { kind: 'sent', messageId };
  } catch (error) {
    return error instanceof TelegramFailure ? failedSend(error, editedId) : { kind: 'unknown', reason: 'sender failed' };
  }
}
