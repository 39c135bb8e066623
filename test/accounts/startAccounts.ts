// Accounts on a fake clock, a store in memory and a fake exchange, with one or more linked users.
import { createAccounts } from '../../src/accounts/linkedAccounts.js';
import { silentLog } from '../../src/model/log.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { createKeySeal, linkFields } from '../../src/security/sealKeys.js';
import { createFakeClock } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { FakeAccountExchange } from './fakeAccountExchange.js';
import { describeMarket, start } from './samples.js';

export const depositPollMs = 60_000;
export const seal = createKeySeal(Buffer.alloc(32, 7), { apiHost: 'localhost' });

/** A user whose link can be opened by `seal`. */
export function sealedUser(id: number, over: Partial<UserRecord> = {}): UserRecord {
  const part = (clear: string, field: string) => seal.seal(clear, { userId: id, field, keyVersion: 1 });
  const link = { apiKey: part(`key${id}`, linkFields.apiKey), secret: part('secret', linkFields.secret), keyVersion: 1, tail: 'key7', linkedAt: start };
  return { ...newUser(id, id, 'Thandi', start), link, ...over };
}

export function prepareAccounts(records: readonly UserRecord[] = [sealedUser(7)]) {
  const clock = createFakeClock(start + 5000);
  const store = createMemoryStore(records);
  const exchange = new FakeAccountExchange();
  const accounts = createAccounts({
    store, seal, exchange, clock, describeMarket, neededConfirmations: () => 3, random: () => 0.5, log: silentLog, depositPollMs,
  });
  return { clock, store, exchange, accounts, user: (id = 7): UserRecord => store.read(id)! };
}

/** Started, connected and caught up. */
export async function startAccounts(prepare: (exchange: FakeAccountExchange) => void = () => undefined) {
  const made = prepareAccounts();
  prepare(made.exchange);
  await made.accounts.start();
  made.exchange.connect(made.clock.now());
  await made.clock.advance(1000);
  made.exchange.calls.length = 0;
  return made;
}
