// Handles a message: a command, the answer to an open question, or a few words on what can be said.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import { isLateCode } from '../../model/secrets/lateCode.js';
import type { Dialog, UserRecord } from '../../model/user.js';
import { speak } from '../../text/index.js';
import { placeText } from './codeQuestions.js';
import type { Command, Reply } from '../command.js';
import { readButtonWords, splitWords, type CommandList, type TypedCommand } from '../commandList.js';
import { errorName } from '../errorName.js';
import type { IncomingMessage } from '../incoming.js';
import { dialogExpired, forwardedAnswer, forwardedCommand, lateCode, unknownCommand } from './ownReplies.js';
import type { Responder } from '../sending/responder.js';
import { takePicture } from './pictures.js';
import type { Runner } from './runner.js';
import { foundIn, isSecretAnswer, secretIn, secretQuestion } from '../secretIn.js';
import { createSecretMessages, type SecretMessages } from './secretMessages.js';
import type { DeleteMessage } from '../telegram/secrets.js';

export interface MessageParts<Core> {
  readonly commands: CommandList<Core>;
  readonly runner: Runner<Core>;
  readonly responder: Responder;
  readonly clock: Clock;
  readonly log: Log;
  botName(): string;
  hint(user: UserRecord): Reply;
  onStarted?(userId: UserId): Promise<void>;
  /** What the payload of a link into the chat asks for, as typed without the slash; undefined for the greeting. */
  followLink?(payload: string): string | undefined;
  readonly deleteMessage: DeleteMessage;
  /** Told of each text that may have been the code or PIN that was asked for. */
  readonly onCode: (userId: UserId) => Promise<void>;
}

/** A word of so many letters behind a command that was meant to be a secret one may be its secret. */
const secretWordLeast = 12;

/** Handles one message; rejects only for what nobody expected. */
export function createMessageHandler<Core>(parts: MessageParts<Core>): (message: IncomingMessage) => Promise<void> {
  const { commands, runner, responder } = parts;
  const sayTo = (message: IncomingMessage) => speak(runner.userOf(message).settings.language);

  const secrets = createSecretMessages(parts);
  const withoutSecret: SecretMessages['withoutSecret'] = (message, work) => secrets.withoutSecret(message, work);
  const { answerDialog, freeText } = createAnswers(parts, secrets, runTyped);

  async function runTyped(message: IncomingMessage, command: Command<Core>, typed: TypedCommand): Promise<void> {
    const run = (): Promise<void> => (command.name === 'start' ? startOrFollow(parts, message, command, typed) : runner.run(message, command, typed));
    await (command.secret === true && typed.words.length > 0 ? withoutSecret(message, run) : run());
    if (command.name === 'start' && message.inPrivate) {
      await parts.onStarted?.(message.userId).catch((error: unknown) => parts.log.warn('resume after start failed', { error: errorName(error) }));
    }
  }

  /** Whoever passes a command on may not know what it does, and did not write it. */
  async function refuseForwarded(message: IncomingMessage, command: Command<Core>, typed: TypedCommand): Promise<void> {
    const refuse = (): Promise<void> => responder.respond(message, forwardedCommand(sayTo(message), command.locks === true));
    await (command.secret === true && typed.words.length > 0 ? withoutSecret(message, refuse) : refuse());
  }

  /** Nothing is deleted for the sake of a command that was not typed. */
  async function refuseUnknown(message: IncomingMessage, typed: TypedCommand): Promise<void> {
    const nearest = commands.nearest(typed.name);
    const mayBeSecret = nearest?.secret === true && typed.words.some((word) => /^\d{4,8}$/.test(word) || word.length >= secretWordLeast);
    await responder.respond(message, unknownCommand(sayTo(message), typed, nearest));
    if (message.inPrivate && (mayBeSecret || foundIn(message) !== undefined)) await secrets.offer(message);
  }

  /** A picture, a file, a voice message and the like, in private. */
  async function wordless(message: IncomingMessage): Promise<void> {
    const question = secretQuestion(commands, runner.userOf(message), parts.clock.now());
    // It may show the key that is asked for.
    if (question !== undefined) return withoutSecret(message, () => takePicture(parts, message, runTyped));
    const secret = secretIn(commands, parts.botName(), message, runner.userOf(message), parts.clock.now());
    if (secret?.certainty === 'certain') return secrets.remove(message, secret.what);
    await takePicture(parts, message, runTyped);
    if (secret !== undefined) await secrets.offer(message);
  }

  async function known(message: IncomingMessage, command: Command<Core>, typed: TypedCommand): Promise<void> {
    const found = command.secret === true && typed.words.length > 0 ? undefined : foundIn(message);
    if (found?.certainty === 'certain') return secrets.remove(message, found.what);
    await (message.isForwarded === true ? refuseForwarded(message, command, typed) : runTyped(message, command, typed));
    // A command is given transaction ids and numbers; what its writer calls a secret is one.
    if (found !== undefined && found.what !== 'shape' && message.inPrivate) await secrets.offer(message);
  }

  return async (message) => {
    const { text, inPrivate } = message;
    if (message.onlyForSecrets === true) return inPrivate ? secrets.lookOnly(message) : undefined;
    if (text === undefined) return inPrivate ? wordless(message) : undefined;
    const typed = commands.read(text, parts.botName());
    if (typed === 'other') return inPrivate ? secrets.lookOnly({ ...message, onlyForSecrets: true }) : undefined;
    const command = typed === undefined ? undefined : commands.find(typed.name);
    if (typed !== undefined && command !== undefined) return known(message, command, typed);
    if (typed === undefined) return inPrivate ? freeText(message, text) : undefined;
    // A secret may begin with a slash: while one is asked for, only a known command is a command.
    const dialog = inPrivate ? runner.userOf(message).dialog : undefined;
    if (dialog !== undefined && message.isForwarded !== true && isSecretAnswer(commands.find(dialog.command), dialog.step)) return answerDialog(message, dialog, text);
    const found = foundIn(message);
    if (found?.certainty === 'certain') return secrets.remove(message, found.what);
    await refuseUnknown(message, typed);
  };
}

