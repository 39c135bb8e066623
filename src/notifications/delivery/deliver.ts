// Brings waiting rows to their chats: one queue per user, in order, users independent of each other.
//
//   store change -> nudge -> first row (with those it can stand for) -> send or edit -> one change: row out, message remembered
import type { Clock, Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import { changed, type Store } from '../../storage/store.js';
import { deliverFirst, noTries, type DeliverDeps, type Tries } from './deliverRow.js';
import { unpark } from './deliveryRecord.js';
import { backOff } from '../../pacing/backOff.js';
import { createRest } from '../../pacing/rest.js';
import type { Present } from '../kind.js';
import type { Sender } from '../sender.js';

/** How long a stop waits for sends under way, ms. */
export const deliveryStopMs = 3000;

export interface Delivery {
  /** Takes up what is waiting and everything written from now on. */
  start(): void;
  /** Waits for sends under way, at most deliveryStopMs. */
  stop(): Promise<void>;
  /** Looks at this user's outbox now; nothing happens when it is being worked on or the user is parked. */
  nudge(userId: UserId): void;
  /** The user can be written to again: durable, then what waited is sent. */
  resume(userId: UserId): Promise<void>;
}

export interface DeliveryDeps {
  readonly store: Store;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** What of now may be told with what comes late; absent: nothing. */
  readonly present?: Present;
}

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { store, clock } = deps;
  const rest = createRest(clock);
  const queue: DeliverDeps = { ...deps, rest };
  // At most one entry per user, and a user's queue has one send under way.
  const running = new Set<UserId>();
  const work = new Set<Promise<void>>();
  let unsubscribe: (() => void) | undefined;

  const nudge = (userId: UserId): void => {
    if (unsubscribe === undefined || rest.stopped || running.has(userId) || !hasWork(store, userId)) return;
    running.add(userId);
    // The user is free again in the same turn in which the outbox was seen empty, so no nudge falls between.
    const run = runQueue(queue, userId, () => running.delete(userId));
    work.add(run);
    void run.finally(() => work.delete(run));
  };

  return {
    nudge,
    start() {
      unsubscribe ??= store.onChange(nudge);
      for (const record of store.all()) nudge(record.id);
    },
    async stop() {
      unsubscribe?.();
      rest.stop();
      await Promise.race([Promise.allSettled(work), new Promise<void>((resolve) => { clock.after(deliveryStopMs, resolve); })]);
    },
    async resume(userId) {
      await store.update(userId, (record) => changed(unpark(record)));
      nudge(userId);
    },
  };
}

function hasWork(store: Store, userId: UserId): boolean {
  const record = store.read(userId);
  return record !== undefined && record.parked === undefined && record.outbox.length > 0;
}

/** Works until the outbox is empty, the user is parked or the program stops; calls `ended` in the turn in which it sees that. */
async function runQueue(deps: DeliverDeps, userId: UserId, ended: () => void): Promise<void> {
  try {
    let tries = noTries;
    while (hasWork(deps.store, userId) && !deps.rest.stopped) tries = await runStep(deps, userId, tries);
  } finally {
    ended();
  }
}

/** One try of the first row; gives back what it has been through so far. */
async function runStep(deps: DeliverDeps, userId: UserId, tries: Tries): Promise<Tries> {
  const record = deps.store.read(userId);
  if (record === undefined) return noTries;
  try {
    const step = await deliverFirst(deps, record, tries);
    if (step.kind !== 'again') return noTries;
    await deps.rest.wait(step.waitMs);
    return step.tries;
  } catch (error) {
    deps.log.error('delivery.failed', { user: userId, error: error instanceof Error ? error.name : 'thrown' });
    await deps.rest.wait(backOff(tries.failures + 1, deps.random));
    return { ...tries, failures: tries.failures + 1 };
  }
}
