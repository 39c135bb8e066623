// Alerts that go on: never twice for one crossing, never within the cool-down, and only after the value was back past the band.
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AlertRepeat, AlertRule } from '../../src/model/alert.js';
import { snoozeMs } from '../../src/model/alert.js';
import { decimal } from '../../src/model/money.js';
import { openAlerts, stopAlerts, user } from './openAlerts.js';

afterEach(stopAlerts);

const minute = 60_000;
const above: AlertRule = { kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: decimal('1000') };
const every = (everyMs: number): AlertRepeat => ({ everyMs, band: decimal('0.5') });

describe('a price alert that repeats', () => {
  test('fires once while the price swings about its threshold, and again once it was back by the band', async () => {
    const { tick, rows, add, clock } = openAlerts();
    await tick('990');
    await add(above, every(5 * minute));
    for (const price of ['1000', '999', '1001', '995.01', '1002', '995', '1003']) await tick(price);
    await clock.advance(60 * minute);
    for (const price of ['999', '1001']) await tick(price);
    expect(rows()).toEqual(['alert:a1:1']);
    await tick('994.99');
    await tick('1000');
    expect(rows()).toEqual(['alert:a1:1', 'alert:a1:2']);
  });

  test('is quiet until its cool-down is over, and fires then if it is so', async () => {
    const { tick, rows, state, add, clock } = openAlerts();
    await tick('990');
    await add(above, every(10 * minute));
    await tick('1000');
    await tick('990');
    expect(state()).toBe('asleep');
    await tick('1005');
    await clock.advance(9 * minute);
    expect(rows()).toEqual(['alert:a1:1']);
    await clock.advance(2 * minute);
    expect(rows()).toEqual(['alert:a1:1', 'alert:a1:2']);
  });

  test('is not kept from firing by being looked at: the cool-down counts from the firing', async () => {
    const { tick, rows, add, clock } = openAlerts();
    await tick('990');
    await add(above, every(10 * minute));
    await tick('1000');
    await tick('990');
    for (let at = 0; at < 22; at += 1) {
      await clock.advance(30_000);
      await tick('990', '991');
    }
    await tick('1000');
    expect(rows()).toEqual(['alert:a1:1', 'alert:a1:2']);
  });

  test('goes on as it was after a restart: waiting, asleep and awake', async () => {
    const first = openAlerts();
    await first.tick('990');
    await first.add(above, every(10 * minute));
    await first.tick('1000');
    const waiting = openAlerts(first.store, first.clock);
    await waiting.tick('1001');
    expect([waiting.state(), waiting.rows().length]).toEqual(['waiting', 1]);
    await waiting.tick('990');
    const asleep = openAlerts(first.store, first.clock);
    await asleep.tick('1001');
    expect([asleep.state(), asleep.rows().length]).toEqual(['asleep', 1]);
    await asleep.clock.advance(11 * minute);
    expect(asleep.rows()).toEqual(['alert:a1:1', 'alert:a1:2']);
  });

  test('that could not be woken for want of space is woken later', async () => {
    const { tick, rows, add, clock, store } = openAlerts();
    await tick('990');
    await add(above, every(5 * minute));
    await tick('1000');
    await tick('990');
    store.failWrites(1);
    await clock.advance(5 * minute + 100);
    await tick('1000');
    expect(rows().length).toBe(1);
    await clock.advance(3000);
    expect(rows().length).toBe(2);
  });

  /** In tenths, so that the prices are about the threshold and the band. */
  const walk = fc.array(fc.record({ tenths: fc.integer({ min: 9900, max: 10_060 }), minutes: fc.integer({ min: 0, max: 4 }) }), { minLength: 5, maxLength: 60 });
  test('fires exactly when a plain reading of its rule says so, whatever the price does', async () => {
    await fc.assert(fc.asyncProperty(walk, async (steps) => {
      const { tick, rows, add, clock } = openAlerts();
      await tick('980');
      await add(above, every(6 * minute));
      const model = { isArmed: true, firedAt: -Infinity, count: 0, price: 980 };
      const judge = (): void => {
        if (model.price < 995) model.isArmed = true;
        if (!model.isArmed || model.price < 1000 || clock.now() - model.firedAt < 6 * minute) return;
        Object.assign(model, { isArmed: false, firedAt: clock.now(), count: model.count + 1 });
      };
      for (const { tenths, minutes } of steps) {
        // The end of a cool-down is a moment to look too.
        for (let at = 0; at < minutes; at += 1) {
          await clock.advance(minute);
          judge();
        }
        model.price = tenths / 10;
        await tick(String(model.price));
        judge();
        expect(rows().length).toBe(model.count);
      }
    }), { numRuns: 60 });
  }, 60_000);
});

