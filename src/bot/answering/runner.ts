// Runs a command for a person: may they, with what, and what is said when it fails.
import { isCodeWords } from '../../model/callback.js';
import { UnavailableError, UserError } from '../../model/errors.js';
import type { Clock, Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import { isPractising } from '../../model/practice.js';
import { newUser, type Dialog, type UserRecord } from '../../model/user.js';
import type { Store } from '../../storage/store.js';
import { speak } from '../../text/index.js';
import { marked } from '../../text/cards/practiceCard.js';
import { openCode } from './codeQuestions.js';
import type { Command, Reply, Request, SetDialog } from '../command.js';
import { splitWords, type CommandList, type TypedCommand } from '../commandList.js';
import { QuestionBarredError } from './dialogs.js';
import type { Download } from '../telegram/download.js';
import { errorName } from '../errorName.js';
import type { Incoming, IncomingImage, IncomingMessage } from '../incoming.js';
import { linkFirst, lockedReply, practiceFirst, privateOnly, questionBarred } from './ownReplies.js';
import type { Responder } from '../sending/responder.js';
import { userErrorReply } from './userErrors.js';
import type { Work, WorkSigns } from '../sending/workSigns.js';

/** A command that takes longer is answered with an apology, so that its user's later messages are not held up for ever. */
export const commandTimeoutMs = 90_000;

export interface RunnerParts<Core> {
  readonly commands: CommandList<Core>;
  readonly core: Core;
  readonly store: Store;
  readonly responder: Responder;
  readonly signs: WorkSigns;
  readonly download: Download;
  readonly setDialog: SetDialog;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  botName(): string;
}

export interface Runner<Core> {
  /** The record, or for a person met only in a group one that is not stored. */
  userOf(incoming: Incoming): UserRecord;
  /** Runs a command as typed or pressed. Never rejects. */
  run(incoming: Incoming, command: Command<Core>, typed: TypedCommand): Promise<void>;
  /** Gives a dialog its answer. Never rejects. */
  answer(incoming: Incoming, command: Command<Core>, dialog: Dialog, text: string): Promise<void>;
  /** Fetches a picture and gives it to the command. Never rejects. */
  picture(message: IncomingMessage, command: Command<Core>, image: IncomingImage): Promise<void>;
  /** Fetches a picture and gives it to a dialog as its answer. Never rejects. */
  answerPicture(message: IncomingMessage, command: Command<Core>, dialog: Dialog, image: IncomingImage): Promise<void>;
  /** Ends the open dialog, if any. Never rejects. */
  endDialog(user: UserRecord): Promise<void>;
  /** What a failure says to the person; an unexpected one is logged, by name and reference only. */
  explain(user: UserRecord, what: string, error: unknown): Reply;
}

export function createRunner<Core>(parts: RunnerParts<Core>): Runner<Core> {
  const { clock, core, log, responder } = parts;
  const dialogs = createDialogEnds(parts);

  const userOf = (incoming: Incoming): UserRecord => userIn(parts, incoming);

  function explain(user: UserRecord, what: string, error: unknown): Reply {
    const reference = newReference(parts.random);
    if (!(error instanceof UserError)) log.warn('command failed', { command: what, error: errorName(error), reference });
    return userErrorReply(error, speak(user.settings.language), reference);
  }

  async function leaveOtherDialog(incoming: Incoming, command: Command<Core>): Promise<UserRecord> {
    await dialogs.leaveOther(userOf(incoming), command.name);
    return userOf(incoming);
  }

  async function reply(incoming: Incoming, user: UserRecord, command: Command<Core>, work: (progress: Work['progress']) => Promise<Reply | readonly Reply[]>, asked?: TypedCommand): Promise<void> {
    const signs = parts.signs.begin(incoming);
    let replies: Reply | readonly Reply[];
    try {
      replies = await withinTime(clock, () => work((text) => signs.progress(text)));
    } catch (error) {
      if (error instanceof QuestionBarredError) return responder.respond(incoming, questionBarred(userOf(incoming), error.bar, wordsOf(command, asked), clock.now()), await signs.end());
      replies = explain(user, command.name, error);
    }
    // A card's Confirm that was pressed twice has asked nothing, and leaves nothing.
    if (asked !== undefined && !isCodeWords(asked.words)) await dialogs.leaveCode(user);
    await responder.respond(incoming, inMode(user, command, replies), await signs.end());
  }

  return {
    userOf,
    explain,
    endDialog: (user) => dialogs.end(user),
    async run(incoming, command, typed) {
      const user = await leaveOtherDialog(incoming, command);
      const refused = refusal(parts, incoming, user, command);
      if (refused !== undefined) return responder.respond(incoming, refused);
      const via = incoming.kind === 'press' ? 'button' : 'message';
      await reply(incoming, user, command, (progress) => command.run(toRequest(incoming, user, typed, via, progress), core), typed);
    },
    async answer(incoming, command, dialog, text) {
      const user = await mayAnswer(parts, dialogs, incoming, command);
      const typed = { name: command.name, rest: text.trim(), words: splitWords(text) };
      if (user !== undefined) await reply(incoming, user, command, async (progress) => (await command.answer?.(toRequest(incoming, user, typed, 'answer', progress), dialog, core)) ?? []);
    },
    async answerPicture(message, command, dialog, image) {
      const user = await mayAnswer(parts, dialogs, message, command);
      const typed = { name: command.name, rest: '', words: [] };
      if (user !== undefined) await reply(message, user, command, (progress) => parts.download(image, async (bytes) =>
        (await command.answerPicture?.(toRequest(message, user, typed, 'answer', progress), dialog, bytes, core)) ?? []));
    },
    async picture(message, command, image) {
      const user = await leaveOtherDialog(message, command);
      const refused = refusal(parts, message, user, command);
      if (refused !== undefined) return responder.respond(message, refused);
      const typed = { name: command.name, rest: '', words: [] };
      await reply(message, user, command, (progress) =>
        parts.download(image, async (bytes) => (await command.picture?.(toRequest(message, user, typed, 'message', progress), bytes, core)) ?? []), typed);
    },
  };
}

/** In Telegram the private chat with a person has that person's id. */
const userIn = <Core>({ store, clock }: RunnerParts<Core>, { userId, firstName, language }: Incoming): UserRecord => store.read(userId) ?? newUser(userId, userId, firstName, clock.now(), language);

/** The person whose dialog takes an answer now; undefined when it has ended, and why was said. */
async function mayAnswer<Core>(parts: RunnerParts<Core>, dialogs: DialogEnds, incoming: Incoming, command: Command<Core>): Promise<UserRecord | undefined> {
  const user = userIn(parts, incoming);
  const refused = refusal(parts, incoming, user, command);
  if (refused === undefined) return user;
  await dialogs.end(user);
  await parts.responder.respond(incoming, refused);
  return undefined;
}

interface DialogEnds {
  /** Ends the open dialog, if any. Never rejects. */
  end(user: UserRecord): Promise<void>;
  /** Ends a dialog of another command. A question for a code stays open until it is certain that the command asks nothing in its place. */
  leaveOther(user: UserRecord, command: string): Promise<void>;
  /** A command has run and asked nothing: the question for a code that `before` has open is left. One asked anew meanwhile, whose message is still to come, stays. */
  leaveCode(before: UserRecord): Promise<void>;
}

function createDialogEnds({ clock, log, setDialog, store }: Pick<RunnerParts<never>, 'clock' | 'log' | 'setDialog' | 'store'>): DialogEnds {
  async function end(user: UserRecord): Promise<void> {
    if (user.dialog === undefined) return;
    await setDialog({ user, via: 'message' }, undefined).catch((error: unknown) => log.warn('dialog not ended', { error: errorName(error) }));
  }
  return {
    end,
    async leaveOther(user, command) {
      if (user.dialog?.command !== command && openCode(user, clock.now()) === undefined) await end(user);
    },
    async leaveCode(before) {
      const asked = openCode(before, clock.now());
      const after = store.read(before.id);
      if (asked === undefined || after?.dialog?.expiresAt !== asked.expiresAt || after.dialog.messageIds?.length !== asked.messageIds?.length) return;
      await end(after);
    },
  };
}

/** What a button must say to ask the same again; a secret is never put on one. */
const wordsOf = <Core>({ name, secret }: Command<Core>, typed: TypedCommand | undefined): string =>
  (secret === true || typed === undefined ? name : `${name} ${typed.rest}`.trim());

/** Why this person may not run this command here and now; undefined when they may. */
function refusal<Core>(parts: RunnerParts<Core>, incoming: Incoming, user: UserRecord, command: Command<Core>): Reply | undefined {
  const say = speak(user.settings.language);
  if (command.where === 'private' && !incoming.inPrivate) return privateOnly(say, parts.botName(), command.name);
  if (command.access !== 'linked') return undefined;
  const practising = isPractising(user);
  if (user.link === undefined && !(practising && command.inPractice === 'works')) return linkFirst(say, parts.commands.find('link')?.name);
  if (practising && command.inPractice === 'barred') return practiceFirst(say);
  return user.lock !== undefined && command.whileLocked !== true ? lockedReply(say) : undefined;
}

/** Whatever a command says of play money has the mark of practice, be it a card, a list or why something cannot be. */
function inMode<Core>(user: UserRecord, { inPractice }: Command<Core>, replies: Reply | readonly Reply[]): Reply | readonly Reply[] {
  if (inPractice !== 'works' || !isPractising(user)) return replies;
  const say = speak(user.settings.language);
  return [replies].flat().map((reply: Reply) => marked(say, reply));
}

function toRequest(incoming: Incoming, user: UserRecord, typed: TypedCommand, via: Request['via'], progress: Work['progress']): Request {
  const { inPrivate, messageId, updateId } = incoming;
  return { user, words: typed.words, rest: typed.rest, via, inPrivate, messageId, updateId, progress };
}

async function withinTime<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  let cancel = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(commandTimeoutMs, () => reject(new UnavailableError('timeout', 'command')));
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    cancel();
  }
}

const referenceLetters = 'abcdefghjkmnpqrstuvwxyz23456789';
const newReference = (random: Random): string => Array.from({ length: 6 }, () => referenceLetters[Math.floor(random() * referenceLetters.length)] ?? '').join('');
