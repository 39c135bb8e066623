// A program that can be killed between any two awaits: from then on nothing of it is written, sent or answered.
import { createActions } from '../../src/actions/createActions.js';
import { silentLog } from '../../src/model/log.js';
import type { Store } from '../../src/storage/store.js';
import type { FakeClock } from '../support/fakeClock.js';
import type { Desk } from './exchangeDesk.js';
import { absorbOrder, money } from './world.js';

/** A killed program's store: from then on nothing is written, nothing resolves. */
function killable(store: Store, isDead: () => boolean): Store {
  return { ...store, update: async (userId, change) => {
    if (isDead()) return new Promise<never>(() => undefined);
    const result = await store.update(userId, change);
    return isDead() ? new Promise<never>(() => undefined) : result;
  } };
}

export interface Program { readonly actions: ReturnType<typeof createActions>; readonly kill: () => void }

/** A start of the program on this disk, with this exchange; `seed` keeps the names it draws apart from those of other starts. */
export function boot(disk: Store, clock: FakeClock, desk: Desk, seed = 0): Program {
  const dead = { is: false };
  const store = killable(disk, () => dead.is);
  let bytes = seed;
  const client: Desk['client'] = { call: (...parts) => (dead.is ? new Promise(() => undefined) : desk.client.call(...parts)) };
  const actions = createActions({
    store, clock, random: () => 0, log: silentLog, absorbOrder, ...money([], () => clock.now()), clientFor: () => client, livePrice: () => undefined, refreshOrders: () => undefined, randomBytes: (count) => Buffer.alloc(count, (bytes += 1)),
  });
  return { actions, kill: () => { dead.is = true; } };
}
