// The embedded engine keeps the contract, and keeps its files closed, folded and tidy.
import { describe, expect, test } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { systemClock } from '../../src/model/clock.js';
import { UnavailableError } from '../../src/model/errors.js';
import { silentLog } from '../../src/model/log.js';
import { realDisk, type Disk } from '../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../src/storage/lowdb/lowdbStore.js';
import { openStore } from '../../src/storage/open.js';
import type { Store } from '../../src/storage/store.js';
import { append, describeStore, user } from '../support/describeStore.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { recordCheck as check } from '../support/recordCheck.js';

const open = (directory: string, disk?: Disk): Promise<Store> => openLowdbStore({ directory, clock: systemClock, log: silentLog, check, ...(disk === undefined ? {} : { disk }) });

describeStore('lowdb', (place) => openStore({ directory: place, clock: systemClock, log: silentLog, check }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('the files', () => {
  test('a user is one file users/<id>.json of { format, keyId, mac, check, record }: check is the SHA-256 of the record, mac is of that check and of this user', async () => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await store.create(user(7));
    await store.close();
    const text = readFileSync(`${directory}/users/7.json`, 'utf8');
    const parts = JSON.parse(text) as { format: number; keyId: string; mac: string; check: string; record: unknown };
    expect(Object.keys(parts)).toEqual(['format', 'keyId', 'mac', 'check', 'record']);
    expect(parts.check).toBe(createHash('sha256').update(JSON.stringify(parts.record)).digest('hex'));
    expect([parts.keyId, parts.mac]).toEqual([check.keyId, check.macOf('record|7', `2|${parts.check}`)]);
    expect(parts.record).toEqual(user(7));
  });

  test('folders are 700 and files 600 whatever the umask, and a users folder found open is closed', async () => {
    const directory = `${temporaryFolder()}/data`;
    const mask = process.umask(0);
    try {
      const store = await open(directory);
      await store.create(user(7));
      const modes = ['', '/users', '/lock', '/users/7.json', '/lock/1', '/store.json'].map((path) => modeOf(directory + path));
      expect(modes).toEqual(['700', '700', '700', '600', '600', '600']);
      await store.close();
      chmodSync(`${directory}/users`, 0o755);
      await (await open(directory)).close();
      expect(modeOf(`${directory}/users`)).toBe('700');
    } finally {
      process.umask(mask);
    }
  });

  test('temp files of an unfinished write are removed at opening; other files are left alone', async () => {
    const directory = temporaryFolder();
    await (await open(directory)).close();
    writeFileSync(`${directory}/users/7.json.3.tmp`, 'half a rec');
    writeFileSync(`${directory}/users/notes.txt`, 'mine');
    writeFileSync(`${directory}/users/007.json`, 'not a name the store gives');
    const store = await open(directory);
    expect(readdirSync(`${directory}/users`).toSorted()).toEqual(['007.json', 'notes.txt']);
    expect([...store.all()]).toEqual([]);
    await store.close();
  });

  test('a users folder that has gone missing is an error of one sentence, not an empty store', async () => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await store.create(user(7));
    await store.close();
    rmSync(`${directory}/users`, { recursive: true });
    await expect(open(directory)).rejects.toThrow(/^The users' records are missing .*put the folder back from a backup.*\.$/);
    expect(existsSync(`${directory}/users`)).toBe(false);
    mkdirSync(`${directory}/users`);
    await (await open(directory)).close();
  });

  test.each(['{"engine":"postgres","format":1}\n', '{"engine":"lowdb","format":"3"}\n', `{"engine":"lowdb","format":2,"unkeyed":"read","keyId":"${check.keyId}","mac":"${'0'.repeat(64)}"}\n`, ''])('a store of another kind (%j) is refused untouched', async (marker) => {
    const directory = temporaryFolder();
    writeFileSync(`${directory}/store.json`, marker);
    await expect(open(directory)).rejects.toThrow(/another version/);
    expect(readFileSync(`${directory}/store.json`, 'utf8')).toBe(marker);
  });

  test('a data folder that is a file is refused in one sentence', async () => {
    const path = `${temporaryFolder()}/file`;
    writeFileSync(path, '');
    await expect(open(path)).rejects.toThrow(/^The data folder .* cannot be used \(ENOTDIR\): .*\.$/);
  });
});

describe('deleting a user', () => {
  test('takes the file, unfinished writes and damaged copies of that user, and nothing of anybody else', async () => {
    const directory = temporaryFolder();
    await (await open(directory)).close();
    for (const id of [7, 77]) writeFileSync(`${directory}/users/${id}.json`, '{"secret');
    const store = await open(directory);
    expect(store.setAside.map((name) => name.split('.')[0]).toSorted()).toEqual(['7', '77']);
    await Promise.all([store.create(user(7)), store.create(user(77))]);
    writeFileSync(`${directory}/users/7.json.9.tmp`, 'half');
    expect(await store.remove(7, () => true)).toBe(true);
    expect(readdirSync(`${directory}/users`).toSorted()).toEqual(['77.json', expect.stringMatching(/^77\.json\.damaged-/)]);
    expect(store.setAside).toEqual([expect.stringMatching(/^77\./)]);
    await store.close();
  });

  test('is copies first, then the file, then fsync of the folder before it is told', async () => {
    const directory = temporaryFolder();
    const steps: string[] = [];
    const disk: Disk = { ...recording(steps), unlink: (path) => { steps.push(`unlink ${path.split('/').at(-1)}`); return realDisk.unlink(path); } };
    const store = await open(directory, disk);
    await store.create(user(7));
    writeFileSync(`${directory}/users/7.json.damaged-x`, 'old');
    steps.length = 0;
    await store.remove(7, () => true);
    expect(steps).toEqual(['unlink 7.json.damaged-x', 'syncFolder', 'unlink 7.json', 'syncFolder']);
    await store.close();
  });

  test('that the disk refuses leaves the user, in memory and after opening again; a creation refused keeps what was set aside', async () => {
    const directory = temporaryFolder();
    let broken = false;
    const disk: Disk = { ...realDisk, syncFolder: async (path) => {
      if (broken) { broken = false; throw Object.assign(new Error('EIO'), { code: 'EIO' }); }
      await realDisk.syncFolder(path);
    } };
    const store = await open(directory, disk);
    await store.create(user(7));
    broken = true;
    await expect(store.remove(7, () => true)).rejects.toThrow(UnavailableError);
    expect(store.read(7)).toEqual(user(7));
    writeFileSync(`${directory}/users/8.json.damaged-x`, 'old');
    broken = true;
    await expect(store.create(user(8))).rejects.toThrow(UnavailableError);
    await store.close();
    const again = await open(directory);
    expect([[...again.all()], readdirSync(`${directory}/users`).toSorted()]).toEqual([[user(7)], ['7.json', '8.json.damaged-x']]);
    await again.close();
  });
});

describe('the writes', () => {
  test('are temp file, write, fsync, rename, fsync of the folder, in that order', async () => {
    const directory = temporaryFolder();
    const steps: string[] = [];
    const store = await open(directory, recording(steps));
    steps.length = 0;
    await store.create(user(7));
    expect(steps).toEqual(['open', 'write', 'sync', 'close', 'rename', 'syncFolder']);
    await store.close();
  });

  test('of changes made at once are folded: those of one turn into one, those during a write into the next', async () => {
    const directory = temporaryFolder();
    const steps: string[] = [];
    const store = await open(directory, recording(steps));
    await store.create(user(7));
    steps.length = 0;
    const first = Array.from({ length: 100 }, (_, index) => store.update(7, append(`a${index}`)));
    await new Promise((resolve) => { setImmediate(resolve); });
    const second = Array.from({ length: 100 }, (_, index) => store.update(7, append(`b${index}`)));
    await Promise.all([...first, ...second]);
    expect(steps.filter((step) => step === 'rename')).toHaveLength(2);
    await store.close();
  });

  test('of one user do not wait for those of another', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    let holding = false;
    const disk: Disk = { ...realDisk, rename: async (from, to) => {
      if (holding && to.endsWith('/1.json')) await held;
      await realDisk.rename(from, to);
    } };
    const store = await open(temporaryFolder(), disk);
    await Promise.all([store.create(user(1)), store.create(user(2))]);
    holding = true;
    const slow = store.update(1, append('slow'));
    await store.update(2, append('quick'));
    expect([store.read(1)?.delivered, store.read(2)?.delivered]).toEqual([[], ['quick']]);
    release();
    await slow;
    await store.close();
  });

  test('of 300 users at once keep no more than 64 files open', async () => {
    let now = 0;
    let most = 0;
    const disk: Disk = { ...realDisk, open: async (path, mode) => {
      const file = await realDisk.open(path, mode);
      most = Math.max(most, now += 1);
      return { ...file, close: async () => { now -= 1; await file.close(); } };
    } };
    const store = await open(temporaryFolder(), disk);
    await Promise.all(Array.from({ length: 300 }, (_, index) => store.create(user(index + 1))));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(64);
    await store.close();
  });
});

/** The real disk, telling of each step of a write. */
function recording(steps: string[]): Disk {
  return {
    ...realDisk,
    open: async (path, mode) => {
      steps.push('open');
      const file = await realDisk.open(path, mode);
      return {
        write: (bytes) => { steps.push('write'); return file.write(bytes); },
        sync: () => { steps.push('sync'); return file.sync(); },
        close: () => { steps.push('close'); return file.close(); },
      };
    },
    rename: (from, to) => { steps.push('rename'); return realDisk.rename(from, to); },
    syncFolder: (path) => { steps.push('syncFolder'); return realDisk.syncFolder(path); },
  };
}
