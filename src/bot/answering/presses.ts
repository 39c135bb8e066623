// Handles a press on a button: confirms or dismisses a card under the presser's own id, or does what typing would.
import type { Actions, ConfirmResult } from '../../actions/actions.js';
import { readCallback } from '../../model/callback.js';
import { isPractising } from '../../model/practice.js';
import type { Clock } from '../../model/clock.js';
import type { MessageId } from '../../model/message.js';
import type { Store } from '../../storage/store.js';
import { speak } from '../../text/index.js';
import type { TextKey } from '../../text/language.js';
import { openCode, questionId } from './codeQuestions.js';
import { readButtonWords, type CommandList } from '../commandList.js';
import type { IncomingPress } from '../incoming.js';
import type { PressAnswers } from '../sending/pressAnswers.js';
import { codeStopped, messagesRemoved, nameOfQuestion, practiceIsOff, toastReply, unknownCommand } from './ownReplies.js';
import type { DeleteMessage } from '../telegram/secrets.js';
import type { Responder } from '../sending/responder.js';
import type { Runner } from './runner.js';

export interface PressParts<Core> {
  readonly commands: CommandList<Core>;
  readonly runner: Runner<Core>;
  readonly responder: Responder;
  readonly answers: PressAnswers;
  readonly actions: Pick<Actions, 'confirm' | 'dismiss'>;
  readonly store: Store;
  readonly clock: Clock;
  readonly deleteMessage: DeleteMessage;
}

const toasts: Readonly<Record<ConfirmResult['kind'], TextKey>> = {
  claimed: 'bot.toast.sending',
  practised: 'bot.toast.practised',
  otherMode: 'bot.toast.otherMode',
  dismissed: 'bot.toast.dismissed',
  alreadyUsed: 'bot.toast.alreadyUsed',
  expired: 'bot.toast.expired',
  askedAgain: 'bot.toast.askedAgain',
  held: 'bot.toast.held',
  locked: 'bot.toast.locked',
  unknownDraft: 'bot.toast.unknownDraft',
  codeNeeded: 'bot.toast.codeNeeded',
  wrongPin: 'bot.toast.codeNeeded',
  barred: 'bot.toast.barred',
};

/** Handles one press; rejects only for what nobody expected. */
export function createPressHandler<Core>(parts: PressParts<Core>): (press: IncomingPress) => Promise<void> {
  const { actions, answers, commands, runner, responder } = parts;

  async function decide(press: IncomingPress, kind: 'confirm' | 'dismiss', draftId: string): Promise<void> {
    const user = runner.userOf(press);
    const say = speak(user.settings.language);
    const card = { chatId: press.chatId, messageId: press.messageId };
    // Somebody without a record has no drafts: a card in a group is somebody else's.
    const isKnown = parts.store.read(press.userId) !== undefined;
    try {
      const result = isKnown ? await actions[kind](press.userId, draftId, card) : { kind: 'unknownDraft' as const };
      answers.answer(press.callbackId, say(toasts[result.kind]).text);
    } catch (error) {
      const reply = runner.explain(user, kind, error);
      const isShown = answers.answer(press.callbackId, reply.text.text);
      if (!isShown && press.inPrivate) await responder.respond(press, toastReply(reply.text));
    }
  }

  /** Ends the question that the button stands at, and no later one. */
  async function stopCode(press: IncomingPress, question: string): Promise<void> {
    const user = runner.userOf(press);
    const say = speak(user.settings.language);
    const asked = openCode(user, parts.clock.now());
    if (asked === undefined || questionId(asked) !== question) return responder.respond(press, codeStopped(say, undefined));
    await runner.endDialog(user);
    await responder.respond(press, codeStopped(say, nameOfQuestion(say, user, asked)));
  }

  /** The person's own words go from their private chat, and from nowhere else. */
  async function remove(press: IncomingPress, messageIds: readonly MessageId[]): Promise<void> {
    const say = speak(runner.userOf(press).settings.language);
    const gone = press.inPrivate ? await Promise.all(messageIds.map((id) => parts.deleteMessage(press, id))) : [false];
    await responder.respond(press, messagesRemoved(say, !gone.includes(false)));
  }

  return async (press) => {
    const callback = readCallback(press.data);
    const user = runner.userOf(press);
    const say = speak(user.settings.language);
    if (callback === undefined) {
      answers.answer(press.callbackId, say('bot.toast.invalid').text);
      return;
    }
    if (press.inPrivate && parts.store.read(press.userId) === undefined) {
      answers.answer(press.callbackId, say('bot.toast.nobody').text);
      return;
    }
    if ('draftId' in callback) return decide(press, callback.kind, callback.draftId);
    // What came back from the disk at a start was expected by nobody; the reply answers the press.
    answers.expect(press.callbackId);
    if (callback.kind === 'stop') return stopCode(press, callback.question);
    if (callback.kind === 'remove') return remove(press, callback.messageIds);
    if (callback.onlyInPractice === true && !isPractising(user)) return responder.respond(press, practiceIsOff(say));
    const typed = readButtonWords(callback.words);
    const command = commands.find(typed.name);
    if (command === undefined) return responder.respond(press, unknownCommand(say, typed, undefined));
    await runner.run(press, command, typed);
  };
}
