// What stands under a record's name and is none of ours to believe is set aside and named, and nobody else is kept out for it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock as clock } from '../../../src/model/clock.js';
import { silentLog, type Log, type LogFields } from '../../../src/model/log.js';
import { createRecordCheck } from '../../../src/security/recordCheck.js';
import { ForeignStoreError } from '../../../src/storage/foreignStore.js';
import { HigherFormatError } from '../../../src/storage/higherFormat.js';
import { backUp } from '../../../src/storage/lowdb/backup.js';
import { realDisk, type Disk } from '../../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { encodeRecord } from '../../../src/storage/lowdb/recordText.js';
import { wasSetAside, type OwnedStore } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { recordCheck as check, recordKey } from '../../support/recordCheck.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const newKey = Buffer.alloc(32, 8);
const [both, newOnly] = [createRecordCheck(newKey, [recordKey]), createRecordCheck(newKey)];
const open = (directory: string, by = check, disk: Disk = realDisk, log: Log = silentLog): Promise<OwnedStore> => openLowdbStore({ directory, clock, log, disk, check: by });
const ids = (store: OwnedStore): readonly number[] => [...store.all()].map((record) => record.id).toSorted();
const file = (directory: string, id: number): string => join(directory, `users/${id}.json`);
const edit = (path: string, from: string, to: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
const contentOf = (directory: string): unknown => Object.fromEntries(readdirSync(join(directory, 'users')).map((name) => [name, readFileSync(join(directory, 'users', name), 'utf8')]));

/** The record changed, and the check that needs no key put right again: all that can be done without the master key. */
function edited(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8').replace(from, to);
  const body = text.slice(text.indexOf('"record":') + 9, -2);
  writeFileSync(path, text.replace(/"check":"[0-9a-f]{64}"/, `"check":"${createHash('sha256').update(body).digest('hex')}"`));
}

let directory: string;
beforeEach(async () => {
  directory = temporaryFolder();
  const store = await open(directory);
  for (const id of [1, 2, 3]) await store.create(user(id));
  await store.close();
});

const strange: readonly (readonly [what: string, why: RegExp, put: (path: string) => void])[] = [
  ['a record that was edited, with its check put right', /was edited/, (path) => { edited(path, 'User 2', 'Mallory'); }],
  ['a record edited to be of a later format', /was edited/, (path) => { edited(path, '"record":{"format":1', '"record":{"format":9'); }],
  ["another user's file", /of another user|was edited/, (path) => { copyFileSync(path.replace('2.json', '3.json'), path); }],
  ["another user's record with the number put right", /was edited/, (path) => { copyFileSync(path.replace('2.json', '3.json'), path); edited(path, '"id":3', '"id":2'); }],
  ["another program's record", /not given/, (path) => { writeFileSync(path, encodeRecord(user(2), newOnly)); }],
  ['a record that names our key and was checked with another', /was edited/, (path) => { writeFileSync(path, encodeRecord(user(2), newOnly)); edit(path, newOnly.keyId, check.keyId); }],
  ['a folder', /EISDIR/, (path) => { rmSync(path); mkdirSync(path); writeFileSync(join(path, 'mine'), 'x'); }],
  ['a symbolic link to what would be a whole record', /ELOOP/, (path) => { renameSync(path, `${path}.moved`); symlinkSync(`${path}.moved`, path); }],
  ['a symbolic link to itself', /ELOOP/, (path) => { rmSync(path); symlinkSync(path, path); }],
  ['a pipe that nobody writes to', /ENXIO/, (path) => { rmSync(path); expect(spawnSync('mkfifo', [path]).status).toBe(0); }],
  ['a file larger than any record', /EFBIG/, (path) => { truncateSync(path, 3_000_000_000); }],
];

describe('under the name of a record', () => {
  test.each(strange)('%s is set aside as it is and named in one line; the others go on, and the user can begin anew', async (_what, why, put) => {
    put(file(directory, 2));
    const before = lstatSync(file(directory, 2));
    const logged: (readonly [string, LogFields | undefined])[] = [];
    const store = await open(directory, check, realDisk, { ...silentLog, error: (event, fields) => { logged.push([event, fields]); } });
    expect(ids(store)).toEqual([1, 3]);
    expect(logged).toEqual([['storage.damagedFile', { file: '2.json', setAsideAs: store.setAside[0], why: expect.stringMatching(why) }]]);
    expect(lstatSync(join(directory, 'users', store.setAside[0] ?? '')).ino).toBe(before.ino);
    expect(await store.create(user(2))).toEqual(user(2));
    expect(await store.update(2, append('a'))).toBe(1);
    await store.close();
    const again = await open(directory);
    expect([ids(again), again.setAside, again.read(2)?.delivered]).toEqual([[1, 2, 3], [], ['a']]);
    expect(await again.remove(2, () => true)).toBe(true);
    await again.close();
  });

  test('a folder is named by a backup, which holds everybody else', async () => {
    rmSync(file(directory, 2));
    mkdirSync(file(directory, 2));
    expect(await backUp({ directory, folder: join(temporaryFolder(), 'backup'), clock })).toEqual({ users: 2, damaged: ['2.json'] });
    expect(statSync(file(directory, 2)).isDirectory()).toBe(true);
  });

  const barring = (...barred: readonly number[]): Disk => ({ ...realDisk, readFile: async (path) => {
    if (barred.some((id) => path.endsWith(`/${id}.json`))) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return realDisk.readFile(path);
  } });

  test('what this process may not read is set aside alone; where it may read none, the start is refused and nothing is changed', async () => {
    const before = contentOf(directory);
    await expect(open(directory, check, barring(1, 2, 3))).rejects.toThrow(/belongs to this user/);
    expect(contentOf(directory)).toEqual(before);
    const store = await open(directory, check, barring(2));
    expect([ids(store), store.setAside]).toEqual([[1, 3], [expect.stringMatching(/^2\.json\.damaged-/)]]);
    await store.close();
  });

  test('whoever was set aside is told so at every later start too, until there is a record again', async () => {
    edited(file(directory, 2), 'User 2', 'Mallory');
    for (let start = 1; start <= 3; start += 1) {
      const store = await open(directory);
      expect([wasSetAside(store, 2), wasSetAside(store, 1)]).toEqual([true, false]);
      if (start === 3) await store.create(user(2));
      await store.close();
    }
    const store = await open(directory);
    expect(wasSetAside(store, 2)).toBe(false);
    await store.close();
  });
});

test('a record of a later format that this store did check ends the start, and nothing is renamed', async () => {
  writeFileSync(file(directory, 2), encodeRecord({ ...user(2), format: 9 as 1 }, check));
  const before = contentOf(directory);
  await expect(open(directory)).rejects.toThrow(HigherFormatError);
  expect(contentOf(directory)).toEqual(before);
});

describe('a master key that is not the one of the store', () => {
  test.each<[string, () => void]>([
    ['', () => undefined],
    [', also where the marker is gone', () => { rmSync(join(directory, 'store.json')); }],
    [', also where nobody is in it', () => { for (const id of [1, 2, 3]) rmSync(file(directory, id)); }],
  ])('refuses the start with one sentence, and sets nobody aside%s', async (_where, change) => {
    change();
    const before = contentOf(directory);
    const refusal = await open(directory, newOnly).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ForeignStoreError);
    expect((refusal as Error).message).toMatch(/^Cannot start: MASTER_KEY is not the key that the store in .* was written with; .*\.$/);
    expect(contentOf(directory)).toEqual(before);
  });
});