describe('snoozing', () => {
  const fired = async () => {
    const opened = openAlerts();
    await opened.tick('990');
    await opened.add(above);
    await opened.tick('1000');
    return opened;
  };

  test('lets a fired alert sleep for an hour, and it fires again if it is so then', async () => {
    const { alerts, rows, state, clock } = await fired();
    expect(await alerts.snooze(user, 'a1')).toMatchObject({ state: 'asleep', until: clock.now() + snoozeMs });
    await clock.advance(snoozeMs - 1);
    expect([state(), rows().length]).toEqual(['asleep', 1]);
    await clock.advance(2000);
    expect([state(), rows()]).toEqual(['resting', ['alert:a1:1', 'alert:a1:2']]);
  });

  test('ends in a message that says what is so: only what was seen to cross is told as a crossing', async () => {
    const { alerts, store, tick, add, clock } = openAlerts();
    const told = () => store.read(user)?.outbox.map(({ data }) => (data as { readonly already?: true }).already);
    await tick('990');
    await add(above);
    await tick('1000');
    await alerts.snooze(user, 'a1');
    await clock.advance(snoozeMs + 1000);
    expect(told()).toEqual([undefined, true]);
    await alerts.snooze(user, 'a1');
    await tick('990');
    await clock.advance(snoozeMs + 1000);
    await tick('1000');
    expect(told()).toEqual([undefined, true, undefined]);
  });

  test('ends in an armed alert when it is not so any more', async () => {
    const { alerts, rows, state, clock, tick } = await fired();
    await alerts.snooze(user, 'a1');
    await tick('990');
    await clock.advance(snoozeMs + 1000);
    expect([state(), rows().length]).toEqual(['armed', 1]);
    await tick('1000');
    expect(rows().length).toBe(2);
  });

  test('survives a restart, also one that lasts longer than the sleep', async () => {
    const { alerts, store, clock } = await fired();
    await alerts.snooze(user, 'a1');
    await clock.advance(snoozeMs / 2);
    const second = openAlerts(store, clock);
    await second.tick('1001');
    expect(second.state()).toBe('asleep');
    alerts.stop();
    await clock.advance(snoozeMs);
    const third = openAlerts(store, clock);
    await third.tick('1002');
    await clock.advance(2000);
    expect(third.rows()).toEqual(['alert:a1:1', 'alert:a1:2']);
  });

  test('can be ended by arming, and what is not there cannot be snoozed', async () => {
    const { alerts, tick } = await fired();
    await alerts.snooze(user, 'a1');
    await tick('990');
    const armed = await alerts.rearm(user, 'a1');
    expect([armed?.state, armed?.until, await alerts.snooze(user, 'no')]).toEqual(['armed', undefined, undefined]);
  });
});

describe('snooze of an alert that repeats', () => {
  const hour = 60 * minute;

  test('never brings it back before its cool-down is over, nor before the value was back past the band', async () => {
    const { tick, rows, state, add, clock, alerts } = openAlerts();
    await tick('990');
    await add(above, every(24 * hour));
    await tick('1000');
    expect(await alerts.snooze(user, 'a1')).toMatchObject({ state: 'asleep', until: clock.now() + 24 * hour });
    await clock.advance(25 * hour);
    await tick('1001');
    expect([state(), rows().length]).toEqual(['waiting', 1]);
    await tick('990');
    await tick('1000');
    expect(rows().length).toBe(2);
  });

  test('lets it sleep an hour where its cool-down is over sooner, and it waits then, however often it was snoozed', async () => {
    const { tick, rows, state, add, clock, alerts } = openAlerts();
    await tick('990');
    await add(above, every(5 * minute));
    await tick('1000');
    await alerts.snooze(user, 'a1');
    await clock.advance(30 * minute);
    expect(await alerts.snooze(user, 'a1')).toMatchObject({ until: clock.now() + snoozeMs });
    await clock.advance(snoozeMs + 1000);
    await tick('1001');
    expect([state(), rows().length]).toEqual(['waiting', 1]);
  });

  test('that was armed again before lets it fire on waking, if it is so then', async () => {
    const { tick, rows, add, clock, alerts } = openAlerts();
    await tick('990');
    await add(above, every(5 * minute));
    await tick('1000');
    await tick('990');
    await clock.advance(6 * minute);
    await alerts.snooze(user, 'a1');
    await tick('1001');
    await clock.advance(snoozeMs + 1000);
    expect(rows().length).toBe(2);
  });
});

test('an alert stored before there were other kinds is armed as it was', async () => {
  const { store, tick, rows } = openAlerts();
  const old = { kind: 'priceCrosses', id: 'old', market: 'btczar', direction: 'above', threshold: '100', state: 'waiting', createdAt: 0, fired: { at: 0, price: '101' }, firings: 1 };
  await store.update(user, (record) => ({ record: { ...record, alerts: { old: old as never } }, result: undefined }));
  await tick('99.99');
  await tick('100');
  expect([rows(), store.read(user)?.alerts['old']?.state]).toEqual([['alert:old:2'], 'resting']);
});
