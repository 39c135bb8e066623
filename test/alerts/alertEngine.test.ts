import { afterEach, describe, expect, test } from '@jest/globals';
import { retryAfterMs } from '../../src/alerts/alertWatch.js';
import { alertsPerUserLimit } from '../../src/model/alert.js';
import { decimal } from '../../src/model/money.js';
import { newUser } from '../../src/model/user.js';
import { settlePromises } from '../support/fakeClock.js';
import type { MemoryStore } from '../support/memoryStore.js';
import { openAlerts, stopAlerts, user } from './openAlerts.js';

afterEach(stopAlerts);

function open(store?: MemoryStore) {
  const opened = openAlerts(store);
  return { ...opened, add: opened.addPrice };
}

describe('an alert', () => {
  test('fires when its price is crossed: rested and its message owed in one write', async () => {
    const { tick, rows, state, add, store, clock } = open();
    await tick('90');
    await add();
    const writes = store.writes();
    await tick('100');
    expect([rows(), state(), store.writes()]).toEqual([['alert:a1:1'], 'resting', writes + 1]);
    const [row] = store.read(user)?.outbox ?? [];
    expect(row).toMatchObject({ kind: 'alertFired', eventAt: clock.now(), data: { alertId: 'a1', market: 'btczar', base: 'btc', quote: 'zar', direction: 'above', threshold: '100', price: '100', firedAt: clock.now() } });
    expect(store.read(user)?.alerts['a1']).toMatchObject({ firings: 1, fired: { at: clock.now(), price: '100' } });
  });

  test('below is judged on the best ask', async () => {
    const { tick, rows, add } = open();
    await tick('110', '120');
    await add('a1', 'below');
    await tick('99', '101');
    expect(rows()).toEqual([]);
    await tick('99', '100');
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('fires once however the price swings after that', async () => {
    const { tick, rows, add } = open();
    await tick('90');
    await add();
    for (const price of ['100', '90', '101', '90', '150']) await tick(price);
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('fires once when several moves come before its write is done', async () => {
    const { rows, add, tick } = open();
    await tick('90');
    await add();
    await Promise.all([tick('100'), tick('101'), tick('99'), tick('102')]);
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('that is true already fires at once, and says that nothing has risen to it; after that a firing is one', async () => {
    const { tick, rows, add, alerts, store } = open();
    await tick('120');
    await add();
    await settlePromises();
    expect(rows()).toEqual(['alert:a1:1']);
    await tick('90');
    await alerts.rearm(user, 'a1');
    await tick('120');
    expect(store.read(user)?.outbox.map(({ data }) => (data as { readonly already?: true }).already)).toEqual([true, undefined]);
  });

  test.each([
    ['a stale book', { state: 'stale' }], ['an empty one', { state: 'empty' }], ['a link silent too long', { ageMs: 25_001 }],
  ] as const)('never fires from %s', async (_what, over) => {
    const { tick, rows, add } = open();
    await add();
    await tick('150', '151', over);
    expect(rows()).toEqual([]);
    await tick('150', '151', { ageMs: 25_000 });
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('is not fired by another market', async () => {
    const { tick, rows, add } = open();
    await add();
    await tick('150', '151', { market: 'ethzar' });
    expect(rows()).toEqual([]);
  });

  test('whose write fails fires at the next move of the book, once', async () => {
    const { tick, rows, state, add, store } = open();
    await tick('90');
    await add();
    store.failWrites(1);
    await tick('100');
    expect([rows(), state()]).toEqual([[], 'armed']);
    await tick('101');
    expect([rows(), state()]).toEqual([['alert:a1:1'], 'resting']);
  });

  test('whose write fails fires on a quiet market after a pause', async () => {
    const { tick, rows, add, store, clock } = open();
    await tick('90');
    await add();
    store.failWrites(2);
    await tick('100');
    await clock.advance(retryAfterMs);
    expect(rows()).toEqual([]);
    await clock.advance(retryAfterMs);
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('a spike that is over before the write succeeds is not fired late', async () => {
    const { tick, rows, state, add, store, clock } = open();
    await tick('90');
    await add();
    store.failWrites(1);
    await tick('100');
    await tick('95');
    await clock.advance(retryAfterMs * 2);
    expect([rows(), state()]).toEqual([[], 'armed']);
  });

  test('survives a restart: armed ones fire, rested ones do not again', async () => {
    const first = open();
    await first.tick('90');
    await first.add('a1');
    await first.add('a2', 'above', '200');
    await first.tick('100');
    const second = open(first.store);
    await second.tick('250');
    expect(second.rows()).toEqual(['alert:a1:1', 'alert:a2:1']);
  });

  test('removed is gone, also while a move would fire it', async () => {
    const { alerts, tick, rows, add } = open();
    await tick('90');
    await add();
    expect([await alerts.remove(user, 'a1'), await alerts.remove(user, 'a1'), await alerts.remove(user, 'constructor')]).toEqual([true, false, false]);
    await tick('100');
    expect([rows(), alerts.list(user)]).toEqual([[], []]);
  });

  test('does not fire after stop', async () => {
    const { alerts, tick, rows, add } = open();
    await add();
    alerts.stop();
    await tick('150');
    expect(rows()).toEqual([]);
  });

  test('put into a record by anybody is followed', async () => {
    const { store, tick, rows } = open();
    await store.update(user, (record) => ({ record: { ...record, alerts: { x: { kind: 'priceCrosses', id: 'x', market: 'btczar', direction: 'above', threshold: decimal('100'), state: 'armed', createdAt: 0, firings: 0 } } }, result: undefined }));
    await tick('100');
    expect(rows()).toEqual(['alert:x:1']);
    await store.update(user, (record) => ({ record: { ...record, alerts: {} }, result: undefined }));
    await tick('101');
    expect(rows()).toEqual(['alert:x:1']);
  });
});

describe('adding', () => {
  test('the same id twice adds one alert and gives it back', async () => {
    const { alerts, add } = open();
    const first = await add();
    expect([await add('a1', 'below', '5'), alerts.list(user).length]).toEqual([first, 1]);
  });

  test('the same wish under another id gives back the one there is, until that one rests', async () => {
    const { alerts, add, tick } = open();
    await tick('90');
    const first = await add();
    expect([await add('a2'), alerts.list(user).length]).toEqual([first, 1]);
    await tick('100');
    expect(await add('a3')).toMatchObject({ id: 'a3' });
  });

  test.each([[alertsPerUserLimit - 1, true], [alertsPerUserLimit, false]] as const)('to %i alerts is allowed: %s', async (count, allowed) => {
    const { add } = open();
    for (let at = 0; at < count; at += 1) await add(`n${at}`, 'above', String(200 + at));
    if (allowed) await expect(add('last')).resolves.toMatchObject({ id: 'last' });
    else await expect(add('last')).rejects.toMatchObject({ key: 'alert.tooMany', values: { limit: alertsPerUserLimit } });
  });

  test('that cannot be stored is refused and leaves nothing behind', async () => {
    const { alerts, add, store, tick, rows } = open();
    store.failWrites(1);
    await expect(add()).rejects.toMatchObject({ reason: 'storage' });
    await tick('150');
    expect([alerts.list(user), rows()]).toEqual([[], []]);
  });

  test('for a stranger is refused', async () => {
    const { alerts } = open();
    await expect(alerts.add(99, { id: 'a', rule: { kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: decimal('1') } })).rejects.toBeInstanceOf(RangeError);
    expect(alerts.list(99)).toEqual([]);
  });
});

describe('arming again', () => {
  const fired = async () => {
    const opened = open();
    await opened.tick('90');
    await opened.add();
    await opened.tick('100');
    return opened;
  };

  test('when the condition still holds the alert waits, is armed once it does not, and fires at the next crossing', async () => {
    const { alerts, tick, rows, state } = await fired();
    expect((await alerts.rearm(user, 'a1'))?.state).toBe('waiting');
    await tick('105');
    expect([rows(), state()]).toEqual([['alert:a1:1'], 'waiting']);
    await tick('99.99');
    expect([rows(), state()]).toEqual([['alert:a1:1'], 'armed']);
    await tick('100');
    expect([rows(), state()]).toEqual([['alert:a1:1', 'alert:a1:2'], 'resting']);
  });

  test('when the condition does not hold it is armed at once', async () => {
    const { alerts, tick, rows } = await fired();
    await tick('95');
    expect((await alerts.rearm(user, 'a1'))?.state).toBe('armed');
    await tick('101');
    expect(rows()).toEqual(['alert:a1:1', 'alert:a1:2']);
  });

  test('when the book cannot tell it waits', async () => {
    const { alerts, tick, state } = await fired();
    await tick('95', '96', { state: 'stale' });
    expect((await alerts.rearm(user, 'a1'))?.state).toBe('waiting');
    await tick('95');
    expect(state()).toBe('armed');
  });

  test('an end of waiting that cannot be stored is stored later', async () => {
    const { alerts, tick, state, store } = await fired();
    await alerts.rearm(user, 'a1');
    store.failWrites(1);
    await tick('95');
    expect(state()).toBe('waiting');
    await tick('96');
    expect(state()).toBe('armed');
  });

  test('an alert that is armed stays as it is, and one that is not there is not', async () => {
    const { alerts, add } = open();
    const armed = await add();
    expect([await alerts.rearm(user, 'a1'), await alerts.rearm(user, 'no'), await alerts.rearm(user, '__proto__')]).toEqual([armed, undefined, undefined]);
  });
});

test('a deleted user’s alerts are gone with the record: nothing is looked at for them, nor for the same user who begins anew', async () => {
  const { add, addPrice, tick, store, clock, reads, rows } = openAlerts();
  await addPrice();
  await add({ kind: 'percentMove', market: 'btczar', direction: 'up', percent: decimal('1'), windowMs: 3_600_000 }, undefined, 'a2');
  await add({ kind: 'candleClose', market: 'btczar', periodMinutes: 60, direction: 'above', threshold: decimal('1') }, undefined, 'a3');
  await tick('50');
  await store.remove(user, () => true);
  await settlePromises();
  reads.length = 0;
  await tick('200');
  await clock.advance(3 * 3_600_000);
  await store.create(newUser(user, user, 'Ann', 0));
  await tick('300');
  await clock.advance(3 * 3_600_000);
  expect([reads, rows(), store.read(user)?.alerts]).toEqual([[], [], {}]);
});
