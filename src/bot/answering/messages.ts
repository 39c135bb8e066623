// Handles a message: a command, the answer to an open question, or a few words on what can be said.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import type { Dialog, UserRecord } from '../../model/user.js';
import { speak } from '../../text/index.js';
import { placeText } from './codeQuestions.js';
import type { Command, Reply } from '../command.js';
import { readButtonWords, splitWords, type CommandList, type TypedCommand } from '../commandList.js';
import { errorName } from '../errorName.js';
import type { IncomingMessage } from '../incoming.js';
import { deleteItYourself, dialogExpired, forwardedCommand, lateCode, unknownCommand } from './ownReplies.js';
import type { Responder } from '../sending/responder.js';
import { takePicture } from './pictures.js';
import type { Runner } from './runner.js';

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
  /** Takes a message out of the chat; true when it is gone. */
  deleteMessage(message: IncomingMessage): Promise<boolean>;
  /** Told of each text that may have been the code or PIN that was asked for. */
  readonly onCode: (userId: UserId) => Promise<void>;
}

const isSecretAnswer = (command: Pick<Command<never>, 'secretAnswers'> | undefined, step: string): boolean =>
  command?.secretAnswers === true || (Array.isArray(command?.secretAnswers) && command.secretAnswers.includes(step));

/** Handles one message; rejects only for what nobody expected. */
export function createMessageHandler<Core>(parts: MessageParts<Core>): (message: IncomingMessage) => Promise<void> {
  const { commands, runner, responder } = parts;
  const sayTo = (message: IncomingMessage) => speak(runner.userOf(message).settings.language);

  /** The message goes first, so that whatever happens next it no longer stands in the chat. */
  async function withoutSecret(message: IncomingMessage, work: () => Promise<void>): Promise<void> {
    const isGone = await parts.deleteMessage(message);
    await work();
    if (!isGone) await responder.respond(message, deleteItYourself(sayTo(message)));
  }

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

  async function refuseUnknown(message: IncomingMessage, typed: TypedCommand): Promise<void> {
    const nearest = commands.nearest(typed.name);
    const mayBeSecret = nearest?.secret === true && typed.words.length > 0;
    const refuse = (): Promise<void> => responder.respond(message, unknownCommand(sayTo(message), typed, nearest));
    await (mayBeSecret ? withoutSecret(message, refuse) : refuse());
  }

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
    const place = placeText(user, text, message.replyTo, parts.clock.now());
    if (place === 'lateCode' || place === 'earlierQuestion') return withoutSecret(message, () => refuseCode(parts, message, user, place));
    if (place === 'answer' && user.dialog !== undefined) return answerDialog(message, user.dialog, text);
    const command = commands.recognising(text);
    if (command !== undefined) return runTyped(message, command, { name: command.name, rest: text.trim(), words: splitWords(text) });
    await responder.respond(message, parts.hint(runner.userOf(message)));
  }

  return async (message) => {
    const { text, inPrivate } = message;
    if (text === undefined) return inPrivate ? takePicture(parts, message, runTyped) : undefined;
    const typed = commands.read(text, parts.botName());
    if (typed === 'other') return;
    const command = typed === undefined ? undefined : commands.find(typed.name);
    if (typed !== undefined && command !== undefined) return message.isForwarded === true ? refuseForwarded(message, command, typed) : runTyped(message, command, typed);
    if (typed === undefined) return inPrivate ? freeText(message, text) : undefined;
    // A secret may begin with a slash: while one is asked for, only a known command is a command.
    const dialog = inPrivate ? runner.userOf(message).dialog : undefined;
    if (dialog !== undefined && isSecretAnswer(commands.find(dialog.command), dialog.step)) return answerDialog(message, dialog, text);
    await refuseUnknown(message, typed);
  };
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
