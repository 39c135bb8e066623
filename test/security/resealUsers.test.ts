// The change of the master key over all users: half done by a stop it goes on at the next start, and nobody is ever shut out.
import { describe, expect, it } from '@jest/globals';
import { resealUsers } from '../../src/security/resealUsers.js';
import { systemClock } from '../../src/model/clock.js';
import { silentLog } from '../../src/model/log.js';
import type { UserRecord } from '../../src/model/user.js';
import { createKeySeal } from '../../src/security/sealKeys.js';
import { realDisk, type Disk } from '../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../src/storage/lowdb/lowdbStore.js';
import type { Store } from '../../src/storage/store.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { seal as before, sealedUser } from '../accounts/startAccounts.js';
import { recordCheck as check } from '../support/recordCheck.js';

const apiHost = 'localhost';
const [oldKey, newKey] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)] as const;
const both = createKeySeal(newKey, { apiHost, oldMasterKeys: [oldKey] });
const after = createKeySeal(newKey, { apiHost });

const keyOf = (record: UserRecord, seal: Pick<typeof after, 'signer'>): string | undefined => {
  try {
    return seal.signer(record.id, record.link!).apiKey;
  } catch {
    return undefined;
  }
};

it('counts those sealed anew, those the disk refused, and those no key opens, and destroys nothing', async () => {
  const lost = createKeySeal(Buffer.alloc(32, 9), { apiHost });
  const strange = { ...sealedUser(3), pin: { hash: lost.seal('x', { userId: 3, field: 'pin', keyVersion: 0 }), salt: '', wrong: 0, setAt: 0 } };
  const store = createMemoryStore([sealedUser(1), sealedUser(2), strange]);
  store.failWrites(1);
  expect(await resealUsers({ store, seal: both, log: silentLog })).toEqual({ anew: 2, remaining: 1, unopened: 1 });
  expect([...store.all()].filter((record) => keyOf(record, after) === undefined)).toHaveLength(1);
  expect([...store.all()].map((record) => keyOf(record, both))).toEqual(['key1', 'key2', 'key3']);
  expect(await resealUsers({ store, seal: both, log: silentLog })).toEqual({ anew: 1, remaining: 0, unopened: 1 });
  expect(store.read(3)?.pin).toEqual(strange.pin);
  const writes = store.writes();
  expect(await resealUsers({ store, seal: both, log: silentLog })).toEqual({ anew: 0, remaining: 0, unopened: 1 });
  expect(store.writes()).toBe(writes);
});

describe('a stop in the middle', () => {
  const ids = Array.from({ length: 12 }, (_, index) => index + 1);
  const open = (directory: string, disk: Disk): Promise<Store> => openLowdbStore({ directory, clock: systemClock, log: silentLog, check, disk });
  const opening = (store: Store, seal: typeof after): readonly number[] => ids.filter((id) => keyOf(store.read(id)!, seal) === `key${id}`);

  it.each([0, 1, 5, 11])('after %i users leaves each under the one key or the other, and the next start ends it', async (survived) => {
    const directory = temporaryFolder();
    const first = await open(directory, realDisk);
    for (const id of ids) await first.create(sealedUser(id));
    await first.close();

    // From a moment on nothing reaches the disk any more: what a killed program leaves behind.
    let renames = 0;
    const disk: Disk = { ...realDisk, rename: async (from, to) => {
      renames += 1;
      if (renames > survived) throw Object.assign(new Error('stopped'), { code: 'EIO' });
      await realDisk.rename(from, to);
    } };
    const stopped = await open(directory, disk);
    await resealUsers({ store: stopped, seal: both, log: silentLog });
    await stopped.close();

    const again = await open(directory, realDisk);
    expect([opening(again, after).length, opening(again, before).length, opening(again, both).length]).toEqual([survived, ids.length - survived, ids.length]);
    expect(await resealUsers({ store: again, seal: both, log: silentLog })).toEqual({ anew: ids.length - survived, remaining: 0, unopened: 0 });
    await again.close();
    const last = await open(directory, realDisk);
    expect([opening(last, after), opening(last, before)]).toEqual([ids, []]);
    await last.close();
  });
});
