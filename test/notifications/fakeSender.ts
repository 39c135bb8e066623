// A messenger that answers as told and remembers what it was given.
import type { ChatId, MessageAddress, MessageContent } from '../../src/model/message.js';
import { wordsOf } from '../../src/notifications/again.js';
import type { Outgoing, Sender, SendResult } from '../../src/notifications/sender.js';

export interface Handed {
  readonly how: 'send' | 'edit';
  readonly chatId: ChatId;
  readonly messageId?: number;
  readonly text: string;
  readonly content: MessageContent;
  readonly silent: boolean;
}

export interface FakeSender extends Sender {
  readonly handed: Handed[];
  readonly texts: () => string[];
  /** The next answers, in order; after them everything is sent. A function is asked when its turn comes. */
  answers: (SendResult | ((handed: Handed) => SendResult | Promise<SendResult>))[];
}

export function createFakeSender(): FakeSender {
  const handed: Handed[] = [];
  let messageId = 100;
  const answer = async (one: Handed, known?: number): Promise<SendResult> => {
    handed.push(one);
    const next = sender.answers.shift();
    if (next !== undefined) return typeof next === 'function' ? await next(one) : next;
    return { kind: 'sent', messageId: known ?? (messageId += 1) };
  };
  const sender: FakeSender = {
    handed,
    answers: [],
    texts: () => handed.map((one) => one.text),
    send: (message: Outgoing) => answer({ how: 'send', chatId: message.chatId, text: wordsOf(message).text, content: message, silent: message.silent === true }),
    edit: (address: MessageAddress, message: MessageContent) => answer({ how: 'edit', ...address, text: message.text.text, content: message, silent: false }, address.messageId),
    remove: async () => undefined,
  };
  return sender;
}
