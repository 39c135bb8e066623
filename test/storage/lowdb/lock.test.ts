// One data folder has one process at a time, whatever container or host it is in; what a dead one left behind is taken over.
import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { realDisk, type Disk } from '../../../src/storage/lowdb/disk.js';
import type { Lock } from '../../../src/storage/lowdb/heldLock.js';
import { takeLock } from '../../../src/storage/lowdb/lock.js';
import { hostWord } from '../../../src/storage/lowdb/lockMark.js';
import type { LockPorts } from '../../../src/storage/lowdb/lockPorts.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import type { OwnedStore } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { compileHolder, hasNamespaces, startHolder, type HolderForm } from './lockHolder.js';
import { decidingPorts, impatientPorts, machine, noSockets } from './lockWorld.js';
import { recordCheck as check } from '../../support/recordCheck.js';

const open = (directory: string, lock: LockPorts = decidingPorts): Promise<OwnedStore> => openLowdbStore({ directory, clock: systemClock, log: silentLog, check, lock });

/** The numbered marks there are. */
const marks = (directory: string): string[] => readdirSync(`${directory}/lock`).filter((name) => /^\d+$/.test(name));

const sockets = (directory: string): string[] => readdirSync(`${directory}/lock`).filter((name) => name.endsWith('.sock'));

/** Of a process that listened on this machine and is gone, its socket too. */
const deadMark = '{"boot":"00000000-0000-0000-0000-000000000000","id":"0123456789abcdef","socket":true,"pid":999999999,"host":"web-1","beat":"000000000017"}\n';

const inUse = (directory: string, who: string): string => `The data folder ${directory} is in use by ${who}: stop that one first, or set DATA_DIR to another folder.`;

