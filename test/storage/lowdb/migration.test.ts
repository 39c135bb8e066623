// A store of format 1 is read once and written anew; whatever stops that, the next start goes on with every record, and then it is over.
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock as clock } from '../../../src/model/clock.js';
import { silentLog as log } from '../../../src/model/log.js';
import { backUp } from '../../../src/storage/lowdb/backup.js';
import { realDisk, type Disk } from '../../../src/storage/lowdb/disk.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { restore } from '../../../src/storage/lowdb/restore.js';
import type { OwnedStore } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { recordCheck as check } from '../../support/recordCheck.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { firstFormatStore, firstMarker, unkeyed } from './firstFormat.js';
import { VolatileDisk, type PowerCut } from './volatileDisk.js';

const ids = [1, 2, 3];
const open = (directory: string, disk: Disk = realDisk): Promise<OwnedStore> => openLowdbStore({ directory, clock, log, disk, check });
const sortedIds = (store: OwnedStore): readonly number[] => [...store.all()].map((record) => record.id).toSorted();
const markerOf = (directory: string): string => readFileSync(join(directory, 'store.json'), 'utf8');
const isKeyed = (directory: string, id: number): boolean => readFileSync(join(directory, `users/${id}.json`), 'utf8').startsWith('{"format":2,');

/** What opening finds: who is believed, and who was set aside. */
async function found(directory: string): Promise<{ readonly users: readonly number[]; readonly aside: readonly string[] }> {
  const store = await open(directory);
  const result = { users: sortedIds(store), aside: store.setAside.map((name) => name.split('.damaged-')[0] ?? '') };
  await store.close();
  return result;
}

