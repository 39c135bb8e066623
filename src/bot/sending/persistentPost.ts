// Brings one reply to the chat, and again while nobody knows whether it arrived, a bounded number of times.
import { sleep, type Clock, type Random } from '../../model/clock.js';
import type { ChatId, MessageAddress, MessageContent } from '../../model/message.js';
import { sentAgain } from '../../notifications/again.js';
import type { SendResult } from '../../notifications/sender.js';
import { backOff, type Pauses } from '../../pacing/backOff.js';
import type { Say } from '../../text/index.js';
import type { Reply } from '../command.js';
import { splitRich } from './splitRich.js';
import type { Posting, TelegramSender } from './telegramSender.js';

/** A person does not wait longer than this for an answer that Telegram holds back. */
const retryAfterLimitMs = 60_000;
/** Times a reply may be in doubt until Telegram says what became of it. The update is kept until then: after a crash the command runs again. */
export const replyTriesLimit = 5;
/** Times it may be known not to have left: while Telegram cannot be reached each takes some three seconds, so this is five minutes. */
const notSentLimit = 100;
/** Between these tries; a person is waiting. */
const replyPauses: Pauses = { first: 250, longest: 8000, least: 500, chance: 0.5 };

/** What became of it, and in which chat. */
export interface Posted {
  readonly result: SendResult;
  readonly chatId: ChatId;
}

export interface PersistentPostParts {
  readonly sender: TelegramSender;
  readonly clock: Clock;
  readonly random: Random;
}

export interface PersistentPost {
  /**
   * Sends a text too long piece by piece, so that only the piece that is in doubt comes again, and says in the words of `say`
   * that it does; `name` is the same for all its repeats.
   */
  post(message: Posting, say: Say, name: string): Promise<Posted>;
  /** Puts the reply in place of a message; undefined when that message is gone. An edit that comes twice shows the same. */
  replace(address: MessageAddress, reply: Reply): Promise<Posted | undefined>;
}

export function createPersistentPost({ sender, clock, random }: PersistentPostParts): PersistentPost {
  /** Tries until it is known what became of it, within both limits; `isRepeat` where an earlier try may have arrived. */
  async function insist(attempt: (isRepeat: boolean) => Promise<SendResult>): Promise<SendResult> {
    let doubts = 0;
    for (let tries = 1; ; tries += 1) {
      const isRepeat = doubts > 0;
      const result = await attempt(isRepeat);
      if (result.kind === 'unknown') doubts += 1;
      const mayFollow = result.kind === 'unknown' ? doubts < replyTriesLimit : result.kind === 'retryAfter' && result.ms <= retryAfterLimitMs && tries - doubts < notSentLimit;
      // What shows already because of an earlier try is news all the same.
      if (!mayFollow) return isRepeat && result.kind === 'sent' ? { kind: 'sent', messageId: result.messageId } : result;
      if (result.kind === 'unknown') await sleep(clock, backOff(doubts, random, replyPauses));
    }
  }

  async function post(message: Posting, say: Say, name: string): Promise<Posted> {
    let shown: Posted = { result: { kind: 'refused', reason: 'nothing to send' }, chatId: message.chatId };
    for (const piece of piecesOf(message)) {
      const send = (chatId: ChatId): Promise<SendResult> => insist((isRepeat) => sender.send({ ...(isRepeat ? sentAgain(say, piece, name) : piece), chatId }));
      const result = await send(shown.chatId);
      shown = result.kind === 'chatMoved' ? { result: await send(result.chatId), chatId: result.chatId } : { result, chatId: shown.chatId };
      if (shown.result.kind !== 'sent') return shown;
    }
    return shown;
  }

  async function replace(address: MessageAddress, reply: Reply): Promise<Posted | undefined> {
    const content = { ...contentOf(reply), priority: 'reply' as const };
    const result = await insist(() => sender.edit(address, content));
    return result.kind === 'gone' ? undefined : { result, chatId: address.chatId };
  }

  return { post, replace };
}

/** The messages that a text too long for one goes as; what belongs under it stands under the last. */
function piecesOf(message: Posting): readonly Posting[] {
  if (message.picture !== undefined || message.document !== undefined) return [message];
  const pieces = splitRich(message.text);
  const { chatId, priority, replyTo } = message;
  return pieces.map((text, index) => (index === pieces.length - 1 ? { ...message, text } : { chatId, priority, text, ...(replyTo === undefined ? {} : { replyTo }) }));
}

const contentOf = ({ text, buttons, picture }: Reply): MessageContent => ({
  text, ...(buttons === undefined ? {} : { buttons }), ...(picture === undefined ? {} : { picture }),
});
