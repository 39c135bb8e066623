// The power goes at every disk call, and whatever the medium kept of what was not synced, nothing acknowledged is lost.
import { expect, test } from '@jest/globals';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import type { Store } from '../../../src/storage/store.js';
import { append, user } from '../../support/describeStore.js';
import { VolatileDisk, type PowerCut } from './volatileDisk.js';
import { recordCheck as check } from '../../support/recordCheck.js';

const open = (disk: VolatileDisk): Promise<Store> => openLowdbStore({ directory: '/data', clock: systemClock, log: silentLog, check, disk });

const cuts: readonly PowerCut[] = (['none', 'half', 'all'] as const).flatMap((names) => (['none', 'torn', 'zeros', 'all'] as const).map((bytes) => ({ names, bytes })));

/** What each user was told is stored, and the changes that were under way when the power went. */
interface Told {
  readonly acknowledged: Map<number, string[]>;
  readonly asked: Map<number, string[]>;
}

/** Two users and changes of theirs, three at a time, until the end or the cut. */
async function work(disk: VolatileDisk): Promise<Told> {
  const told: Told = { acknowledged: new Map(), asked: new Map([[1, []], [2, []]]) };
  try {
    const store = await open(disk);
    for (const id of [1, 2]) {
      await store.create(user(id));
      told.acknowledged.set(id, []);
    }
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([1, 1, 2].map(async (id, index) => {
        const label = `${round}.${index}`;
        told.asked.get(id)?.push(label);
        await store.update(id, append(label));
        told.acknowledged.get(id)?.push(label);
      }));
    }
    await store.close();
  } catch {
    // The power is gone: what counts is what was told until then.
  }
  return told;
}

test.each(cuts)('unsynced names: $names, unsynced bytes: $bytes', async (cut) => {
  for (let cutAt = 1; ; cutAt += 1) {
    const disk = new VolatileDisk(cutAt);
    const { acknowledged, asked } = await work(disk);
    const left = disk.afterPowerCut(cut);
    // After a power cut no process of before runs: the marks in the lock folder are of a boot that is over.
    for (const mark of left.names('/data/lock')) await left.unlink(mark);
    const store = await open(left);
    expect([cutAt, store.setAside]).toEqual([cutAt, []]);
    for (const [id, labels] of acknowledged) expect([cutAt, store.read(id)?.delivered.slice(0, labels.length)]).toEqual([cutAt, labels]);
    for (const record of store.all()) expect(asked.get(record.id)?.slice(0, record.delivered.length)).toEqual(record.delivered);
    await store.close();
    if (disk.calls < cutAt) break;
  }
});
