// The first pass over what arrives: whoever asks for the lock gets it before rate, line and everybody else's updates.
//
//   delivery or batch -> asks for the lock? -> one durable change: locked, and the update kept -> answered beside the user's line
//                                                                       asked again within 10 s: locked, not answered again
import { readCallback } from '../../model/callback.js';
import type { Clock } from '../../model/clock.js';
import type { UserId } from '../../model/message.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import { isAllowed, type AllowedUsers } from '../access.js';
import { readButtonWords, type CommandList } from '../commandList.js';
import type { Incoming } from '../incoming.js';
import type { PressAnswers } from '../sending/pressAnswers.js';
import type { InboundRate } from './inboundRate.js';
import type { Inbox } from './inbox.js';
import type { Sequence } from './sequence.js';

export interface LocksFirstParts {
  readonly allowedUsers: AllowedUsers;
  readonly commands: CommandList<never>;
  readonly inbox: Inbox;
  readonly rate: InboundRate;
  readonly answers: PressAnswers;
  readonly clock: Clock;
  /** True where a refused update comes again. */
  readonly refusesUnkept: boolean;
  botName(): string;
  handle(incoming: Incoming): Promise<void>;
  /** The line of the answers to locks: a user's other updates wait in another. */
  readonly lockLine: Sequence;
}

export interface LocksFirst {
  /**
   * Begins to lock where this update asks for it and was not seen before. Undefined for any other; false, in the end, when
   * nothing could be stored and the update is refused, to come again. Never rejects.
   */
  begin(incoming: Incoming, isNew: boolean): Promise<boolean> | undefined;
}

/** Apart from the one that changes something, a person's locks are answered no more often than this, ms. */
export const lockAnswerEveryMs = 10_000;
/** People whose latest answer is remembered; each has a record. */
const rememberedLimit = 10_000;

export function createLocksFirst(parts: LocksFirstParts): LocksFirst {
  const { answers, clock, inbox, lockLine, rate } = parts;
  /** By update: a delivery is looked at when it comes, and again in its batch. */
  const underWay = new Map<number, Promise<boolean>>();
  /** Monotonic ms. */
  const answeredAt = new BoundedMap<UserId, number>(rememberedLimit);
  const locking = new Map<UserId, number>();

  /** True, and counted, when this one is to be answered. */
  function isDue({ userId }: Incoming): boolean {
    const now = clock.monotonic();
    const isChange = !inbox.isLocked(userId) && !locking.has(userId);
    if (!isChange && now - (answeredAt.get(userId) ?? -Infinity) < lockAnswerEveryMs) return false;
    answeredAt.set(userId, now);
    return true;
  }

  function answer(incoming: Incoming): void {
    // Refused only while stopping: what was kept is then answered at the next start.
    lockLine.add(incoming.userId, async () => {
      await parts.handle(incoming);
      await inbox.finish(incoming.userId, incoming.updateId);
    });
  }

  async function lock(incoming: Incoming): Promise<boolean> {
    const { kind, userId } = incoming;
    const isAnswered = isDue(incoming);
    if (kind === 'press') answers.expect(incoming.callbackId);
    // A flood of locks on a locked account costs no writes.
    if (!isAnswered && !rate.admit(userId, kind)) return true;
    locking.set(userId, (locking.get(userId) ?? 0) + 1);
    const isKept = await inbox.lock(incoming, isAnswered);
    const others = (locking.get(userId) ?? 1) - 1;
    if (others > 0) locking.set(userId, others);
    else locking.delete(userId);
    if (!isKept) answeredAt.take(userId);
    if (!isKept && parts.refusesUnkept) return false;
    if (isAnswered) answer(incoming);
    return true;
  }

  return {
    begin(incoming, isNew) {
      const known = underWay.get(incoming.updateId);
      if (known !== undefined || !isNew || !asksForLock(parts, incoming)) return known;
      const locked = lock(incoming).finally(() => { underWay.delete(incoming.updateId); });
      underWay.set(incoming.updateId, locked);
      return locked;
    },
  };
}

/** In private, by somebody with a record, in their own words: what is forwarded is somebody else's. */
function asksForLock(parts: LocksFirstParts, incoming: Incoming): boolean {
  if (!incoming.inPrivate || !isAllowed(parts.allowedUsers, incoming.userId) || !parts.inbox.isKnown(incoming.userId)) return false;
  const name = nameIn(parts, incoming);
  return name !== undefined && parts.commands.find(name)?.locks === true;
}

function nameIn(parts: LocksFirstParts, incoming: Incoming): string | undefined {
  if (incoming.kind === 'press') {
    const callback = readCallback(incoming.data);
    return callback?.kind === 'run' ? readButtonWords(callback.words).name : undefined;
  }
  const typed = incoming.text === undefined || incoming.isForwarded === true ? undefined : parts.commands.read(incoming.text, parts.botName());
  return typed === undefined || typed === 'other' ? undefined : typed.name;
}
