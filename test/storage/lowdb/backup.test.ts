// Promises of backup and restore: whole records only, also while they change; nothing is ever overwritten; all or nothing.
import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { backUp } from '../../../src/storage/lowdb/backup.js';
import { realDisk, type Disk } from '../../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { restore } from '../../../src/storage/lowdb/restore.js';
import type { Store } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { faultyDisk } from './faultyDisk.js';
import { recordCheck as check } from '../../support/recordCheck.js';

const open = (directory: string, disk: Disk = realDisk): Promise<Store> => openLowdbStore({ directory, clock: systemClock, log: silentLog, check, disk });
const clock = systemClock;

async function storeOf(ids: readonly number[]): Promise<{ readonly directory: string; readonly store: Store }> {
  const directory = temporaryFolder();
  const store = await open(directory);
  for (const id of ids) await store.create(user(id));
  return { directory, store };
}

async function closedStoreOf(ids: readonly number[]): Promise<string> {
  const { directory, store } = await storeOf(ids);
  await store.close();
  return directory;
}

/** A backup of these users. */
async function backupOf(ids: readonly number[]): Promise<string> {
  const folder = join(temporaryFolder(), 'backup');
  await backUp({ directory: await closedStoreOf(ids), folder, clock });
  return folder;
}

async function labels(directory: string): Promise<Record<string, readonly string[]>> {
  const store = await open(directory);
  expect(store.setAside).toEqual([]);
  const found = Object.fromEntries([...store.all()].map((record) => [String(record.id), record.delivered]));
  await store.close();
  return found;
}

describe('a backup', () => {
  test('is taken while the store is open, and a store restored from it has the same records', async () => {
    const { directory, store } = await storeOf([1, 2, 3]);
    await store.update(2, append('a'));
    const folder = join(temporaryFolder(), 'backup');
    expect(await backUp({ directory, folder, clock })).toEqual({ users: 3, damaged: [] });
    await store.update(2, append('b'));
    const target = join(temporaryFolder(), 'data');
    expect(await restore({ directory: target, folder })).toMatchObject({ users: 3 });
    expect(await labels(target)).toEqual({ 1: [], 2: ['a'], 3: [] });
    await store.close();
  });

  test('under write load holds, for each user, everything acknowledged before it began and nothing half', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    const { directory, store } = await storeOf(ids);
    const acknowledged = new Map<number, number>();
    let stopped = false;
    const writers = ids.map(async (id) => {
      for (let count = 1; !stopped; count += 1) {
        await store.update(id, append(`${String(count)} ${'x'.repeat(200)}`));
        acknowledged.set(id, count);
        await new Promise((resolve) => { setTimeout(resolve, 1); });
      }
    });
    const made: { readonly folder: string; readonly before: ReadonlyMap<number, number> }[] = [];
    for (let round = 0; round < 10; round += 1) {
      await new Promise((resolve) => { setTimeout(resolve, 10); });
      const before = new Map(acknowledged);
      const folder = join(temporaryFolder(), 'backup');
      expect(await backUp({ directory, folder, clock })).toEqual({ users: 20, damaged: [] });
      made.push({ folder, before });
    }
    stopped = true;
    await Promise.all(writers);
    await store.close();
    for (const { folder, before } of made) {
      const target = temporaryFolder();
      await restore({ directory: target, folder });
      const found = await labels(target);
      for (const id of ids) {
        expect(found[id]!.length).toBeGreaterThanOrEqual(before.get(id) ?? 0);
        expect(found[id]!.map((label) => Number(label.split(' ')[0]))).toEqual(found[id]!.map((_, index) => index + 1));
      }
    }
  }, 60_000);

  test('reads a file again that fails its check, and leaves one out and names it when it fails each time', async () => {
    const directory = await closedStoreOf([1, 2]);
    writeFileSync(join(directory, 'users/2.json'), 'torn');
    let reads = 0;
    const flaky: Disk = { ...realDisk, readFile: async (path) => {
      if (!path.endsWith('1.json') || (reads += 1) > 2) return realDisk.readFile(path);
      return Buffer.from('half');
    } };
    const folder = join(temporaryFolder(), 'backup');
    expect(await backUp({ directory, folder, clock, disk: flaky })).toEqual({ users: 1, damaged: ['2.json'] });
    expect(readFileSync(join(directory, 'users/2.json'), 'utf8')).toBe('torn');
  });

  test('is for the owner alone', async () => {
    const folder = await backupOf([1]);
    for (const one of [folder, `${folder}/users`]) expect(statSync(one).mode & 0o777).toBe(0o700);
    expect(statSync(`${folder}/users/1.json`).mode & 0o777).toBe(0o600);
  });

  test('goes to a new folder only, and needs a store', async () => {
    const directory = await closedStoreOf([1]);
    const used = temporaryFolder();
    writeFileSync(join(used, 'mine'), 'x');
    await expect(backUp({ directory, folder: used, clock })).rejects.toThrow(/not empty.*Nothing was copied/);
    await expect(backUp({ directory, folder: directory, clock })).rejects.toThrow(/not empty/);
    await expect(backUp({ directory: temporaryFolder(), folder: join(used, 'b'), clock })).rejects.toThrow(/no store in/);
    expect(readdirSync(used)).toEqual(['mine']);
  });

  test('that a full disk cuts short says so, has no backup.json, and is refused by restore', async () => {
    const directory = await closedStoreOf([1, 2, 3]);
    for (let first = 1; ; first += 1) {
      const disk = faultyDisk({ first, count: 1, code: 'ENOSPC', kind: 'half written' });
      const folder = join(temporaryFolder(), 'backup');
      const outcome = await backUp({ directory, folder, clock, disk }).catch((error: unknown) => error as Error);
      if (disk.failed === 0) break;
      if (!(outcome instanceof Error)) continue;
      expect(outcome.message).toMatch(/backup did not succeed \(ENOSPC\)/);
      // A failure after the last file is in place may leave a whole backup behind; anything less is refused.
      const target = join(temporaryFolder(), 'data');
      const restored = await restore({ directory: target, folder }).catch((error: unknown) => error as Error);
      if (restored instanceof Error) expect(restored.message).toMatch(/is no backup|is damaged/);
      else expect(restored.users).toBe(3);
    }
  });
});

