// What a command is: one value of this type per file in commands/.
import type { MessageContent, MessageId, UserId } from '../model/message.js';
import type { Dialog, UserRecord } from '../model/user.js';
import type { TextKey } from '../text/index.js';

export interface Request {
  readonly user: UserRecord;
  /** The words after the command, split at white space. */
  readonly words: readonly string[];
  /** Everything after the command, trimmed. */
  readonly rest: string;
  /** How it came: typed, by a button of ours, or as the answer to a dialog. */
  readonly via: 'message' | 'button' | 'answer';
  readonly inPrivate: boolean;
  /** The message that carried it; for a button, the message the button stands on. */
  readonly messageId: MessageId;
  /** Unique and the same for a re-delivery: ids of things a command creates are derived from it. */
  readonly updateId: number;
}

export interface Reply extends MessageContent {
  /** A card: its draft learns which message shows it. */
  readonly draftId?: string;
  /** Edit the message the button stands on instead of sending a new one; ignored for typed commands. */
  readonly inPlace?: boolean;
  /** Ask Telegram to show a reply field (for dialogs). */
  readonly forceReply?: boolean;
}

export type CommandFamily = 'start' | 'market' | 'trade' | 'account' | 'notify' | 'settings';

/** `Core` is what commands/ may ask of the rest; bot/ only hands it through. */
export interface Command<Core> {
  /** 1 to 32 of a-z, 0-9, _ */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly family: CommandFamily;
  /** `linked` commands answer with how to link when there is no key. */
  readonly access: 'anyone' | 'linked';
  /** `private` commands answer with a link to the private chat when used in a group. */
  readonly where: 'private' | 'anywhere';
  /** Its words may be secret: the message is deleted before anything else and never stored. */
  readonly secret?: true;
  readonly summary: TextKey;
  /** As typed, for example "buy <amount> <coin> [@ price]". */
  readonly usage: string;
  /** Examples that would work, as typed without the slash. */
  examples(core: Core, user: UserRecord): readonly string[];
  run(request: Request, core: Core): Promise<Reply | readonly Reply[]>;
  /** The next message after the command has set a dialog; secret answers are deleted first, as `secretAnswers` says. */
  answer?(request: Request, dialog: Dialog, core: Core): Promise<Reply | readonly Reply[]>;
  readonly secretAnswers?: true;
}

/** Sets or ends (undefined) the dialog a user is in. */
export type SetDialog = (userId: UserId, dialog: Dialog | undefined) => Promise<void>;
