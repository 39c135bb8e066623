// Promises of the PINs: five tries a round, counted before they are looked at, over restarts and guesses at once.
import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createPins, type Pins } from '../../src/security/pins.js';
import { UnavailableError } from '../../src/model/errors.js';
import type { PinVerdict } from '../../src/model/pin.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { createKeySeal } from '../../src/security/sealKeys.js';
import { changed } from '../../src/storage/store.js';
import { openLowdbStore } from '../../src/storage/lowdb/lowdbStore.js';
import { silentLog } from '../../src/model/log.js';
import { createFakeClock } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { start } from '../accounts/samples.js';
import { recordCheck as check } from '../support/recordCheck.js';

const seal = createKeySeal(Buffer.alloc(32, 7), { apiHost: 'localhost' });
const right = '271828';
const minute = 60_000;

function prepare(records: readonly UserRecord[] = [newUser(7, 7, 'Thandi', start), newUser(8, 8, 'Ben', start)]) {
  const clock = createFakeClock(start);
  const store = createMemoryStore(records);
  const pins = createPins({ store, seal, clock, randomBytes });
  return { clock, store, pins, user: () => store.read(7)! };
}

/** Wrong by their form, so that a round costs no scrypt. */
async function fail(pins: Pins, times: number): Promise<PinVerdict[]> {
  const verdicts: PinVerdict[] = [];
  for (let count = 0; count < times; count += 1) verdicts.push(await pins.check(7, 'no PIN'));
  return verdicts;
}

describe('a PIN', () => {
  it('is right for its own digits and user only, and none is right where none is set', async () => {
    const { pins } = prepare();
    expect(await pins.check(7, right)).toEqual({ kind: 'none' });
    await pins.set(7, right);
    expect(await pins.check(7, '271829')).toEqual({ kind: 'wrong', left: 4 });
    expect(await pins.check(7, right)).toEqual({ kind: 'right' });
    expect(await pins.check(8, right)).toEqual({ kind: 'none' });
    await pins.set(7, '314159');
    expect([await pins.check(7, right), await pins.check(7, '314159')]).toEqual([{ kind: 'wrong', left: 4 }, { kind: 'right' }]);
    await pins.remove(7);
    expect(await pins.check(7, '314159')).toEqual({ kind: 'none' });
  });

  it('is stored sealed and salted: the same digits never look the same, and do not open in another record', async () => {
    const { pins, store, user } = prepare();
    await pins.set(7, right);
    await pins.set(8, right);
    expect(JSON.stringify([...store.all()])).not.toContain(right);
    const [first, second] = [user().pin!, store.read(8)!.pin!];
    expect(first.hash).not.toBe(second.hash);
    expect(Buffer.from(first.salt, 'base64url')).toHaveLength(16);
    await store.update(7, (record) => changed({ ...record, pin: second }));
    await expect(pins.check(7, right)).rejects.toThrow('sealed value');
  });

  it.each(['', '12345', '1234567', 'abcdef'])('%j is refused', async (digits) => {
    const { pins, user } = prepare();
    await expect(pins.set(7, digits)).rejects.toThrow(RangeError);
    expect(user().pin).toBeUndefined();
  });
});

describe('wrong tries', () => {
  it('are counted down to a block of 15 minutes, then of 1 hour, then of 24 hours, again and again', async () => {
    const { pins, clock } = prepare();
    await pins.set(7, right);
    for (const block of [15 * minute, 60 * minute, 1440 * minute, 1440 * minute]) {
      const until = clock.now() + block;
      expect(await fail(pins, 7)).toEqual([
        ...[4, 3, 2, 1].map((left) => ({ kind: 'wrong', left })), ...Array.from({ length: 3 }, () => ({ kind: 'blocked', until })),
      ]);
      expect(await pins.check(7, right)).toEqual({ kind: 'blocked', until });
      await clock.advance(block - 1);
      expect(await pins.check(7, right)).toEqual({ kind: 'blocked', until });
      await clock.advance(1);
    }
    expect(await pins.check(7, right)).toEqual({ kind: 'right' });
    expect(await fail(pins, 1)).toEqual([{ kind: 'wrong', left: 4 }]);
  });

  it('are forgotten after the right one, also when that was the last of a round', async () => {
    const { pins, user } = prepare();
    await pins.set(7, right);
    await fail(pins, 4);
    expect(await pins.check(7, right)).toEqual({ kind: 'right' });
    expect([user().pin?.wrong, user().pin?.blockedUntil]).toEqual([0, undefined]);
  });

  it('made at once are no more than five', async () => {
    const { pins, user } = prepare();
    await pins.set(7, right);
    const guesses = Array.from({ length: 12 }, (_, index) => pins.check(7, String(300_000 + index)));
    const kinds = (await Promise.all(guesses)).map((verdict) => verdict.kind);
    expect([kinds.filter((kind) => kind === 'wrong').length, kinds.filter((kind) => kind === 'blocked').length]).toEqual([4, 8]);
    expect(user().pin?.wrong).toBe(5);
  });

  it('count from the moment before they are looked at: nothing is looked at when that cannot be stored', async () => {
    const { pins, store, user } = prepare();
    await pins.set(7, right);
    store.failWrites(1);
    await expect(pins.check(7, right)).rejects.toThrow(UnavailableError);
    expect(user().pin?.wrong).toBe(0);
    const cut = createPins({ store, seal: { ...seal, open: () => { throw new Error('cut off'); } }, clock: createFakeClock(start), randomBytes });
    await expect(cut.check(7, right)).rejects.toThrow('cut off');
    expect(user().pin?.wrong).toBe(1);
  });

  it('are still counted, and a block still holds, after a restart', async () => {
    const directory = temporaryFolder();
    const clock = createFakeClock(start);
    const open = async () => {
      const store = await openLowdbStore({ directory, clock, log: silentLog, check });
      return { store, pins: createPins({ store, seal, clock, randomBytes }) };
    };
    const first = await open();
    await first.store.create(newUser(7, 7, 'Thandi', start));
    await first.pins.set(7, right);
    await fail(first.pins, 3);
    await first.store.close();
    const second = await open();
    expect(await fail(second.pins, 2)).toEqual([{ kind: 'wrong', left: 1 }, { kind: 'blocked', until: start + 15 * minute }]);
    await second.store.close();
    const third = await open();
    expect(await third.pins.check(7, right)).toEqual({ kind: 'blocked', until: start + 15 * minute });
    await clock.advance(15 * minute);
    expect(await third.pins.check(7, right)).toEqual({ kind: 'right' });
    await third.store.close();
  });
});
