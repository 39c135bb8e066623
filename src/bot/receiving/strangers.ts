// The lane of people who are not known here, or may not be: few of them a second, few waiting, the others left without an answer.
//
//   update -> nobody waits and less than 2 within the second: now -> else, while there is room: waits for its turn -> else dropped, and counted
//
// What waits is in memory alone: a stranger costs nothing on the disk until it is their turn.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import { WindowLimit } from '../../pacing/windowLimit.js';
import type { Incoming } from '../incoming.js';

export interface Strangers {
  /** True when it is this update's turn now. Otherwise it waits for `onTurn`, or is dropped. */
  take(incoming: Incoming): boolean;
  /** True for what was taken lately, whatever became of it. */
  hasMet(updateId: number): boolean;
  /** Forgets an update that comes again. */
  forget(updateId: number): void;
  /** True while something of this person waits: what they send next comes after it. */
  isWaiting(userId: UserId): boolean;
  /** What waits is forgotten. */
  stop(): void;
}

export interface StrangersParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Called with what has waited. Never throws. */
  readonly onTurn: (incoming: Incoming) => void;
}

/** A fifteenth of what Telegram lets a bot send. */
export const strangersPerSecond = 2;
/** The last of them waits 25 s. */
export const strangersWaitingLimit = 50;
/** Nobody takes the room of all the others. */
export const waitingPerStrangerLimit = 3;
const metLimit = 10_000;
const logEveryMs = 60_000;

export function createStrangers({ clock, log, onTurn }: StrangersParts): Strangers {
  const waiting: Incoming[] = [];
  const met = new BoundedMap<number, true>(metLimit);
  const pace = new WindowLimit(strangersPerSecond, 1000);
  const dropped = createDropCount(clock, log);
  let cancel: (() => void) | undefined;
  const countOf = (userId: UserId): number => waiting.filter((one) => one.userId === userId).length;

  function plan(): void {
    if (waiting.length > 0) cancel ??= clock.after(pace.waitMs(clock.monotonic()), turn);
  }

  function turn(): void {
    cancel = undefined;
    while (pace.waitMs(clock.monotonic()) === 0) {
      const next = waiting.shift();
      if (next === undefined) return;
      pace.take(clock.monotonic());
      onTurn(next);
    }
    plan();
  }

  return {
    take(incoming) {
      met.set(incoming.updateId, true);
      const now = clock.monotonic();
      if (waiting.length === 0 && pace.waitMs(now) === 0) {
        pace.take(now);
        return true;
      }
      if (waiting.length >= strangersWaitingLimit || countOf(incoming.userId) >= waitingPerStrangerLimit) dropped.add();
      else waiting.push(incoming);
      plan();
      return false;
    },
    hasMet: (updateId) => met.has(updateId),
    forget: (updateId) => { met.take(updateId); },
    isWaiting: (userId) => countOf(userId) > 0,
    stop() {
      waiting.length = 0;
      cancel?.();
      dropped.stop();
    },
  };
}

/** Says how many were left without an answer, at most once a minute, whoever writes however much. */
function createDropCount(clock: Clock, log: Log): { add(): void; stop(): void } {
  let count = 0;
  let cancel: (() => void) | undefined;
  function write(): void {
    cancel = undefined;
    log.warn('strangers not answered', { count });
    count = 0;
  }
  return {
    add() {
      count += 1;
      cancel ??= clock.after(logEveryMs, write);
    },
    stop() {
      cancel?.();
      if (count > 0) write();
    },
  };
}