describe('the lock', () => {
  test('refuses a second process with one sentence that names the first, and the first goes on undisturbed', async () => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await store.create(user(1));
    const folder = await compileHolder();
    const second = startHolder(folder, directory);
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(`${inUse(directory, `process ${process.pid}`)}\n`);
    await store.update(1, append('a'));
    await store.close();
    const next = startHolder(folder, directory);
    await next.hear(/^open/);
    writeFileSync(`${directory}/release`, '');
    expect(await next.ended).toBe(0);
  });

  test.each<[string, HolderForm, boolean]>([
    [hasNamespaces ? 'in pid namespaces of their own, each process 1' : 'told that they are process 1 each, for this machine makes no pid namespaces', hasNamespaces ? 'as it is' : 'pid 1', hasNamespaces],
    ['that both believe to be process 1', 'pid 1', false],
  ])('holds between two processes %s; and when the first is killed the next has it at once', async (_, form, ownNamespace) => {
    const directory = temporaryFolder();
    const folder = await compileHolder();
    const first = startHolder(folder, directory, form, ownNamespace);
    await first.hear(/^open/);
    const second = startHolder(folder, directory, form, ownNamespace);
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(`${inUse(directory, 'process 1')}\n`);
    first.child.kill('SIGKILL');
    await first.ended;
    const third = startHolder(folder, directory, form, ownNamespace);
    await third.hear(/^open/);
    writeFileSync(`${directory}/release`, '');
    expect(await third.ended).toBe(0);
    expect(readdirSync(`${directory}/lock`)).toEqual([]);
  });

  test('what kill -9 leaves, mark and socket, is dead at a look and cleared away', async () => {
    const directory = temporaryFolder();
    const killed = startHolder(await compileHolder(), directory);
    await killed.hear(/^open/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    const left = sockets(directory);
    expect([marks(directory), left]).toEqual([['1'], [expect.stringMatching(/^[0-9a-f]{16}\.sock$/)]]);
    const store = await open(directory, decidingPorts);
    expect([marks(directory), sockets(directory).length]).toEqual([['2'], 1]);
    expect(sockets(directory)).not.toEqual(left);
    await store.close();
    expect(readdirSync(`${directory}/lock`)).toEqual([]);
  });

  test('a process that is stopped in its tracks has it still, on the same machine', async () => {
    const directory = temporaryFolder();
    const paused = startHolder(await compileHolder(), directory);
    await paused.hear(/^open/);
    paused.child.kill('SIGSTOP');
    await expect(open(directory)).rejects.toThrow(inUse(directory, `process ${String(paused.child.pid)}`));
    paused.child.kill('SIGCONT');
    writeFileSync(`${directory}/release`, '');
    expect(await paused.ended).toBe(0);
  });

  test('lets exactly one of four processes started together in, over the lock of a dead one', async () => {
    const directory = temporaryFolder();
    const folder = await compileHolder();
    const killed = startHolder(folder, directory);
    await killed.hear(/^open/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    let refused = 0;
    const statuses = await Promise.all(Array.from({ length: 4 }, async () => {
      const status = await startHolder(folder, directory).ended;
      refused += 1;
      if (refused === 3) writeFileSync(`${directory}/release`, '');
      return status;
    }));
    expect(statuses.toSorted()).toEqual([0, 1, 1, 1]);
    expect(readdirSync(`${directory}/lock`)).toEqual([]);
  });

  test('refuses the same process a second time, until it has closed', async () => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await expect(open(directory)).rejects.toThrow(inUse(directory, `process ${process.pid}`));
    await store.close();
    await (await open(directory)).close();
  });

  test.each([
    ['of this machine whose socket is gone', deadMark],
    ['of another machine', deadMark.replace('"socket":true', '"socket":false')],
    ['left by an earlier version', '{"pid":1,"birth":""}\n'],
    ['torn by a power cut', '{"boot":"1'],
    ['empty', ''],
  ])('a mark %s that stands still is taken over and cleared away', async (_, mark) => {
    const directory = temporaryFolder();
    mkdirSync(`${directory}/lock`);
    writeFileSync(`${directory}/lock/1`, mark);
    writeFileSync(`${directory}/lock/new-1-1`, 'left behind');
    const store = await open(directory, { ...impatientPorts(), ...machine('00000000-0000-0000-0000-000000000000', 'web-1', 12) });
    expect(marks(directory)).toEqual(['2']);
    await store.close();
    expect(readdirSync(`${directory}/lock`)).toEqual([]);
  });

  test.each(['with its socket', 'without it'])('the copy of a folder in use, %s, is a folder of its own', async (form) => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await store.create(user(1));
    const copy = `${temporaryFolder()}/copy`;
    expect(spawnSync('cp', ['-a', directory, copy]).status).toBe(0);
    if (form === 'without it') spawnSync('sh', ['-c', 'rm "$0"/lock/*.sock', copy]);
    const ofCopy = await open(copy, form === 'without it' ? impatientPorts() : decidingPorts);
    await Promise.all([ofCopy.update(1, append('copy')), store.update(1, append('first'))]);
    expect([ofCopy.read(1)?.delivered, store.read(1)?.delivered]).toEqual([['copy'], ['first']]);
    expect([await store.mayLeave(), await ofCopy.mayLeave()]).toEqual([true, true]);
    await Promise.all([store.close(), ofCopy.close()]);
  });

  test('holds where a path is too long for a socket: the beat shows who lives', async () => {
    const directory = `${temporaryFolder()}/${'long-'.repeat(20)}`;
    const folder = await compileHolder();
    const first = startHolder(folder, directory);
    await first.hear(/^open/);
    expect(readFileSync(`${directory}/lock/1`, 'utf8')).toContain('"socket":false');
    const second = startHolder(folder, directory);
    expect(await second.ended).toBe(1);
    expect(second.said()).toBe(`${inUse(directory, `process ${String(first.child.pid)}`)}\n`);
    first.child.kill('SIGKILL');
    await first.ended;
    await (await open(directory, impatientPorts())).close();
  });

  test('holds on a file system that has no sockets', async () => {
    const directory = temporaryFolder();
    const store = await open(directory, { ...impatientPorts(), sockets: noSockets });
    await expect(open(directory, { ...decidingPorts, wait: (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }) })).rejects.toThrow(inUse(directory, `process ${process.pid}`));
    await store.close();
  });

  test('names the host where the process is on another', async () => {
    const directory = temporaryFolder();
    const ours = await open(directory);
    const elsewhere = { ...impatientPorts(), ...machine('0b0b0b0b-0000-4000-8000-000000000000', 'web-2', 1), wait: (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); }) };
    await expect(open(directory, elsewhere)).rejects.toThrow(inUse(directory, `process ${process.pid} on ${hostWord(hostname())}`));
    await ours.close();
    expect(existsSync(`${directory}/lock/1`)).toBe(false);
  });

  test('is not taken by one who looked before another came and went and a third came in', async () => {
    const directory = temporaryFolder();
    mkdirSync(`${directory}/lock`);
    writeFileSync(`${directory}/lock/41`, deadMark);
    let resume = (): void => undefined;
    const held = new Promise<void>((resolve) => { resume = resolve; });
    let waits = (): void => undefined;
    const waiting = new Promise<void>((resolve) => { waits = resolve; });
    const slow = takeLock(directory, { ...realDisk, open: async (path, mode) => {
      waits();
      await held;
      return realDisk.open(path, mode);
    } }, impatientPorts());
    await waiting;
    await (await takeLock(directory, realDisk, impatientPorts())).release();
    const third = await takeLock(directory, realDisk);
    resume();
    await expect(slow).rejects.toThrow('in use by process');
    expect(marks(directory)).toEqual(['1']);
    await third.release();
  });

  test('is never held twice, however the steps of those who want it fall between each other', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const directory = temporaryFolder();
      mkdirSync(`${directory}/lock`);
      writeFileSync(`${directory}/lock/1`, deadMark);
      const holders: Lock[] = [];
      await Promise.allSettled(Array.from({ length: 4 }, async (_, index) => {
        holders.push(await takeLock(directory, delaying(seed * 7919 + index * 104_729), impatientPorts()));
      }));
      expect(holders.length).toBeLessThanOrEqual(1);
      await Promise.all(holders.map((lock) => lock.release()));
    }
  });
});

/** The real disk with a pause of 0 to 3 turns of the event loop before each call, drawn from the seed. */
function delaying(seed: number): Disk {
  let state = seed;
  const pause = async (): Promise<void> => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    for (let turns = (state >>> 16) % 4; turns > 0; turns -= 1) await new Promise((resolve) => { setImmediate(resolve); });
  };
  return {
    ...realDisk,
    open: async (path, mode) => { await pause(); return realDisk.open(path, mode); },
    link: async (from, to) => { await pause(); await realDisk.link(from, to); },
    list: async (path) => { await pause(); return realDisk.list(path); },
    readFile: async (path) => { await pause(); return realDisk.readFile(path); },
    unlink: async (path) => { await pause(); await realDisk.unlink(path); },
  };
}