describe('a restore', () => {
  test.each<[string, (target: string) => void]>([
    ['a store', (target) => { mkdirSync(join(target, 'users')); }],
    ["somebody else's files", (target) => { writeFileSync(join(target, 'letter.txt'), 'x'); }],
  ])('refuses a folder with %s in it and changes nothing there', async (_, fill) => {
    const target = temporaryFolder();
    fill(target);
    const before = readdirSync(target);
    await expect(restore({ directory: target, folder: await backupOf([1]) })).rejects.toThrow(/not empty.*Nothing was restored/);
    expect(readdirSync(target)).toEqual(before);
  });

  test('refuses while a process has the folder, naming it', async () => {
    const { directory, store } = await storeOf([1]);
    await expect(restore({ directory, folder: await backupOf([2]) })).rejects.toThrow(new RegExp(`in use by process ${String(process.pid)}`));
    expect(store.read(2)).toBeUndefined();
    await store.close();
  });

  test('takes a folder in which only the lock of an ended program is left', async () => {
    const directory = await closedStoreOf([1]);
    for (const name of ['users', 'store.json']) rmSync(join(directory, name), { recursive: true });
    await restore({ directory, folder: await backupOf([2]) });
    expect(await labels(directory)).toEqual({ 2: [] });
  });

  test.each<[string, (folder: string) => void, RegExp]>([
    ['that was interrupted', (folder) => { rmSync(join(folder, 'backup.json')); }, /is no backup/],
    ['with a file flipped', (folder) => { const path = join(folder, 'users/1.json'); writeFileSync(path, readFileSync(path, 'utf8').replace('User 1', 'User 7')); }, /damaged \(1\.json\)/],
    ['with a file missing', (folder) => { rmSync(join(folder, 'users/1.json')); }, /should hold 2 users and holds 1/],
    ['with files swapped', (folder) => { writeFileSync(join(folder, 'users/1.json'), readFileSync(join(folder, 'users/2.json'))); }, /damaged \(1\.json\)/],
    ['whose backup.json is not ours', (folder) => { writeFileSync(join(folder, 'backup.json'), '{}'); }, /another version/],
  ])('refuses a backup %s and writes nothing', async (_, spoil, sentence) => {
    const folder = await backupOf([1, 2]);
    spoil(folder);
    const target = join(temporaryFolder(), 'data');
    await expect(restore({ directory: target, folder })).rejects.toThrow(sentence);
    expect(() => readdirSync(target)).toThrow(/ENOENT/);
  });

  test('that the disk cuts short at any step leaves no store, or the whole one', async () => {
    const folder = await backupOf([1, 2, 3]);
    for (let first = 1; ; first += 1) {
      const disk = faultyDisk({ first, count: 1, code: 'EIO', kind: 'half written' });
      const target = join(temporaryFolder(), 'data');
      await restore({ directory: target, folder, disk }).catch((error: unknown) => { expect((error as Error).message).toMatch(/\(EIO\)/); });
      if (disk.failed === 0) break;
      rmSync(join(target, 'lock'), { recursive: true, force: true });
      const users = (await labels(target));
      expect([0, 3]).toContain(Object.keys(users).length);
    }
  });
});
