// Decides for each update from Telegram whether it is handled, keeps what must not be lost, and puts it in its user's line.
//
//   batch -> asks for the lock? -> locked first (locksFirst.ts)
//         -> readable, for us? -> new? -> known and allowed, or a stranger's turn (strangers.ts)? -> within rate? -> kept (one write per user) -> the user's line -> handle
//                                                                     not kept: handled from memory, or refused to come again
import { readCallback } from '../../model/callback.js';
import type { UserId } from '../../model/message.js';
import { isAllowed } from '../access.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import { readCommand } from '../commandList.js';
import { messagesPerMinute } from './inboundRate.js';
import type { IntakeParts } from './intakeParts.js';
import { createLongPresses } from './longPresses.js';
import { createLocksFirst } from './locksFirst.js';
import { readIncoming, type Incoming } from '../incoming.js';
import { foundIn } from '../secretIn.js';
import { createSequence } from './sequence.js';
import { createStrangers, type Strangers } from './strangers.js';

export interface Intake {
  /** Begins to lock the accounts of those who ask for it, before their updates have their turn in a batch. Never throws. */
  lockFirst(updates: readonly unknown[]): void;
  /**
   * Takes a batch in. When it resolves every update of it is kept, a stranger's, or harmless to lose, but those whose numbers it gives:
   * they were refused and nothing of them is handled. Handling goes on. Never rejects.
   */
  accept(updates: readonly unknown[]): Promise<ReadonlySet<number>>;
  /** Puts an update that was kept earlier in its user's line. */
  enqueue(incoming: Incoming): boolean;
  /** Forgets the strangers who wait, lets what is under way go on for at most `ms`, then starts no more. */
  close(ms: number): Promise<void>;
}

/** Ids seen lately, of everybody: for strangers and for what is not stored. */
const recentLimit = 10_000;

export function createIntake(parts: IntakeParts): Intake {
  const lockLine = createSequence(parts.clock, parts.log);
  const locks = createLocksFirst({ ...parts, lockLine });
  const presses = createLongPresses(parts.commands);
  const recent = new BoundedMap<number, true>(recentLimit);
  const strangers = createStrangers({ ...parts, onTurn: (one) => { if (isAdmitted(parts, one)) void acceptOf(one.userId, [one]); } });
  const isNew = (incoming: Incoming): boolean => !recent.has(incoming.updateId) && !strangers.hasMet(incoming.updateId) && !parts.inbox.knows(incoming);

  function enqueue(incoming: Incoming): boolean {
    recent.set(incoming.updateId, true);
    const isInLine = parts.sequence.add(incoming.userId, async () => {
      await parts.handle(incoming).finally(() => presses.end(incoming));
      await parts.inbox.finish(incoming.userId, incoming.updateId);
    });
    if (isInLine) presses.begin(incoming);
    return isInLine;
  }

  /** Tells a second tap that the first is being worked on. */
  function isRepeated(incoming: Incoming, earlier: readonly Incoming[]): boolean {
    const isAgain = presses.isRepeated(incoming, earlier);
    if (isAgain && incoming.kind === 'press') parts.answers.answer(incoming.callbackId, parts.sayTo(incoming)('bot.toast.underWay').text);
    return isAgain;
  }

  /** Forgets updates that come again, and gives their numbers. */
  function turnAway(updates: readonly Incoming[]): readonly number[] {
    for (const { updateId } of updates) {
      recent.take(updateId);
      strangers.forget(updateId);
    }
    return updates.map((one) => one.updateId);
  }

  const acceptOf = (userId: UserId, arrived: readonly Incoming[]): Promise<readonly number[]> => acceptPersons(parts, userId, arrived, { enqueue, turnAway });

  function isTaken(one: Incoming, earlier: readonly Incoming[]): boolean {
    if (!isNew(one) || isLeftUnanswered(parts, one)) return false;
    // What a stranger sent together with what has its turn comes along.
    if (earlier.length === 0 && isStranger(parts, strangers, one) && !strangers.take(one)) return false;
    recent.set(one.updateId, true);
    return isAdmitted(parts, one) && !isRepeated(one, earlier);
  }

  /** Gives the numbers of locks that were refused; undefined for what is no lock. */
  function lock(incoming: Incoming): Promise<readonly number[]> | undefined {
    const locked = locks.begin(incoming, isNew(incoming));
    if (locked !== undefined) recent.set(incoming.updateId, true);
    return locked?.then((isKept) => (isKept ? [] : turnAway([incoming])));
  }

  return {
    enqueue,
    async close(ms) {
      strangers.stop();
      await Promise.all([parts.sequence.close(ms), lockLine.close(ms)]);
    },
    lockFirst(updates) {
      for (const incoming of updates.map(readIncoming)) if (incoming !== undefined) void lock(incoming);
    },
    async accept(updates) {
      const arrived = updates.map(readIncoming).filter((one) => one !== undefined);
      // Their writes begin before anything else of the batch is looked at, and so come before any of the same people's.
      const locked = new Map(arrived.map((one) => [one.updateId, lock(one)]));
      const byUser = byPerson(arrived.filter((one) => locked.get(one.updateId) === undefined && isForUs(parts, one)), isTaken);
      const refused = await Promise.all([...locked.values(), ...Array.from(byUser, ([userId, some]) => acceptOf(userId, some))]);
      return new Set(refused.flatMap((some) => some ?? []));
    },
  };
}

