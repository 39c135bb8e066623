// What a command is: one value of this type per file in commands/.
import type { MessageContent, MessageId, Rich } from '../model/message.js';
import type { Dialog, UserRecord } from '../model/user.js';
import type { TextKey } from '../text/language.js';

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
  /** Says how far long work has come: one message, edited by later calls, replaced by the reply. Never rejects. */
  readonly progress: (text: Rich) => Promise<void>;
}

/** A file sent along with a reply; the reply's text is its caption. */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Reply extends MessageContent {
  /** A card: its draft learns which message shows it. */
  readonly draftId?: string;
  /** Edit the message the button stands on instead of sending a new one; ignored for typed commands. */
  readonly inPlace?: boolean;
  /** Ask Telegram to show a reply field (for dialogs). */
  readonly forceReply?: boolean;
  /** Goes before a picture; Telegram shows one of the two. */
  readonly document?: Attachment;
  /** Keys under the text box, each of which sends its label; 'off' takes them away. Not together with buttons. */
  readonly keyboard?: Keyboard;
}

/** Labels by row. */
export type Keyboard = readonly (readonly string[])[] | 'off';

export type CommandFamily = 'start' | 'market' | 'trade' | 'account' | 'money' | 'notify' | 'settings';

/** `Core` is what commands/ may ask of the rest; bot/ only hands it through. */
export interface Command<Core> {
  /** 1 to 32 of a-z, 0-9, _ */
  readonly name: string;
  readonly aliases: readonly string[];
  /** What people call it in other words or languages: understood like an alias, and listed nowhere. */
  readonly alsoCalled?: readonly string[];
  readonly family: CommandFamily;
  /** `linked` commands answer with how to link when there is no key. */
  readonly access: 'anyone' | 'linked';
  /** `private` commands answer with a link to the private chat when used in a group. */
  readonly where: 'private' | 'anywhere';
  /**
   * What of it a tap or a link may hold that nobody typed. `reads`: it shows and changes nothing, whatever words are typed with it;
   * `card`: its words end in a card that waits for Confirm; `alone`: without words it asks or shows; `instead`: another
   * command, alone. Absent: it changes something or takes a secret at once, so it is typed.
   */
  readonly offered?: 'reads' | 'card' | 'alone' | { readonly instead: string };
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
  /** `true`: every answer is a secret; otherwise those to the steps named. */
  readonly secretAnswers?: true | readonly string[];
  /** Steps whose answer may be somebody else's words, passed on: an address, an invoice. Any other answer is the person's own. */
  readonly forwardedAnswers?: readonly string[];
  /** True for a free text, or one below a picture, that is meant for this command, such as a forwarded invoice; it is then run with that text. */
  recognises?(text: string): boolean;
  /** A picture sent to the private chat that answers no question; at most one command takes them. */
  picture?(request: Request, image: Uint8Array, core: Core): Promise<Reply | readonly Reply[]>;
  /** A picture sent while its own dialog is open. Without it the picture is refused and the question stays. */
  answerPicture?(request: Request, dialog: Dialog, image: Uint8Array, core: Core): Promise<Reply | readonly Reply[]>;
  /** Takes long: while a press of one of its buttons waits or is handled, the same press again is answered with a toast. */
  readonly onePressAtATime?: true;
  /** While practice is on: `works` on the practice account, without a key too, and every reply is marked; `barred` is refused. Absent: on the real account, as ever. */
  readonly inPractice?: 'works' | 'barred';
  /** Locks the account of whoever asks: it is carried out before all that they sent, however much that is (receiving/locksFirst.ts). */
  readonly locks?: true;
  /** Does something for a user whose account is locked: lowers a risk, unlocks, or shows what is public anyway. */
  readonly whileLocked?: true;
}

/**
 * Sets or ends (undefined) the dialog a user is in. In answering a question for a code its answer has come; however else
 * one is ended, it goes without.
 * @throws QuestionBarredError while the code of another question is waited for, or was until a moment ago.
 */
export type SetDialog = (by: Pick<Request, 'user' | 'via'>, dialog: Dialog | undefined) => Promise<void>;
