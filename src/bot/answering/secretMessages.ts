// Takes a message with a secret out of the chat, or offers to.
import type { Clock } from '../../model/clock.js';
import { speak, type Say } from '../../text/index.js';
import type { CommandList } from '../commandList.js';
import type { IncomingMessage } from '../incoming.js';
import { secretIn, type Secret } from '../secretIn.js';
import type { Responder } from '../sending/responder.js';
import type { DeleteMessage } from '../telegram/secrets.js';
import { deleteItYourself, offerRemoval, secretRemoved } from './ownReplies.js';
import type { Runner } from './runner.js';

export interface SecretMessageParts<Core> {
  readonly commands: CommandList<Core>;
  readonly runner: Runner<Core>;
  readonly responder: Responder;
  readonly clock: Clock;
  botName(): string;
  readonly deleteMessage: DeleteMessage;
}

export interface SecretMessages {
  /** The message goes first, so that whatever happens next it no longer stands in the chat. */
  withoutSecret(message: IncomingMessage, work: () => Promise<void>): Promise<void>;
  /** Takes it out of the chat, says so, and does nothing else with it. */
  remove(message: IncomingMessage, what: Secret['what']): Promise<void>;
  offer(message: IncomingMessage): Promise<void>;
  /** Looks at a message that is not followed: without a secret in it nothing is said. */
  lookOnly(message: IncomingMessage): Promise<void>;
}

export function createSecretMessages<Core>(parts: SecretMessageParts<Core>): SecretMessages {
  const { clock, commands, deleteMessage, responder, runner } = parts;
  const sayTo = (message: IncomingMessage): Say => speak(runner.userOf(message).settings.language);

  async function remove(message: IncomingMessage, what: Secret['what']): Promise<void> {
    const isGone = await deleteMessage(message, message.messageId);
    const mayLink = what === 'pair' && message.inPrivate && runner.userOf(message).link === undefined;
    await responder.respond(message, secretRemoved(sayTo(message), isGone, mayLink ? commands.find('link')?.name : undefined));
  }

  const offer = (message: IncomingMessage): Promise<void> => responder.respond(message, offerRemoval(sayTo(message), [message.messageId]));

  return {
    remove,
    offer,
    async withoutSecret(message, work) {
      const isGone = await deleteMessage(message, message.messageId);
      await work();
      if (!isGone) await responder.respond(message, deleteItYourself(sayTo(message)));
    },
    async lookOnly(message) {
      const secret = secretIn(commands, parts.botName(), message, runner.userOf(message), clock.now());
      if (secret?.certainty === 'certain') await remove(message, secret.what);
      else if (secret !== undefined) await offer(message);
    },
  };
}
