// Whether a message gives away a secret, whatever else it is.
import { findSecret, type FoundSecret } from '../model/secrets/findSecret.js';
import { isLateCode } from '../model/secrets/lateCode.js';
import type { Dialog, UserRecord } from '../model/user.js';
import type { Command } from './command.js';
import type { CommandList } from './commandList.js';
import type { IncomingMessage } from './incoming.js';

/** asked: it was asked for, or typed where a secret stands. Else as found by its looks. */
export type Secret = FoundSecret | { readonly certainty: 'certain'; readonly what: 'asked' };

/** True for an answer to this step that is deleted before it is used. */
export const isSecretAnswer = (command: Pick<Command<never>, 'secretAnswers'> | undefined, step: string): boolean =>
  command?.secretAnswers === true || (Array.isArray(command?.secretAnswers) && command.secretAnswers.includes(step));

/** The question for a secret that is open at `now`, ms since 1970. */
export const secretQuestion = (commands: CommandList<never>, { dialog }: UserRecord, now: number): Dialog | undefined =>
  (dialog !== undefined && dialog.expiresAt > now && isSecretAnswer(commands.find(dialog.command), dialog.step) ? dialog : undefined);

/** By its looks alone, in all that was written; a certain one before a likely one. */
export function foundIn({ text, caption, besides = [] }: Pick<IncomingMessage, 'text' | 'caption' | 'besides'>): FoundSecret | undefined {
  const found = [text, caption, ...besides].map((written) => (written === undefined ? undefined : findSecret(written))).filter((one) => one !== undefined);
  return found.find(({ certainty }) => certainty === 'certain') ?? found[0];
}

/** True for a command whose words are secret, with words. */
function isSecretCommand(commands: CommandList<never>, written: string | undefined, botName: string): boolean {
  const typed = written === undefined ? undefined : commands.read(written, botName);
  return typed !== undefined && typed !== 'other' && typed.words.length > 0 && commands.find(typed.name)?.secret === true;
}

/** Of a message that is not handled: refused, edited, sent by way of a bot. `now` is ms since 1970. */
export function secretIn(commands: CommandList<never>, botName: string, message: IncomingMessage, user: UserRecord, now: number): Secret | undefined {
  const written = message.text ?? message.caption;
  const asked: Secret = { certainty: 'certain', what: 'asked' };
  if (isSecretCommand(commands, written, botName)) return asked;
  const question = secretQuestion(commands, user, now);
  const isOther = question === undefined && user.dialog !== undefined && user.dialog.expiresAt > now;
  if (written !== undefined && !isOther && isLateCode(user.codeAsked, written, now)) return asked;
  // An edit answers nothing: any earlier message may be edited while a question is open.
  const typed = message.text === undefined ? undefined : commands.read(message.text, botName);
  const isCommand = typed === 'other' || (typed !== undefined && commands.find(typed.name) !== undefined);
  if (question !== undefined && message.onlyForSecrets !== true && !isCommand) return asked;
  return foundIn(message);
}