/** What is taken of a batch, in order; `isTaken` is asked in that order, with what of the same person was taken before. */
function byPerson(arrived: readonly Incoming[], isTaken: (one: Incoming, earlier: readonly Incoming[]) => boolean): ReadonlyMap<UserId, readonly Incoming[]> {
  const byUser = new Map<UserId, Incoming[]>();
  for (const one of arrived) {
    const earlier = byUser.get(one.userId) ?? [];
    if (isTaken(one, earlier)) byUser.set(one.userId, [...earlier, one]);
  }
  return byUser;
}

interface Ways {
  readonly enqueue: (incoming: Incoming) => boolean;
  readonly turnAway: (updates: readonly Incoming[]) => readonly number[];
}

/** One person's updates of a batch, in order; gives the numbers of those that were refused. */
async function acceptPersons(parts: IntakeParts, userId: UserId, arrived: readonly Incoming[], { enqueue, turnAway }: Ways): Promise<readonly number[]> {
  // Only words make somebody known: a button of an earlier time, or one whose deletion is told again, must not.
  const first = arrived.find((one) => one.kind === 'message' && one.inPrivate && one.onlyForSecrets !== true);
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

/** Somebody without a record, or who is not allowed, or of whom something waits among those. */
const isStranger = (parts: IntakeParts, strangers: Strangers, { userId }: Incoming): boolean =>
  !isAllowed(parts.allowedUsers, userId) || !parts.inbox.isKnown(userId) || strangers.isWaiting(userId);

/** In groups only commands that do not name another bot are for us. */
function isForUs(parts: IntakeParts, incoming: Incoming): boolean {
  if (incoming.inPrivate || incoming.kind === 'press') return true;
  if (incoming.onlyForSecrets === true) return false;
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

/** Who may not use the bot is told so once in a while, and in groups never: others would have to read it. It takes nobody's turn. */
const isLeftUnanswered = ({ allowedUsers, notices }: IntakeParts, { userId, kind, inPrivate }: Incoming): boolean =>
  !isAllowed(allowedUsers, userId) && kind === 'message' && (!inPrivate || notices.wasTold(userId, 'stranger'));

function refuseStranger(parts: IntakeParts, incoming: Incoming): void {
  const say = parts.sayTo(incoming);
  if (incoming.kind === 'press') parts.answers.answer(incoming.callbackId, say('bot.toast.notYours').text);
  else parts.notices.tell(incoming.userId, incoming.chatId, 'stranger', say('bot.stranger', { id: incoming.userId }));
}

function refuse(parts: IntakeParts, incoming: Incoming, kind: 'slowDown' | 'tooMany'): void {
  const { userId, chatId } = incoming;
  const say = parts.sayTo(incoming);
  if (incoming.kind === 'message' && incoming.inPrivate) parts.onRefused(incoming);
  if (incoming.kind === 'message' && incoming.onlyForSecrets === true) return;
  if (incoming.kind === 'message') parts.notices.tell(userId, chatId, kind, kind === 'slowDown' ? say('bot.slowDown', { limit: messagesPerMinute }) : say('bot.tooMany'));
  // A flood of presses is not answered with a flood of toasts.
  else if (parts.notices.isDue(userId, 'toast')) parts.answers.answer(incoming.callbackId, say('bot.toast.slowDown').text);
}

/** What may hold a secret never reaches the disk: free text, pictures, unknown commands (a slip may stand before a key), secret commands. */
function mayBeKept(parts: IntakeParts, incoming: Incoming): boolean {
  if (incoming.kind === 'press') return true;
  if (incoming.onlyForSecrets === true || foundIn(incoming) !== undefined) return false;
  const typed = incoming.text === undefined ? undefined : parts.commands.read(incoming.text, parts.botName());
  if (typed === undefined || typed === 'other') return false;
  const command = parts.commands.find(typed.name);
  return command !== undefined && command.secret !== true;
}
