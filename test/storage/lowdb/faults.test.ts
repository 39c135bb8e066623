// The first disk call fails, then the second, and so on until a run is clean: nothing acknowledged is lost, nothing refused appears.
import { describe, expect, test } from '@jest/globals';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { systemClock } from '../../../src/model/clock.js';
import { UnavailableError } from '../../../src/model/errors.js';
import { silentLog } from '../../../src/model/log.js';
import { realDisk, type Disk } from '../../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { StoreOpenError } from '../../../src/storage/lowdb/openError.js';
import type { Store } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { faultyDisk, type Fault } from './faultyDisk.js';
import { recordCheck as check } from '../../support/recordCheck.js';

const open = (directory: string, disk: Disk): Promise<Store> => openLowdbStore({ directory, clock: systemClock, log: silentLog, check, disk });

/** What was acknowledged, by user; a user is in it once created. */
type Acknowledged = Map<number, string[]>;

/** Creates and changes two users, some changes at once, and deletes a third; a refusal must be UnavailableError('storage'), and the next try must be taken up. */
async function work(store: Store, acknowledged: Acknowledged): Promise<void> {
  for (const id of [1, 2]) await untilTaken(() => store.create(user(id)), () => { acknowledged.set(id, []); });
  for (const round of ['a', 'b', 'c']) {
    await Promise.all(['1', '2', '3', '4'].map(async (number) => {
      const id = number === '4' ? 2 : 1;
      if (number === '3') await new Promise((resolve) => { setImmediate(resolve); });
      const label = round + number;
      await store.update(id, append(label)).then(() => acknowledged.get(id)?.push(label), assertRefusal);
    }));
  }
  await untilTaken(() => store.create(user(3)), () => { acknowledged.set(3, []); });
  await untilTaken(() => store.remove(3, () => true), () => { acknowledged.delete(3); });
  await untilTaken(() => store.update(1, append('last')), () => acknowledged.get(1)?.push('last'));
}

/** Tries as a person would, again after a refusal; a fault of a few calls ends. */
async function untilTaken(attempt: () => Promise<unknown>, taken: () => void): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    const outcome = await attempt().then(() => true, assertRefusal);
    if (outcome) {
      taken();
      return;
    }
  }
  throw new Error('no attempt was taken');
}

function assertRefusal(error: unknown): false {
  expect(error).toBeInstanceOf(UnavailableError);
  expect((error as UnavailableError).reason).toBe('storage');
  return false;
}

const contents = (store: Store): Acknowledged => new Map([...store.all()].map((record) => [record.id, [...record.delivered]]));

/** One run under the fault; true when the fault was met. */
async function run(directory: string, fault: Fault): Promise<boolean> {
  const disk = faultyDisk(fault);
  const acknowledged: Acknowledged = new Map();
  const refusedToOpen = (error: unknown): undefined => { expect(error).toBeInstanceOf(StoreOpenError); };
  // A store that could not be opened is started again, as a supervisor does.
  let store = await open(directory, disk).catch(refusedToOpen);
  for (let tries = 0; store === undefined && tries < 8; tries += 1) {
    // The next start is another process, to which a mark of this one is a dead one's.
    rmSync(`${directory}/lock`, { recursive: true, force: true });
    store = await open(directory, disk).catch(refusedToOpen);
  }
  if (store === undefined) throw new Error('the store did not open after the fault had passed');
  for (const record of store.all()) acknowledged.set(record.id, [...record.delivered]);
  await work(store, acknowledged);
  expect(sorted(contents(store))).toEqual(sorted(acknowledged));
  await store.close();
  await assertKept(directory, acknowledged);
  return disk.failed > 0;
}

async function assertKept(directory: string, acknowledged: Acknowledged): Promise<void> {
  rmSync(`${directory}/lock`, { recursive: true, force: true });
  const again = await open(directory, realDisk);
  expect(sorted(contents(again))).toEqual(sorted(acknowledged));
  expect(again.setAside).toEqual([]);
  await again.close();
  expect(readdirSync(`${directory}/users`).toSorted()).toEqual(['1.json', '2.json']);
  expect(readdirSync(`${directory}/lock`)).toEqual([]);
}

/** Acknowledgements of one folded write come in no promised order. */
const sorted = (contents: Acknowledged): unknown => [...contents].map(([id, labels]) => [id, labels.toSorted()]).toSorted();

