import { describe, expect, test } from '@jest/globals';
import type { Link } from '../../src/model/account.js';
import { UnavailableError } from '../../src/model/errors.js';
import { silentLog } from '../../src/model/log.js';
import { decimal, ZERO } from '../../src/model/money.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import type { Valuation } from '../../src/model/trading/valuation.js';
import { createSchedules, giveUpAfterMs, retryPausesMs, summariesAtOnce, summaryTimeoutMs } from '../../src/schedules/scheduler.js';
import { lateAfterMs } from '../../src/schedules/dailySummary.js';
import { instantOf } from '../../src/schedules/localTime.js';
import { createFakeClock, settlePromises } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';

const zone = 'Africa/Johannesburg';
const at = (date: string, time: string): number => instantOf(date, time, zone);
const start = at('2025-11-21', '07:00');
const due = at('2025-11-21', '08:00');
const valuation: Valuation = { total: decimal('1234.5'), rows: [], dust: { count: 0, value: ZERO } };
const link = { keyVersion: 1, tail: 'abcd', linkedAt: 0 } as Link;
const linked = (id: number): UserRecord => ({ ...newUser(id, id, 'Ann', 0), link });

function open(records: readonly UserRecord[] = [linked(7)]) {
  const clock = createFakeClock(start);
  const store = createMemoryStore(records);
  const asked: number[] = [];
  const deps = { summary: async (_userId: number): Promise<Valuation> => valuation };
  const schedules = createSchedules({ store, clock, log: silentLog, summary: (userId) => {
    asked.push(userId);
    return deps.summary(userId);
  } });
  const tick = async (now: number): Promise<void> => {
    clock.set(now);
    await schedules.tick(now);
  };
  const rows = (id = 7) => store.read(id)?.outbox ?? [];
  return { clock, store, schedules, tick, rows, asked, deps };
}

const daily = { every: 'day', time: '08:00' } as const;
const down = async (): Promise<Valuation> => {
  throw new UnavailableError('network', 'balances');
};

describe('a scheduled summary', () => {
  test('is claimed and its message owed in one write, once', async () => {
    const { schedules, tick, rows, store } = open();
    await schedules.set(7, daily);
    await tick(due - 1);
    expect(rows()).toEqual([]);
    const writes = store.writes();
    await tick(due);
    await tick(due + 20_000);
    expect([store.writes(), rows().length, store.read(7)?.schedule?.claimed]).toEqual([writes + 1, 1, '2025-11-21']);
    expect(rows()[0]).toMatchObject({ id: 'summary:2025-11-21', kind: 'summary', eventAt: due, data: { period: '2025-11-21', dueAt: due, late: false, valuation } });
  });

  test('comes every day', async () => {
    const { schedules, tick, rows } = open();
    await schedules.set(7, daily);
    for (let hour = 0; hour < 72; hour += 1) await tick(start + hour * 3_600_000);
    expect(rows().map((row) => row.id)).toEqual(['summary:2025-11-21', 'summary:2025-11-22', 'summary:2025-11-23']);
  });

  test.each([[lateAfterMs, false], [lateAfterMs + 1, true]] as const)('made %i ms after its time is late: %s', async (afterMs, late) => {
    const { schedules, tick, rows } = open();
    await schedules.set(7, daily);
    await tick(due + afterMs);
    expect(rows()[0]?.data['late']).toBe(late);
  });

  test('is sent once, late, for the latest of several periods missed while the program was down', async () => {
    const { schedules, tick, rows } = open();
    await schedules.set(7, daily);
    await tick(at('2025-11-25', '12:00'));
    await tick(at('2025-11-25', '12:01'));
    expect(rows().map(({ id, data }) => [id, data['late']])).toEqual([['summary:2025-11-25', true]]);
  });

  test('is not owed for a time of today that was past when it was set', async () => {
    const { schedules, tick, rows, clock } = open();
    clock.set(due + 3_600_000);
    await schedules.set(7, daily);
    await tick(due + 3_700_000);
    expect(rows()).toEqual([]);
    expect(schedules.nextAt(7)).toBe(at('2025-11-22', '08:00'));
  });

  test('in another zone is due by that zone from the next tick on', async () => {
    const { schedules, tick, rows, store } = open();
    await schedules.set(7, daily);
    await tick(start);
    await store.update(7, (record) => ({ record: { ...record, settings: { ...record.settings, timeZone: 'Europe/Berlin' } }, result: undefined }));
    await tick(due);
    expect(rows()).toEqual([]);
    await tick(due + 3_600_000);
    expect(rows()).toHaveLength(1);
  });

  test.each([
    ['has no key', { ...newUser(7, 7, 'Ann', 0) }], ['cannot be written to', { ...linked(7), parked: { reason: 'blocked', since: 0 } }],
  ])('is not made for a person who %s', async (_who, record) => {
    const { schedules, tick, rows, asked } = open([record]);
    await schedules.set(7, daily);
    await tick(due);
    expect([rows(), asked]).toEqual([[], []]);
  });
});

