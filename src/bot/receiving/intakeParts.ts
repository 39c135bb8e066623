// What the intake, and the first pass before it, are given.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { Say } from '../../text/index.js';
import type { AllowedUsers } from '../access.js';
import type { CommandList } from '../commandList.js';
import type { Incoming, IncomingMessage } from '../incoming.js';
import type { PressAnswers } from '../sending/pressAnswers.js';
import type { InboundRate } from './inboundRate.js';
import type { Inbox } from './inbox.js';
import type { Notices } from './notices.js';
import type { Sequence } from './sequence.js';

export interface IntakeParts {
  readonly allowedUsers: AllowedUsers;
  readonly commands: CommandList<never>;
  readonly inbox: Inbox;
  readonly sequence: Sequence;
  readonly rate: InboundRate;
  readonly notices: Notices;
  readonly answers: PressAnswers;
  readonly clock: Clock;
  readonly log: Log;
  /** True where a refused update comes again: then one that cannot be kept is refused, and otherwise handled from memory. */
  readonly refusesUnkept: boolean;
  botName(): string;
  /** In the language saved for the sender; for somebody unknown, in that of their Telegram. */
  sayTo(incoming: Incoming): Say;
  handle(incoming: Incoming): Promise<void>;
  /** Told of a message that is refused, of somebody who may use the bot, in private: a secret in it does not stay. Never throws. */
  onRefused(message: IncomingMessage): void;
}
