// Handles what has no text of its own: a picture, a file, a voice message and the like.
import type { Clock } from '../../model/clock.js';
import type { Dialog } from '../../model/user.js';
import { speak } from '../../text/index.js';
import type { Command } from '../command.js';
import { splitWords, type CommandList, type TypedCommand } from '../commandList.js';
import type { IncomingMessage } from '../incoming.js';
import type { Responder } from '../sending/responder.js';
import type { Runner } from './runner.js';

export interface PictureParts<Core> {
  readonly commands: CommandList<Core>;
  readonly runner: Runner<Core>;
  readonly responder: Responder;
  readonly clock: Clock;
}

/** The answer to an open question; else a text below it that a command knows by its looks; else a picture for the command that takes any. */
export async function takePicture<Core>(
  parts: PictureParts<Core>, message: IncomingMessage, runTyped: (message: IncomingMessage, command: Command<Core>, typed: TypedCommand) => Promise<void>,
): Promise<void> {
  const { commands, runner, responder } = parts;
  const { dialog, settings } = runner.userOf(message);
  if (dialog !== undefined && dialog.expiresAt > parts.clock.now()) return answerDialog(parts, message, dialog);
  const { caption = '', image } = message;
  const captioned = commands.recognising(caption);
  if (captioned !== undefined) return runTyped(message, captioned, { name: captioned.name, rest: caption.trim(), words: splitWords(caption) });
  const command = commands.forPictures;
  const say = speak(settings.language);
  if (command === undefined) return responder.respond(message, { text: say('bot.textOnly') });
  if (image === undefined) return responder.respond(message, { text: say('surface.textAndPictures') });
  await runner.picture(message, command, image);
}

/** What its command does not take leaves the question open. */
async function answerDialog<Core>({ commands, runner, responder }: PictureParts<Core>, message: IncomingMessage, dialog: Dialog): Promise<void> {
  const command = commands.find(dialog.command);
  if (command?.answerPicture !== undefined && message.image !== undefined) return runner.answerPicture(message, command, dialog, message.image);
  await responder.respond(message, { text: speak(runner.userOf(message).settings.language)('bot.wordsWanted') });
}
