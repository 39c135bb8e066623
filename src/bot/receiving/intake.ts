// Decides for each update from Telegram whether it is handled, keeps what must not be lost, and puts it in its user's line.
//
//   batch -> readable, for us? -> allowed? -> new? -> within rate? -> kept (one write per user) -> the user's line -> handle
//                                                                     not kept: handled from memory, or refused to come again
import { readCallback } from '../../model/callback.js';
import type { UserId } from '../../model/message.js';
import type { Say } from '../../text/index.js';
import { isAllowed, type AllowedUsers } from '../access.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import { readButtonWords, readCommand, type CommandList } from '../commandList.js';
import { messagesPerMinute, type InboundRate } from './inboundRate.js';
import type { Inbox } from './inbox.js';
import { readIncoming, type Incoming } from '../incoming.js';
import type { Notices } from './notices.js';
import type { PressAnswers } from '../sending/pressAnswers.js';
import type { Sequence } from './sequence.js';

export interface IntakeParts {
  readonly allowedUsers: AllowedUsers;
  readonly commands: CommandList<never>;
  readonly inbox: Inbox;
  readonly sequence: Sequence;
  readonly rate: InboundRate;
  readonly notices: Notices;
  readonly answers: PressAnswers;
  /** True where a refused update comes again: then one that cannot be kept is refused, and otherwise handled from memory. */
  readonly refusesUnkept: boolean;
  botName(): string;
  /** In the language saved for the sender; for somebody unknown, in that of their Telegram. */
  sayTo(incoming: Incoming): Say;
  handle(incoming: Incoming): Promise<void>;
}

export interface Intake {
  /**
   * Takes a batch in. When it resolves every update of it is kept or harmless to lose, but those whose numbers it gives:
   * they were refused and nothing of them is handled. Handling goes on. Never rejects.
   */
  accept(updates: readonly unknown[]): Promise<ReadonlySet<number>>;
  /** Puts an update that was kept earlier in its user's line. */
  enqueue(incoming: Incoming): boolean;
}

/** Ids seen lately, of everybody: for strangers and for what is not stored. */
const recentLimit = 10_000;

export function createIntake(parts: IntakeParts): Intake {
  /** Presses of commands that take long, until they are handled: no more than wait in the users' lines. */
  const underWay = new Set<string>();
  const recent = new BoundedMap<number, true>(recentLimit);
  const isNew = (incoming: Incoming): boolean => !recent.has(incoming.updateId) && !parts.inbox.knows(incoming);

  function enqueue(incoming: Incoming): boolean {
    recent.set(incoming.updateId, true);
    const press = longPress(parts, incoming);
    const isInLine = parts.sequence.add(incoming.userId, async () => {
      try {
        await parts.handle(incoming);
      } finally {
        if (press !== undefined) underWay.delete(press);
      }
      await parts.inbox.finish(incoming.userId, incoming.updateId);
    });
    if (isInLine && press !== undefined) underWay.add(press);
    return isInLine;
  }

  /** Tells a second tap that the first is being worked on. */
  function isRepeated(incoming: Incoming, earlier: readonly Incoming[]): boolean {
    const press = longPress(parts, incoming);
    const isAgain = press !== undefined && (underWay.has(press) || earlier.some((one) => longPress(parts, one) === press));
    if (isAgain && incoming.kind === 'press') parts.answers.answer(incoming.callbackId, parts.sayTo(incoming)('bot.toast.underWay').text);
    return isAgain;
  }

  /** Forgets updates that come again. */
  function turnAway(updates: readonly Incoming[]): readonly number[] {
    for (const one of updates) recent.take(one.updateId);
    return updates.map((one) => one.updateId);
  }

  /** One user's updates of a batch, in order; gives the numbers of those that were refused. */
  async function acceptOf(userId: UserId, arrived: readonly Incoming[]): Promise<readonly number[]> {
    // Only words make somebody known: a button of an earlier time, or one whose deletion is told again, must not.
    const first = arrived.find((one) => one.kind === 'message' && one.inPrivate);
    const isWelcome = first === undefined || (await parts.inbox.welcome(first));
    if (!isWelcome && parts.refusesUnkept) return turnAway(arrived);
    const room = Math.max(0, parts.sequence.room(userId));
    const taken = arrived.slice(0, room);
    for (const one of arrived.slice(room)) refuse(parts, one, 'tooMany');
    for (const one of taken) if (one.kind === 'press') parts.answers.expect(one.callbackId);
    const isKept = await parts.inbox.keep(userId, taken.filter((one) => mayBeKept(parts, one)));
    if (!isKept && parts.refusesUnkept) return turnAway(taken);
    // Refused only while stopping: what was kept is then handled at the next start.
    for (const one of taken) enqueue(one);
    return [];
  }

  return {
    enqueue,
    async accept(updates) {
      const byUser = new Map<UserId, Incoming[]>();
      for (const update of updates) {
        const incoming = readIncoming(update);
        if (incoming === undefined || !isForUs(parts, incoming) || !isNew(incoming)) continue;
        recent.set(incoming.updateId, true);
        const earlier = byUser.get(incoming.userId) ?? [];
        if (!isAdmitted(parts, incoming) || isRepeated(incoming, earlier)) continue;
        byUser.set(incoming.userId, [...earlier, incoming]);
      }
      const refused = await Promise.all(Array.from(byUser, ([userId, arrived]) => acceptOf(userId, arrived)));
      return new Set(refused.flat());
    },
  };
}

