// Brings what a command replies into the chat: a new message, or the message its button stands on.
import type { Actions } from '../../actions/actions.js';
import { sleep, type Clock, type Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { ChatId, MessageAddress, MessageId, MessageContent, UserId } from '../../model/message.js';
import { sentAgain } from '../../notifications/again.js';
import type { SendResult } from '../../notifications/sender.js';
import { backOff, type Pauses } from '../../pacing/backOff.js';
import type { Say } from '../../text/index.js';
import type { Reply } from '../command.js';
import { errorName } from '../errorName.js';
import type { Incoming } from '../incoming.js';
import { messageTextLimit, splitRich } from './splitRich.js';
import type { PressAnswers } from './pressAnswers.js';
import type { Posting, TelegramSender } from './telegramSender.js';

/** A person does not wait longer than this for an answer that Telegram holds back. */
const retryAfterLimitMs = 60_000;
const repliesLimit = 10;
/** Times a reply is handed to Telegram until it says what became of it. The update is kept until then: after a crash the command runs again. */
export const replyTriesLimit = 5;
/** Between these tries; a person is waiting. */
const replyPauses: Pauses = { first: 250, longest: 8000, least: 500, chance: 0.5 };

export interface Responder {
  /**
   * Sends the replies in order; the first takes the place of `progress`, a message of ours that said how far the work had
   * come. A press is answered by it too: where all it did was show again what was there, with a word that says so. Never
   * rejects: a reply that cannot be sent is logged.
   */
  respond(incoming: Incoming, replies: Reply | readonly Reply[], progress?: MessageAddress): Promise<void>;
}

interface Shown {
  readonly result: SendResult;
  readonly chatId: ChatId;
  /** True when it took the place of the progress. */
  readonly overProgress?: boolean;
}

export interface ResponderParts {
  readonly sender: TelegramSender;
  readonly actions: Pick<Actions, 'attachCard'>;
  readonly answers: Pick<PressAnswers, 'answer'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  sayTo(userId: UserId): Say;
  /** Told of each message that may ask the open question, once it was sent. */
  onAsked(userId: UserId, messageId: MessageId): Promise<void>;
}

export function createResponder(parts: ResponderParts): Responder {
  const { sender, actions, log } = parts;

  /** Tries until it is known what became of it, at most replyTriesLimit times; `isRepeat` where an earlier try may have arrived. */
  async function insist(attempt: (isRepeat: boolean) => Promise<SendResult>): Promise<SendResult> {
    let isRepeat = false;
    for (let tries = 1; ; tries += 1) {
      const result = await attempt(isRepeat);
      const mayFollow = result.kind === 'unknown' || (result.kind === 'retryAfter' && result.ms <= retryAfterLimitMs);
      // What shows already because of an earlier try is news all the same.
      if (!mayFollow || tries === replyTriesLimit) return isRepeat && result.kind === 'sent' ? { kind: 'sent', messageId: result.messageId } : result;
      if (result.kind === 'unknown') {
        isRepeat = true;
        await sleep(parts.clock, backOff(tries, parts.random, replyPauses));
      }
    }
  }

  /** Sends a text too long piece by piece, so that only the piece that is in doubt comes again, and says that it does. */
  async function post(message: Posting, say: Say, name: string): Promise<Shown> {
    let shown: Shown = { result: { kind: 'refused', reason: 'nothing to send' }, chatId: message.chatId };
    for (const piece of piecesOf(message)) {
      const send = (chatId: ChatId): Promise<SendResult> => insist((isRepeat) => sender.send({ ...(isRepeat ? sentAgain(say, piece, name) : piece), chatId }));
      const result = await send(shown.chatId);
      shown = result.kind === 'chatMoved' ? { result: await send(result.chatId), chatId: result.chatId } : { result, chatId: shown.chatId };
      if (shown.result.kind !== 'sent') return shown;
    }
    return shown;
  }

  /** Puts the reply in place of a message; undefined when that message is gone. An edit that comes twice shows the same. */
  async function replace(address: MessageAddress, reply: Reply): Promise<Shown | undefined> {
    const content = { ...contentOf(reply), priority: 'reply' as const };
    const result = await insist(() => sender.edit(address, content));
    return result.kind === 'gone' ? undefined : { result, chatId: address.chatId };
  }

  async function show(incoming: Incoming, reply: Reply, index: number, progress: MessageAddress | undefined): Promise<Shown> {
    const { chatId, messageId } = incoming;
    const onButton = reply.inPlace === true && incoming.kind === 'press' && canBeEdited(reply);
    const overProgress = !onButton && canReplaceWords(reply) ? progress : undefined;
    const target = onButton ? { chatId, messageId } : overProgress;
    const shown = target === undefined ? undefined : await replace(target, reply);
    if (shown !== undefined) return { ...shown, overProgress: overProgress !== undefined };
    const replyTo = incoming.kind === 'message' && !incoming.inPrivate ? { replyTo: messageId } : {};
    return post({ ...reply, chatId, priority: 'reply', ...replyTo }, parts.sayTo(incoming.userId), `reply:${incoming.updateId}:${index}`);
  }

  async function attach(incoming: Incoming, draftId: string, chatId: ChatId, messageId: number): Promise<void> {
    try {
      await actions.attachCard(incoming.userId, draftId, { chatId, messageId });
    } catch (error) {
      log.warn('card not attached', { error: errorName(error) });
    }
  }

  function answer(incoming: Incoming, isNews: boolean): void {
    if (incoming.kind === 'press') parts.answers.answer(incoming.callbackId, isNews ? undefined : parts.sayTo(incoming.userId)('bot.toast.unchanged').text);
  }

  return {
    async respond(incoming, replies, progress) {
      const list = Array.isArray(replies) ? (replies as readonly Reply[]) : [replies as Reply];
      let isReplaced = false;
      let isNews = list.length === 0;
      for (const [index, reply] of list.slice(0, repliesLimit).entries()) {
        const { result, chatId, overProgress } = await show(incoming, reply, index, index === 0 ? progress : undefined);
        isReplaced ||= overProgress === true;
        isNews ||= result.kind !== 'sent' || result.unchanged !== true;
        if (isNews) answer(incoming, true);
        if (result.kind !== 'sent') log.warn('reply not sent', { kind: result.kind });
        // A card that did not arrive has no message to show its outcome: its draft expires by itself.
        else if (reply.draftId !== undefined) await attach(incoming, reply.draftId, chatId, result.messageId);
        else if (incoming.inPrivate) await parts.onAsked(incoming.userId, result.messageId);
        if (result.kind === 'refused' && reply.document !== undefined) {
          const say = parts.sayTo(incoming.userId);
          await post({ text: say('surface.fileNotSent', { name: reply.document.name }), chatId, priority: 'reply' }, say, `file:${incoming.updateId}:${index}`);
        }
      }
      answer(incoming, isNews);
      // Last, and not waited for: the answer matters more.
      if (progress !== undefined && !isReplaced) void sender.remove(progress);
    },
  };
}

/** A file and keys come with new messages only; a button's message does without a reply field. */
const canBeEdited = (reply: Reply): boolean => reply.document === undefined && reply.keyboard === undefined;

/** Words can become other words; a picture would need a message of its own, and a text too long several. */
const canReplaceWords = (reply: Reply): boolean => canBeEdited(reply) && reply.picture === undefined && reply.forceReply !== true && reply.text.text.length <= messageTextLimit;

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
