// One data folder has one process at a time; what a dead one left behind is taken over.
import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { realDisk, type Disk } from '../../../src/storage/lowdb/disk.js';
import { takeLock, type Lock } from '../../../src/storage/lowdb/lock.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { isRunning, markOf } from '../../../src/storage/lowdb/processBirth.js';
import type { Store } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { compileProgram, ended, startProgram } from '../../support/childProgram.js';

const open = (directory: string): Promise<Store> => openLowdbStore({ directory, clock: systemClock, log: silentLog });

/** Opens the store, holds it until there is a file `release` beside it, closes it and says so; says why when it may not. */
const program = `
import { existsSync } from 'node:fs';
import { openLowdbStore } from './src/storage/lowdb/lowdbStore.js';
import { systemClock } from './src/model/clock.js';
import { silentLog } from './src/model/log.js';
import { newUser } from './src/model/user.js';
try {
  const store = await openLowdbStore({ directory: process.argv[2], clock: systemClock, log: silentLog });
  await store.create(newUser(process.pid, 1, 'Winner', 0));
  // Held until the others have been refused, however slow the machine is.
  for (let tries = 0; tries < 400 && !existsSync(process.argv[2] + '/release'); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  await store.close();
  console.log('opened');
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}
`;

describe('the lock', () => {
  test('refuses a second process with one sentence that names the first, and the first goes on undisturbed', async () => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await store.create(user(1));
    const folder = await compileProgram(program, ['src/model', 'src/pacing', 'src/storage']);
    const { output, code } = await ended(startProgram(folder, directory));
    expect(output).toBe(`The data folder ${directory} is in use by process ${process.pid}: stop that one first, or set DATA_DIR to another folder.\n`);
    expect(code).toBe(1);
    await store.update(1, append('a'));
    await store.close();
    writeFileSync(`${directory}/release`, '');
    const next = await ended(startProgram(folder, directory));
    expect(next.output).toBe('opened\n');
  });

  test('lets exactly one of four processes started together in, over the lock of a dead one', async () => {
    const directory = temporaryFolder();
    mkdirSync(`${directory}/lock`);
    writeFileSync(`${directory}/lock/41`, '{"pid":999999999,"birth":""}\n');
    const folder = await compileProgram(program, ['src/model', 'src/pacing', 'src/storage']);
    let refused = 0;
    const outcomes = await Promise.all(Array.from({ length: 4 }, async () => {
      const outcome = await ended(startProgram(folder, directory));
      refused += 1;
      if (refused === 3) writeFileSync(`${directory}/release`, '');
      return outcome;
    }));
    expect(outcomes.filter(({ code }) => code === 0)).toHaveLength(1);
    const store = await open(directory);
    expect([...store.all()]).toHaveLength(1);
    await store.close();
    expect(readdirSync(`${directory}/lock`)).toEqual([]);
  });

  test('refuses the same process a second time, until it has closed', async () => {
    const directory = temporaryFolder();
    const store = await open(directory);
    await expect(open(directory)).rejects.toThrow(`in use by process ${process.pid}:`);
    await store.close();
    await (await open(directory)).close();
  });

  test.each([
    ['of a pid that does not run', '{"pid":999999999,"birth":""}\n'],
    ['of a pid that now is another process', `{"pid":${process.pid},"birth":"00000000-0000-0000-0000-000000000000:1"}\n`],
    ['torn by a power cut', '{"pid":1'],
    ['empty', ''],
  ])('a mark %s is taken over and cleared away', async (_, mark) => {
    const directory = temporaryFolder();
    mkdirSync(`${directory}/lock`);
    writeFileSync(`${directory}/lock/1`, mark);
    writeFileSync(`${directory}/lock/new-1-1`, 'left behind');
    const store = await open(directory);
    expect(readdirSync(`${directory}/lock`)).toEqual(['2']);
    await store.close();
    expect(readdirSync(`${directory}/lock`)).toEqual([]);
  });

  test('a mark of a running process is respected', async () => {
    const directory = temporaryFolder();
    const init = (await markOf(process.ppid))!;
    mkdirSync(`${directory}/lock`);
    writeFileSync(`${directory}/lock/1`, `${JSON.stringify(init)}\n`);
    await expect(open(directory)).rejects.toThrow(`in use by process ${process.ppid}:`);
    expect(readFileSync(`${directory}/lock/1`, 'utf8')).toBe(`${JSON.stringify(init)}\n`);
  });

  test('is not taken by one who looked before another came and went and a third came in', async () => {
    const directory = temporaryFolder();
    mkdirSync(`${directory}/lock`);
    writeFileSync(`${directory}/lock/41`, '{"pid":999999999,"birth":""}\n');
    let resume = (): void => undefined;
    const held = new Promise<void>((resolve) => { resume = resolve; });
    let waits = (): void => undefined;
    const waiting = new Promise<void>((resolve) => { waits = resolve; });
    const slow = takeLock(directory, { ...realDisk, open: async (path, mode) => {
      waits();
      await held;
      return realDisk.open(path, mode);
    } });
    await waiting;
    await (await takeLock(directory, realDisk)).release();
    const third = await takeLock(directory, realDisk);
    resume();
    await expect(slow).rejects.toThrow('in use by process');
    expect(readdirSync(`${directory}/lock`)).toEqual(['1']);
    await third.release();
  });

  test('is never held twice, however the steps of those who want it fall between each other', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const directory = temporaryFolder();
      mkdirSync(`${directory}/lock`);
      writeFileSync(`${directory}/lock/1`, '{"pid":999999999,"birth":""}\n');
      const holders: Lock[] = [];
      await Promise.allSettled(Array.from({ length: 4 }, async (_, index) => {
        holders.push(await takeLock(directory, delaying(seed * 7919 + index * 104_729)));
      }));
      expect(holders.length).toBeLessThanOrEqual(1);
      await Promise.all(holders.map((lock) => lock.release()));
    }
  });
});

test('a process that has ended does not run, and one that runs is the one it was', async () => {
  const own = (await markOf(process.pid))!;
  expect(await isRunning(own)).toBe(true);
  expect(await isRunning({ ...own, birth: '' })).toBe(true);
  expect(await markOf(999_999_999)).toBeUndefined();
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