/** In groups only commands that do not name another bot are for us. */
function isForUs(parts: IntakeParts, incoming: Incoming): boolean {
  if (incoming.inPrivate || incoming.kind === 'press') return true;
  const command = incoming.text === undefined ? undefined : readCommand(incoming.text, parts.botName());
  if (command === undefined || command === 'other') return false;
  return command.addressed || parts.commands.find(command.name) !== undefined;
}

function isAdmitted(parts: IntakeParts, incoming: Incoming): boolean {
  const { userId, kind } = incoming;
  const isWithinRate = parts.rate.admit(userId, kind);
  if (!isAllowed(parts.allowedUsers, userId)) {
    if (isWithinRate) refuseStranger(parts, incoming);
    return false;
  }
  if (!isWithinRate) {
    refuse(parts, incoming, 'slowDown');
    return false;
  }
  if (incoming.kind === 'message' || readCallback(incoming.data) !== undefined) return true;
  parts.answers.answer(incoming.callbackId, parts.sayTo(incoming)('bot.toast.invalid').text);
  return false;
}

/** In groups strangers are not answered: others would have to read it. */
function refuseStranger(parts: IntakeParts, incoming: Incoming): void {
  const say = parts.sayTo(incoming);
  if (incoming.kind === 'press') parts.answers.answer(incoming.callbackId, say('bot.toast.notYours').text);
  else if (incoming.inPrivate) parts.notices.tell(incoming.userId, incoming.chatId, 'stranger', say('bot.stranger', { id: incoming.userId }));
}

function refuse(parts: IntakeParts, incoming: Incoming, kind: 'slowDown' | 'tooMany'): void {
  const { userId, chatId } = incoming;
  const say = parts.sayTo(incoming);
  if (incoming.kind === 'message') parts.notices.tell(userId, chatId, kind, kind === 'slowDown' ? say('bot.slowDown', { limit: messagesPerMinute }) : say('bot.tooMany'));
  // A flood of presses is not answered with a flood of toasts.
  else if (parts.notices.isDue(userId, 'toast')) parts.answers.answer(incoming.callbackId, say('bot.toast.slowDown').text);
}

/** What tells such a press from others; undefined for all else. */
function longPress(parts: IntakeParts, incoming: Incoming): string | undefined {
  const callback = incoming.kind === 'press' ? readCallback(incoming.data) : undefined;
  if (callback?.kind !== 'run' || parts.commands.find(readButtonWords(callback.words).name)?.onePressAtATime !== true) return undefined;
  return `${incoming.userId} ${incoming.chatId} ${incoming.messageId} ${callback.words}`;
}

/** What may hold a secret never reaches the disk: free text, pictures, unknown commands (a slip may stand before a key), secret commands. */
function mayBeKept(parts: IntakeParts, incoming: Incoming): boolean {
  if (incoming.kind === 'press') return true;
  const typed = incoming.text === undefined ? undefined : parts.commands.read(incoming.text, parts.botName());
  if (typed === undefined || typed === 'other') return false;
  const command = parts.commands.find(typed.name);
  return command !== undefined && command.secret !== true;
}