describe('a change of the master key', () => {
  const under = (id: number): string => /"keyId":"([0-9a-f]{8})"/.exec(readFileSync(file(directory, id), 'utf8'))?.[1] ?? '';

  test('writes every check anew, also of those who have nothing sealed, and then the old key is needed no more', async () => {
    const store = await open(directory, both);
    expect([ids(store), store.outdated]).toEqual([[1, 2, 3], 0]);
    await store.close();
    const after = await open(directory, newOnly);
    expect([ids(after), after.setAside]).toEqual([[1, 2, 3], []]);
    await after.close();
    await expect(open(directory)).rejects.toThrow(ForeignStoreError);
  });

  test.each([0, 1, 2, 3])('stopped after %i files says that the old key is still needed, and it is; the next start ends it', async (written) => {
    let renames = 0;
    const disk: Disk = { ...realDisk, rename: async (from, to) => {
      if (to.includes('/users/') || to.endsWith('store.json')) renames += 1;
      if (renames > written) throw Object.assign(new Error('stopped'), { code: 'EIO' });
      await realDisk.rename(from, to);
    } };
    const stopped = await open(directory, both, disk);
    expect([ids(stopped), stopped.outdated > 0]).toEqual([[1, 2, 3], true]);
    await stopped.close();
    expect([1, 2, 3].filter((id) => under(id) === newOnly.keyId)).toHaveLength(written);
    await expect(open(directory, newOnly)).rejects.toThrow(ForeignStoreError);
    const again = await open(directory, both);
    expect([ids(again), again.outdated, again.setAside]).toEqual([[1, 2, 3], 0, []]);
    await again.close();
    expect([1, 2, 3].map(under)).toEqual([newOnly.keyId, newOnly.keyId, newOnly.keyId]);
  });
});