describe('the first start on a store of format 1', () => {
  test('writes every record anew, and the marker last', async () => {
    const directory = firstFormatStore(ids);
    const renamed: string[] = [];
    const disk: Disk = { ...realDisk, rename: (from, to) => { renamed.push(to.slice(directory.length + 1)); return realDisk.rename(from, to); } };
    const store = await open(directory, disk);
    expect([...store.all()].toSorted((a, b) => a.id - b.id)).toEqual(ids.map(user));
    expect([store.outdated, store.setAside]).toEqual([0, []]);
    expect([renamed[0], renamed.slice(1, 4).toSorted(), renamed.slice(4)]).toEqual(['store.json', ids.map((id) => `users/${id}.json`), ['store.json']]);
    expect(markerOf(directory)).toContain('"unkeyed":"refused"');
    await store.update(1, append('a'));
    await store.close();
  });

  const cuts: readonly PowerCut[] = (['none', 'half', 'all'] as const).flatMap((names) => (['none', 'torn', 'all'] as const).map((bytes) => ({ names, bytes })));
  test.each(cuts)('that the power ends at any call loses nobody, and the next one ends it (unsynced names: $names, bytes: $bytes)', async (cut) => {
    for (let cutAt = 1; ; cutAt += 1) {
      const texts = [...ids.map((id): [string, string] => [`/data/users/${id}.json`, unkeyed(user(id))]), ['/data/store.json', firstMarker] as const];
      const files = new Map(texts.map(([path, text]) => [path, { bytes: Buffer.from(text), synced: Buffer.from(text) }]));
      const disk = new VolatileDisk(cutAt, files, new Set(['/', '/data', '/data/users']));
      await open('/data', disk).then((store) => store.close(), () => undefined);
      const left = disk.afterPowerCut(cut);
      for (const mark of left.names('/data/lock')) await left.unlink(mark);
      const store = await open('/data', left);
      expect([cutAt, store.setAside, sortedIds(store), store.outdated]).toEqual([cutAt, [], ids, 0]);
      await store.close();
      for (const id of ids) expect((await left.readFile(`/data/users/${id}.json`)).toString()).toMatch(/^\{"format":2,/);
      expect((await left.readFile('/data/store.json')).toString()).toContain('"unkeyed":"refused"');
      if (disk.calls < cutAt) break;
    }
  });

  test('on a disk that refuses one record serves all of them, says what remains, and the next start ends it', async () => {
    const directory = firstFormatStore(ids);
    const disk: Disk = { ...realDisk, rename: async (from, to) => {
      if (to.endsWith('/2.json')) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
      await realDisk.rename(from, to);
    } };
    const store = await open(directory, disk);
    expect([sortedIds(store), store.outdated]).toEqual([ids, 1]);
    await store.close();
    expect([markerOf(directory).includes('"unkeyed":"read"'), ids.map((id) => isKeyed(directory, id))]).toEqual([true, [true, false, true]]);
    const again = await open(directory);
    expect([sortedIds(again), again.outdated, again.setAside]).toEqual([ids, 0, []]);
    await again.close();
    expect([markerOf(directory).includes('"unkeyed":"refused"'), isKeyed(directory, 2)]).toEqual([true, true]);
  });

  test('that is refused by whoever looks at the records first changes nothing', async () => {
    const directory = firstFormatStore(ids);
    writeFileSync(join(directory, 'users/4.json'), 'damaged');
    await expect(openLowdbStore({ directory, clock, log, check, admit: () => { throw new Error('not this key'); } })).rejects.toThrow();
    expect(readdirSync(join(directory, 'users')).toSorted()).toEqual(['1.json', '2.json', '3.json', '4.json']);
    expect([markerOf(directory), isKeyed(directory, 1)]).toEqual([firstMarker, false]);
  });

  const odd: readonly (readonly [string, string])[] = [
    ['nested 100,000 deep', JSON.stringify(user(2)).replace('"alerts":{}', `"alerts":{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`)],
    ['with __proto__', JSON.stringify(user(2)).replace('"alerts":{}', '"alerts":{"__proto__":{"a":1}}')],
    ['with a number beyond all', JSON.stringify(user(2)).replace('"alerts":{}', '"alerts":{},"lock":{"since":1e999}')],
    ['with a number of more digits than are kept', JSON.stringify(user(2)).replace('"alerts":{}', '"alerts":{},"lock":{"since":12345678901234567890123}')],
    ['with a name that stands twice', JSON.stringify(user(2)).replace('"alerts":{}', '"alerts":{"a":{}},"alerts":{}')],
    ['with a NUL in it', JSON.stringify(user(2)).replace('User 2', 'User\u00002')],
    ['with white space', JSON.stringify(user(2)).replace('"alerts":{}', '"alerts": {}')],
    ['with text for a list of ids', JSON.stringify({ ...user(2), delivered: [1] })],
    ['with a draft that is text', JSON.stringify({ ...user(2), drafts: { a: 'b' } })],
    ['with an update that is null', JSON.stringify({ ...user(2), inbox: [null] })],
    ['with a time zone that is a number', JSON.stringify({ ...user(2), settings: { timeZone: 2, language: 'en' } })],
    ['with a link that is a list', JSON.stringify({ ...user(2), link: [] })],
    ['with an account without its orders', JSON.stringify({ ...user(2), account: {} })],
  ];
  test.each(odd)('sets a record aside %s, and the others go on', async (_what, body) => {
    const directory = firstFormatStore([1, 3]);
    writeFileSync(join(directory, 'users/2.json'), unkeyed(body));
    expect(await found(directory)).toEqual({ users: [1, 3], aside: ['2.json'] });
    const kept = readdirSync(join(directory, 'users')).find((name) => name.startsWith('2.json.damaged-'));
    expect(readFileSync(join(directory, 'users', kept ?? ''), 'utf8')).toBe(unkeyed(body));
  });
});

describe('once a store is of format 2, a record of format 1', () => {
  /** A store of format 2 in which user 2 has been given a record that anybody can make. */
  async function planted(change: (directory: string) => void = () => undefined): Promise<string> {
    const directory = firstFormatStore(ids);
    await found(directory);
    writeFileSync(join(directory, 'users/2.json'), unkeyed({ ...user(2), firstName: 'Mallory' }));
    change(directory);
    return directory;
  }

  test.each<[string, (directory: string) => void]>([
    ['is set aside', () => undefined],
    ['is set aside where the marker was put back to format 1', (directory) => { writeFileSync(join(directory, 'store.json'), firstMarker); }],
    ['is set aside where the marker is gone', (directory) => { rmSync(join(directory, 'store.json')); }],
  ])('%s, and the others go on', async (_what, change) => {
    const directory = await planted(change);
    expect(await found(directory)).toEqual({ users: [1, 3], aside: ['2.json'] });
    expect(markerOf(directory)).toContain('"unkeyed":"refused"');
  });

  test('is not let in by a marker that was edited: the start is refused, and nothing is changed', async () => {
    const directory = await planted((at) => { writeFileSync(join(at, 'store.json'), markerOf(at).replace('refused', 'read')); });
    await expect(open(directory)).rejects.toThrow(/store\.json is damaged, was edited/);
    expect(isKeyed(directory, 2)).toBe(false);
  });
});

describe('a backup', () => {
  test('of format 1, made by a version before, is restored and written anew at the next start', async () => {
    const folder = firstFormatStore(ids);
    rmSync(join(folder, 'store.json'));
    writeFileSync(join(folder, 'backup.json'), '{"format":1,"users":3,"takenAt":0}\n');
    const directory = join(temporaryFolder(), 'data');
    await restore({ directory, folder });
    expect(await found(directory)).toEqual({ users: ids, aside: [] });
    expect(ids.map((id) => isKeyed(directory, id))).toEqual([true, true, true]);
  });

  test('holds the marker: what is put into it by hand is refused as it is in the store', async () => {
    const from = firstFormatStore(ids);
    await found(from);
    const folder = join(temporaryFolder(), 'backup');
    await backUp({ directory: from, folder, clock });
    writeFileSync(join(folder, 'users/2.json'), unkeyed(user(2)));
    const directory = join(temporaryFolder(), 'data');
    await restore({ directory, folder });
    expect(await found(directory)).toEqual({ users: [1, 3], aside: ['2.json'] });
  });

  test('with a marker that is none is refused, and nothing is written', async () => {
    const from = firstFormatStore(ids);
    const folder = join(temporaryFolder(), 'backup');
    await backUp({ directory: from, folder, clock });
    writeFileSync(join(folder, 'store.json'), '{}');
    const directory = join(temporaryFolder(), 'data');
    await expect(restore({ directory, folder })).rejects.toThrow(/store\.json is damaged\. Nothing was restored/);
    expect(() => readdirSync(directory)).toThrow(/ENOENT/);
  });

  test('during which a start writes the store anew is refused, and names the way', async () => {
    const directory = firstFormatStore(ids);
    const folder = join(temporaryFolder(), 'backup');
    let isMigrated = false;
    const disk: Disk = { ...realDisk, readFile: async (path) => {
      const bytes = await realDisk.readFile(path);
      if (path.endsWith('/2.json') && !isMigrated) {
        isMigrated = true;
        await found(directory);
      }
      return bytes;
    } };
    await expect(backUp({ directory, folder, clock, disk })).rejects.toThrow(/Take the backup again, into a new folder\.$/);
    await expect(restore({ directory: join(temporaryFolder(), 'data'), folder })).rejects.toThrow(/is no backup/);
  });

  test('of a store that is still being written anew can be restored, and the start there goes on', async () => {
    const from = firstFormatStore(ids);
    const disk: Disk = { ...realDisk, rename: async (a, b) => { if (b.endsWith('/2.json')) throw Object.assign(new Error('EIO'), { code: 'EIO' }); await realDisk.rename(a, b); } };
    await (await open(from, disk)).close();
    const folder = join(temporaryFolder(), 'backup');
    await backUp({ directory: from, folder, clock });
    const directory = temporaryFolder();
    rmSync(directory, { recursive: true });
    await restore({ directory, folder });
    expect(await found(directory)).toEqual({ users: ids, aside: [] });
  });
});
