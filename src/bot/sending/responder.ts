// Brings what a command replies into the chat: a new message, or the message its button stands on.
import type { Actions } from '../../actions/actions.js';
import type { Log } from '../../model/log.js';
import type { ChatId, MessageAddress, MessageId, UserId } from '../../model/message.js';
import type { Say } from '../../text/index.js';
import type { Reply } from '../command.js';
import { errorName } from '../errorName.js';
import type { Incoming } from '../incoming.js';
import { createPersistentPost, type PersistentPostParts, type Posted } from './persistentPost.js';
import { messageTextLimit } from './splitRich.js';
import type { PressAnswers } from './pressAnswers.js';
import { outside } from '../../text/outside.js';

const repliesLimit = 10;
export interface Responder {
  /**
   * Sends the replies in order; the first takes the place of `progress`, a message of ours that said how far the work had
   * come. A press is answered by it too: where all it did was show again what was there, with a word that says so. Never
   * rejects: a reply that cannot be sent is logged.
   */
  respond(incoming: Incoming, replies: Reply | readonly Reply[], progress?: MessageAddress): Promise<void>;
}

interface Shown extends Posted {
  /** True when it took the place of the progress. */
  readonly overProgress?: boolean;
}

export interface ResponderParts extends PersistentPostParts {
  readonly actions: Pick<Actions, 'attachCard'>;
  readonly answers: Pick<PressAnswers, 'answer'>;
  readonly log: Log;
  sayTo(userId: UserId): Say;
  /** Told of each message that may ask the open question, once it was sent. */
  onAsked(userId: UserId, messageId: MessageId): Promise<void>;
}

export function createResponder(parts: ResponderParts): Responder {
  const { sender, actions, log } = parts;
  const posting = createPersistentPost(parts);

  async function show(incoming: Incoming, reply: Reply, index: number, progress: MessageAddress | undefined): Promise<Shown> {
    const { chatId, messageId } = incoming;
    const onButton = reply.inPlace === true && incoming.kind === 'press' && canBeEdited(reply);
    const overProgress = !onButton && canReplaceWords(reply) ? progress : undefined;
    const target = onButton ? { chatId, messageId } : overProgress;
    const shown = target === undefined ? undefined : await posting.replace(target, reply);
    if (shown !== undefined) return { ...shown, overProgress: overProgress !== undefined };
    const replyTo = incoming.kind === 'message' && !incoming.inPrivate ? { replyTo: messageId } : {};
    return posting.post({ ...reply, chatId, priority: 'reply', ...replyTo }, parts.sayTo(incoming.userId), `reply:${incoming.updateId}:${index}`);
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
          await posting.post({ text: say('surface.fileNotSent', { name: outside(reply.document.name) }), chatId, priority: 'reply' }, say, `file:${incoming.updateId}:${index}`);
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
