// Two machines on one data folder: a beat that goes on keeps it, one that stands still loses it, and who lost it changes nothing more.
import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { systemClock, type Clock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { takeOverMs, type Lock } from '../../../src/storage/lowdb/heldLock.js';
import { takeLock } from '../../../src/storage/lowdb/lock.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { createFakeClock, settlePromises, type FakeClock } from '../../support/fakeClock.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { compileHolder, startHolder } from './lockHolder.js';
import { bootA, bootB, fastPorts, portsOn } from './lockWorld.js';
import { VolatileDisk } from './volatileDisk.js';
import { recordCheck as check } from '../../support/recordCheck.js';

/** Owner and newcomer, each on a machine and a clock of its own, and the disk they share. */
async function twoMachines(): Promise<{ readonly disk: VolatileDisk; readonly owner: Lock; readonly ownersClock: FakeClock; readonly clock: FakeClock }> {
  const [ownersClock, clock, disk] = [createFakeClock(), createFakeClock(), new VolatileDisk()];
  await disk.makeFolder('/data');
  const owner = await takeLock('/data', disk, portsOn(ownersClock, bootA));
  return { disk, owner, ownersClock, clock };
}

/** What has become of a promise by now. */
async function stateOf(promise: Promise<unknown>): Promise<string> {
  await settlePromises();
  return Promise.race([promise.then(() => 'resolved', (error: unknown) => (error as Error).message), settlePromises().then(() => 'waiting')]);
}

const marks = (disk: VolatileDisk): string[] => disk.names('/data/lock').map((path) => path.slice('/data/lock/'.length));

describe('a newcomer on another machine', () => {
  test('is refused when the beat goes on, with the host of the owner', async () => {
    const { disk, ownersClock, clock, owner } = await twoMachines();
    const entering = takeLock('/data', disk, portsOn(clock, bootB, 'web-2', 12));
    const refused = expect(entering).rejects.toThrow('in use by process 11 on web-1:');
    await clock.advance(5_000);
    await ownersClock.advance(2_000);
    await clock.advance(1_000);
    await refused;
    expect(marks(disk)).toEqual(['1']);
    expect(await owner.mayLeave()).toBe(true);
  });

  test('waits as long as the beat might go on, and enters when it has stood still for 15 s on its own clock', async () => {
    const { disk, clock } = await twoMachines();
    const entering = takeLock('/data', disk, portsOn(clock, bootB, 'web-2', 12));
    await settlePromises();
    await clock.advance(takeOverMs - 1);
    expect([await stateOf(entering), marks(disk)]).toEqual(['waiting', ['1']]);
    await clock.advance(1_000);
    expect([await stateOf(entering), marks(disk)]).toEqual(['resolved', ['2']]);
  });

  test('enters at once when the owner leaves meanwhile', async () => {
    const { disk, clock, owner } = await twoMachines();
    const entering = takeLock('/data', disk, portsOn(clock, bootB));
    await clock.advance(1_000);
    await owner.release();
    await clock.advance(1_000);
    expect(await stateOf(entering)).toBe('resolved');
  });

  test('is one of two: both watched, and the one that enters second is refused', async () => {
    const { disk, clock } = await twoMachines();
    const both = ['web-2', 'web-3'].map((host) => takeLock('/data', disk, portsOn(clock, bootB, host)));
    const settled = Promise.allSettled(both);
    await clock.advance(takeOverMs + 5_000);
    expect((await settled).map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('an owner that was paused', () => {
  /** An owner whose clock can be moved on without its timers. */
  async function pausable(): Promise<{ readonly disk: VolatileDisk; readonly owner: Lock; readonly ownersClock: FakeClock; readonly clock: FakeClock; readonly slept: { monotonic: number; now: number } }> {
    const [ownersClock, clock, disk, slept] = [createFakeClock(), createFakeClock(), new VolatileDisk(), { monotonic: 0, now: 0 }];
    await disk.makeFolder('/data');
    const seen: Clock = { ...ownersClock, monotonic: () => ownersClock.monotonic() + slept.monotonic, now: () => ownersClock.now() + slept.now };
    return { disk, ownersClock, clock, slept, owner: await takeLock('/data', disk, portsOn(seen, bootA)) };
  }

  async function takeOver(disk: VolatileDisk, clock: FakeClock): Promise<Lock> {
    const entering = takeLock('/data', disk, portsOn(clock, bootB, 'web-2', 12));
    await clock.advance(takeOverMs + 1_000);
    return entering;
  }

  test.each<[string, { monotonic: number; now: number }]>([
    ['by both clocks', { monotonic: 20_000, now: 20_000 }],
    ['while its machine slept, which only the wall clock counts', { monotonic: 0, now: 20_000 }],
    ['while its machine was held from outside and set right later', { monotonic: 20_000, now: 0 }],
  ])('%s may do nothing once another has taken over, says so, and leaves the other alone', async (_, time) => {
    const { disk, owner, clock, slept } = await pausable();
    const taker = await takeOver(disk, clock);
    Object.assign(slept, time);
    expect(await owner.mayLeave()).toBe(false);
    expect((await owner.lost).message).toBe('The data folder /data was taken over by another process while this one stood still: this one ends, and sends and stores nothing more.');
    await owner.release();
    expect([marks(disk), await taker.mayLeave()]).toEqual([['2'], true]);
  });

  test('finds it at its next beat where nothing is asked', async () => {
    const { disk, owner, ownersClock, clock } = await pausable();
    await takeOver(disk, clock);
    await ownersClock.advance(2_000);
    expect(await stateOf(owner.lost)).toBe('resolved');
  });

  test('finds it also when who took over has left again, and the number is a third one\'s', async () => {
    const { disk, owner, clock, slept } = await pausable();
    await (await takeOver(disk, clock)).release();
    expect(marks(disk)).toEqual([]);
    const third = await takeLock('/data', disk, portsOn(createFakeClock(), bootB));
    slept.monotonic = 20_000;
    expect(await owner.mayLeave()).toBe(false);
    await owner.release();
    expect([marks(disk), await third.mayLeave()]).toEqual([['1'], true]);
  });

  test('goes on where nobody has taken over, under a number that no newcomer can take any more', async () => {
    const { disk, owner, clock, slept } = await pausable();
    const entering = takeLock('/data', disk, portsOn(clock, bootB, 'web-2', 12));
    await clock.advance(takeOverMs - 1_000);
    slept.monotonic = 14_000;
    expect(await owner.mayLeave()).toBe(true);
    expect(marks(disk)).toEqual(['2']);
    await clock.advance(2_000);
    expect(await stateOf(entering)).toBe('waiting');
    await owner.release();
    await clock.advance(1_000);
    expect(await stateOf(entering)).toBe('resolved');
  });

  test('may do nothing while the disk refuses its beat, and again when the disk is well', async () => {
    const [clock, disk] = [createFakeClock(), new VolatileDisk()];
    await disk.makeFolder('/data');
    const sick = { is: false };
    const failing = Object.assign(Object.create(disk) as VolatileDisk, {
      rewrite: (...words: Parameters<VolatileDisk['rewrite']>) => (sick.is ? Promise.reject(new Error('EIO')) : disk.rewrite(...words)),
      open: (path: string) => (sick.is ? Promise.reject(new Error('EIO')) : disk.open(path)),
      makeFolder: (path: string) => disk.makeFolder(path), link: (from: string, to: string) => disk.link(from, to), unlink: (path: string) => disk.unlink(path),
      list: (path: string) => disk.list(path), readFile: (path: string) => disk.readFile(path),
    });
    const owner = await takeLock('/data', failing, portsOn(clock, bootA));
    sick.is = true;
    await clock.advance(7_000);
    expect(await owner.mayLeave()).toBe(true);
    await clock.advance(2_000);
    expect([await owner.mayLeave(), await stateOf(owner.lost)]).toEqual([false, 'waiting']);
    sick.is = false;
    expect(await owner.mayLeave()).toBe(true);
  });
});

test('a real process stopped in its tracks while another machine takes over writes nothing when it goes on, and ends with 75', async () => {
  const directory = temporaryFolder();
  const paused = startHolder(await compileHolder(), directory, 'other machine');
  await paused.hear(/wrote 3\n/);
  // Stopped between asking and renaming it would still do that, once; no lock can help it.
  writeFileSync(`${directory}/quiet`, '');
  await paused.hear(/quiet\n/);
  paused.child.kill('SIGSTOP');
  const store = await openLowdbStore({ directory, clock: systemClock, log: silentLog, check, lock: fastPorts(20, bootB, 'web-2') });
  const atTakeOver = store.read(7)?.createdAt;
  await store.update(7, (record) => ({ record: { ...record, createdAt: record.createdAt + 1_000_000 }, result: undefined }));
  writeFileSync(`${directory}/go`, '');
  paused.child.kill('SIGCONT');
  expect(await paused.ended).toBe(75);
  expect(paused.said()).toMatch(/was taken over by another process .*\n$/);
  await store.close();
  const again = await openLowdbStore({ directory, clock: systemClock, log: silentLog, check });
  expect(again.read(7)?.createdAt).toBe((atTakeOver ?? 0) + 1_000_000);
  await again.close();
});