interface Answers {
  readonly answerDialog: (message: IncomingMessage, dialog: Dialog, text: string) => Promise<void>;
  readonly freeText: (message: IncomingMessage, text: string) => Promise<void>;
}

function createAnswers<Core>(
  parts: MessageParts<Core>, secrets: SecretMessages, runTyped: (message: IncomingMessage, command: Command<Core>, typed: TypedCommand) => Promise<void>,
): Answers {
  const { commands, runner, responder } = parts;
  const sayTo = (message: IncomingMessage) => speak(runner.userOf(message).settings.language);
  const withoutSecret: SecretMessages['withoutSecret'] = (message, work) => secrets.withoutSecret(message, work);

  async function answerDialog(message: IncomingMessage, dialog: Dialog, text: string): Promise<void> {
    const command = commands.find(dialog.command);
    const isOver = dialog.expiresAt <= parts.clock.now() || command?.answer === undefined;
    if (isOver) await runner.endDialog(runner.userOf(message));
    if (command?.answer === undefined) return responder.respond(message, parts.hint(runner.userOf(message)));
    const answer = (): Promise<void> =>
      isOver ? responder.respond(message, dialogExpired(sayTo(message), command.name)) : runner.answer(message, command, dialog, text);
    if (!isSecretAnswer(command, dialog.step)) return answer();
    await withoutSecret(message, async () => {
      await answer();
      if (dialog.forCode === true && runner.userOf(message).dialog?.forCode !== true) await parts.onCode(message.userId);
    });
  }

  /** A text that is no command: the answer to an open question, or something a command knows by its looks. */
  async function freeText(message: IncomingMessage, text: string): Promise<void> {
    const user = runner.userOf(message);
    const found = foundIn(message);
    if (secretQuestion(commands, user, parts.clock.now()) === undefined && found?.certainty === 'certain') return secrets.remove(message, found.what);
    const isForwarded = message.isForwarded === true && isOpen(user) && commands.find(user.dialog?.command ?? '')?.forwardedAnswers?.includes(user.dialog?.step ?? '') !== true;
    const place = placeText(user, text, message.replyTo, parts.clock.now());
    if (place === 'lateCode' || place === 'earlierQuestion') return withoutSecret(message, () => refuseCode(parts, message, user, place));
    if (place === 'answer' && user.dialog !== undefined && !isForwarded) return answerAsked(message, user.dialog, text, found !== undefined || isLateCode(user.codeAsked, text, parts.clock.now()));
    if (isForwarded && secretQuestion(commands, user, parts.clock.now()) !== undefined) return withoutSecret(message, () => responder.respond(message, forwardedAnswer(sayTo(message))));
    const command = commands.recognising(text);
    if (command !== undefined) await runTyped(message, command, { name: command.name, rest: text.trim(), words: splitWords(text) });
    else if (isForwarded) await responder.respond(message, forwardedAnswer(sayTo(message)));
    else if (found === undefined) await responder.respond(message, parts.hint(runner.userOf(message)));
    if (found !== undefined) await secrets.offer(message);
  }

  /** What may be a secret, and was not taken for the answer, is offered for deletion. */
  async function answerAsked(message: IncomingMessage, dialog: Dialog, text: string, mayBeSecret: boolean): Promise<void> {
    await answerDialog(message, dialog, text);
    const after = runner.userOf(message).dialog;
    const isStillAsked = after?.command === dialog.command && after.step === dialog.step;
    if (mayBeSecret && isStillAsked && !isSecretAnswer(commands.find(dialog.command), dialog.step)) await secrets.offer(message);
  }

  const isOpen = ({ dialog }: UserRecord): boolean => dialog !== undefined && dialog.expiresAt > parts.clock.now();

  return { answerDialog, freeText };
}

/** It answers no open question, so it is used for nothing; that it may be a code is reason enough to take it out of the chat. */
async function refuseCode<Core>({ clock, onCode, responder }: MessageParts<Core>, message: IncomingMessage, user: UserRecord, place: 'lateCode' | 'earlierQuestion'): Promise<void> {
  const say = speak(user.settings.language);
  await onCode(user.id);
  const isOther = user.dialog !== undefined && user.dialog.expiresAt > clock.now();
  await responder.respond(message, place === 'earlierQuestion' ? { text: say('bot.earlierQuestion') } : lateCode(say, user.codeAsked?.command, isOther));
}

/** "/start price_btc" is what Telegram makes of t.me/<bot>?start=price_btc. */
async function startOrFollow<Core>(parts: MessageParts<Core>, message: IncomingMessage, start: Command<Core>, typed: TypedCommand): Promise<void> {
  const words = message.inPrivate && typed.rest !== '' ? parts.followLink?.(typed.rest) : undefined;
  const asked = words === undefined ? undefined : readButtonWords(words);
  const command = asked === undefined ? undefined : parts.commands.find(asked.name);
  await (asked === undefined || command === undefined ? parts.runner.run(message, start, typed) : parts.runner.run(message, command, asked));
}
