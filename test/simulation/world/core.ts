// The real core in the order src/program.ts builds and starts it, on the ports of the simulated world.
import { absorbOrder, absorbWithdrawals, type Accounts } from '../../../src/accounts/accounts.js';
import { createAccounts } from '../../../src/accounts/linkedAccounts.js';
import { createActions } from '../../../src/actions/createActions.js';
import type { Actions } from '../../../src/actions/actions.js';
import { createAlerts } from '../../../src/alerts/alertEngine.js';
import type { Alerts } from '../../../src/alerts/alerts.js';
import type { Log } from '../../../src/model/log.js';
import { createDelivery, type Delivery } from '../../../src/notifications/delivery/deliver.js';
import type { Sender } from '../../../src/notifications/sender.js';
import { createRecordCheck } from '../../../src/security/recordCheck.js';
import { createKeySeal } from '../../../src/security/sealKeys.js';
import { createPractise } from '../../../src/practice/practise.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import type { Disk } from '../../../src/storage/lowdb/disk.js';
import type { LockPorts } from '../../../src/storage/lowdb/lockPorts.js';
import type { Store } from '../../../src/storage/store.js';
import type { Books } from './books.js';
import type { Life } from './life.js';
import type { SeededRandom } from './seededRandom.js';
import type { VenueLine } from './venueLine.js';

export interface Core {
  readonly life: Life;
  readonly store: Store;
  readonly accounts: Accounts;
  readonly actions: Actions;
  readonly alerts: Alerts;
  readonly delivery: Delivery;
  readonly sender: Sender;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface CoreWorld {
  readonly life: Life;
  readonly disk: Disk;
  readonly line: VenueLine;
  readonly sender: Sender;
  readonly books: Books;
  readonly random: SeededRandom;
  readonly log: Log;
}

/** The person's own PIN; it is not kept by this program's simulation of it, only compared. */
export const simulatedPin = '271828';
const masterKey = Buffer.alloc(32, 7);
const describeMarket = () => ({ base: 'btc', quote: 'zar', pricePrecision: 2 });

/** There is one program in this world at a time, so its lock has no beat: other locks' worlds are in test/storage/lowdb/takeOver.test.ts. */
const onlyProgram: LockPorts = {
  clock: { now: () => 0, monotonic: () => 0, after: () => () => undefined }, wait: () => Promise.resolve(),
  sockets: { listen: () => Promise.resolve(undefined), ask: () => Promise.resolve('unknown') },
  newMark: () => Promise.resolve({ boot: '', id: '0123456789abcdef', pid: 1, host: '', beat: 0 }),
};

/** Opens the store and builds the rest on it; nothing runs before `start`. @throws what openLowdbStore throws */
export async function openCore({ life, disk, line, sender, books, random, log }: CoreWorld): Promise<Core> {
  const { clock } = life;
  const store = await openLowdbStore({ directory: '/data', clock, log, disk, check: createRecordCheck(masterKey), lock: onlyProgram });
  const seal = createKeySeal(masterKey, { apiHost: 'localhost', randomBytes: (count) => random.bytes(count) });
  const accounts = createAccounts({
    store, seal, exchange: line.exchangeFor(life), clock, random: random.next, log, depositPollMs: 60_000,
    describeMarket, neededConfirmations: () => 3,
  });
  const actions = createActions({
    store, clock, random: random.next, log, randomBytes: (count) => random.bytes(count),
    clientFor: (userId) => accounts.client(userId), livePrice: books.livePrice,
    absorbOrder: (record, order, now) => absorbOrder(record, order, now, describeMarket),
    absorbWithdrawals: (record, withdrawals, now) => absorbWithdrawals(record, withdrawals, { now, describe: describeMarket, neededConfirmations: () => 3 }),
    refreshMoney: (userId) => accounts.refresh(userId, 'deposits'),
    checkPin: (_userId, digits) => Promise.resolve(digits === simulatedPin ? { kind: 'right' } : { kind: 'wrong', left: 4 }),
    openVoucherPin: (userId, sealed) => accounts.openPart(userId, 'voucherPin', sealed),
    sealVoucherPin: (userId, pin) => accounts.sealPart(userId, 'voucherPin', pin),
    refreshOrders: (userId) => accounts.refresh(userId, 'orders'),
    practise: createPractise(() => undefined),
  });
  const alerts = createAlerts({ store, markets: books.marketsFor(life), clock, log });
  const delivery = createDelivery({ store, sender, clock, random: random.next, log });
  return {
    life, store, accounts, actions, alerts, delivery, sender,
    async start() {
      delivery.start();
      await accounts.start();
      await actions.start();
      alerts.start();
    },
    async stop() {
      await actions.stop();
      alerts.stop();
      await accounts.stop();
      await delivery.stop();
      await store.close();
    },
  };
}