const faults: readonly Omit<Fault, 'first'>[] = [
  { code: 'EIO', kind: 'refused', count: 1 },
  { code: 'EIO', kind: 'done all the same', count: 1 },
  { code: 'ENOSPC', kind: 'half written', count: 1 },
  { code: 'ENOSPC', kind: 'refused', count: 3 },
];

describe('a disk that fails at the nth call', () => {
  test.each(faults)('$code, $kind, $count calls long: whatever n, what was acknowledged is there and what was refused is not', async (fault) => {
    let first = 1;
    while (await run(temporaryFolder(), { ...fault, first })) first += 1;
    expect(first).toBeGreaterThan(60);
  });

  test('while opening a store of some users: it opens afterwards with all of them', async () => {
    const directory = temporaryFolder();
    await run(directory, { code: 'EIO', kind: 'refused', count: 1, first: 10_000 });
    const before = await open(directory, realDisk);
    const expected = sorted(contents(before));
    await before.close();
    for (let first = 1; ; first += 1) {
      const disk = faultyDisk({ code: 'EIO', kind: 'refused', count: 1, first });
      await open(directory, disk).then((store) => store.close(), (error: unknown) => { expect(error).toBeInstanceOf(StoreOpenError); });
      const again = await open(directory, realDisk);
      expect([again.setAside, sorted(contents(again))]).toEqual([[], expected]);
      await again.close();
      if (disk.failed === 0) break;
    }
  });

  test('while setting a damaged file aside: the file is never lost', async () => {
    for (let first = 1; ; first += 1) {
      const directory = temporaryFolder();
      await (await open(directory, realDisk)).close();
      writeFileSync(`${directory}/users/7.json`, 'damaged');
      const disk = faultyDisk({ code: 'EIO', kind: 'done all the same', count: 1, first });
      await open(directory, disk).then((store) => store.close(), (error: unknown) => { expect(error).toBeInstanceOf(StoreOpenError); });
      const again = await open(directory, realDisk);
      await again.close();
      expect(readdirSync(`${directory}/users`)).toEqual([expect.stringMatching(/^7\.json\.damaged-/)]);
      if (disk.failed === 0) break;
    }
  });
});

describe('a full disk', () => {
  test('refuses all that was folded, keeps reading, and takes changes again by itself when space returns', async () => {
    let full = false;
    const disk: Disk = { ...realDisk, open: async (path, mode) => {
      const file = await realDisk.open(path, mode);
      return { ...file, write: async (bytes) => {
        await file.write(full ? bytes.subarray(0, 10) : bytes);
        if (full) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      } };
    } };
    const directory = temporaryFolder();
    const store = await open(directory, disk);
    await store.create(user(1));
    await store.update(1, append('before'));
    full = true;
    const heard: number[] = [];
    store.onChange((id) => heard.push(id));
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 10 }, () => store.update(1, append('lost'))),
      store.update(1, (record) => ({ record, result: record.delivered.length })),
      store.create(user(2)),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(Array.from({ length: 12 }, () => 'rejected'));
    expect([store.read(1)?.delivered, store.read(2), heard]).toEqual([['before'], undefined, []]);
    await expect(store.update(2, append('x'))).rejects.toThrow(RangeError);
    expect(readdirSync(`${directory}/users`)).toEqual(['1.json']);
    full = false;
    expect(await store.update(1, append('after'))).toBe(2);
    expect((await store.create(user(2))).id).toBe(2);
    await store.close();
    const again = await open(directory, realDisk);
    expect(sorted(contents(again))).toEqual([[1, ['after', 'before']], [2, []]]);
    await again.close();
  });

  test('that fails a write also fails the changes made meanwhile, for they were made on what is gone', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    let failing = false;
    const disk: Disk = { ...realDisk, rename: async (from, to) => {
      if (failing) {
        await held;
        failing = false;
        throw Object.assign(new Error('EIO'), { code: 'EIO' });
      }
      await realDisk.rename(from, to);
    } };
    const store = await open(temporaryFolder(), disk);
    await store.create(user(1));
    failing = true;
    const first = store.update(1, append('a'));
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    const second = store.update(1, append('b'));
    const watcher = store.update(1, (record) => ({ record, result: record.delivered.length }));
    release();
    const outcomes = await Promise.allSettled([first, second, watcher]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await store.update(1, append('c'))).toBe(1);
    await store.close();
  });
});