describe('a summary that cannot be read', () => {
  test('claims nothing and is tried again after growing pauses', async () => {
    const { schedules, tick, rows, asked, deps, store } = open();
    await schedules.set(7, daily);
    deps.summary = down;
    let now = due;
    for (const pauseMs of retryPausesMs) {
      await tick(now);
      const tries = asked.length;
      await tick(now + pauseMs - 1);
      expect(asked.length).toBe(tries);
      now += pauseMs;
    }
    expect([asked.length, rows(), store.read(7)?.schedule?.claimed]).toEqual([retryPausesMs.length, [], undefined]);
    deps.summary = async () => valuation;
    await tick(now);
    expect(rows()[0]).toMatchObject({ id: 'summary:2025-11-21', data: { late: true } });
  });

  test('is given up six hours after it was due, and the person told once', async () => {
    const { schedules, tick, rows, deps } = open();
    await schedules.set(7, daily);
    deps.summary = down;
    for (let now = due; now < due + giveUpAfterMs; now += 60_000) await tick(now);
    expect(rows()).toEqual([]);
    for (let now = due + giveUpAfterMs; now < due + giveUpAfterMs + 3_600_000; now += 60_000) await tick(now);
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toMatchObject({ id: 'summary:2025-11-21', data: { failed: true, late: true, valuation: { total: '0', rows: [] } } });
  });

  test('because it never ends counts as failed and holds up nobody for ever', async () => {
    const { schedules, clock, rows, deps, asked } = open();
    await schedules.set(7, daily);
    deps.summary = () => new Promise<Valuation>(() => undefined);
    clock.set(due);
    const ticking = schedules.tick(due);
    await clock.advance(summaryTimeoutMs);
    await ticking;
    expect([rows(), asked.length]).toEqual([[], 1]);
  });

  test('because it cannot be stored is tried again', async () => {
    const { schedules, tick, rows, store } = open();
    await schedules.set(7, daily);
    store.failWrites(1);
    await tick(due);
    expect(rows()).toEqual([]);
    await tick(due + 60_000);
    expect(rows()).toHaveLength(1);
  });

  test('does not keep the others from theirs', async () => {
    const { schedules, tick, rows, deps } = open([linked(7), linked(8)]);
    await schedules.set(7, daily);
    await schedules.set(8, daily);
    deps.summary = (userId) => (userId === 7 ? down() : Promise.resolve(valuation));
    await tick(due);
    expect([rows(7).length, rows(8).length]).toEqual([0, 1]);
  });
});

describe('many at once', () => {
  test('are made a few at a time, and a tick during a tick makes none twice', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => index + 1);
    const { schedules, clock, rows, deps, asked } = open(ids.map(linked));
    for (const id of ids) await schedules.set(id, daily);
    let working = 0;
    let most = 0;
    deps.summary = async () => {
      working += 1;
      most = Math.max(most, working);
      await settlePromises();
      working -= 1;
      return valuation;
    };
    clock.set(due);
    await Promise.all([schedules.tick(due), schedules.tick(due)]);
    expect([most, asked.length, ids.every((id) => rows(id).length === 1)]).toEqual([summariesAtOnce, 20, true]);
  });

  test('a schedule changed while its summary was being read is not claimed by it', async () => {
    const { schedules, clock, rows, deps } = open();
    await schedules.set(7, daily);
    clock.set(due + 1000);
    deps.summary = async () => {
      await schedules.set(7, { every: 'day', time: '20:00' });
      return valuation;
    };
    await schedules.tick(due + 1000);
    expect(rows()).toEqual([]);
  });
});

describe('setting and clearing', () => {
  test('a weekly one keeps its day and says when it comes next', async () => {
    const { schedules } = open();
    expect(await schedules.set(7, { every: 'week', weekday: 'mon', time: '08:00' })).toEqual({ every: 'week', weekday: 'mon', time: '08:00', since: start });
    expect(schedules.nextAt(7)).toBe(at('2025-11-24', '08:00'));
  });

  test.each([
    [{ every: 'day', time: '24:00' }, 'schedule.badTime'], [{ every: 'day', time: '8:00' }, 'schedule.badTime'], [{ every: 'day', time: '' }, 'schedule.badTime'],
    [{ every: 'week', time: '08:00' }, 'schedule.badDay'],
  ] as const)('%j is refused', async (wanted, key) => {
    const { schedules, store } = open();
    await expect(schedules.set(7, wanted)).rejects.toMatchObject({ key });
    expect(store.read(7)?.schedule).toBeUndefined();
  });

  test('after today\'s summary was sent a new time of today comes tomorrow, also when the schedule was cleared in between', async () => {
    const { schedules, tick, rows, clock } = open();
    await schedules.set(7, daily);
    await tick(due);
    clock.set(due + 1000);
    await schedules.set(7, { every: 'day', time: '20:00' });
    expect(schedules.nextAt(7)).toBe(at('2025-11-22', '20:00'));
    expect([await schedules.clear(7), await schedules.clear(7), schedules.nextAt(7)]).toEqual([true, false, undefined]);
    await schedules.set(7, { every: 'day', time: '20:00' });
    expect(schedules.nextAt(7)).toBe(at('2025-11-22', '20:00'));
    await tick(at('2025-11-21', '20:00'));
    expect(rows()).toHaveLength(1);
  });

  test('nobody and strangers have no next summary', () => {
    const { schedules } = open();
    expect([schedules.nextAt(7), schedules.nextAt(99)]).toEqual([undefined, undefined]);
  });
});

test('it starts and stops without printing anything or keeping the program alive', async () => {
  const { schedules } = open();
  schedules.start();
  schedules.start();
  await schedules.stop();
  await schedules.stop();
});
