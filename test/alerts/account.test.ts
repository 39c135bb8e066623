// Alerts on the account: a balance that falls, and an order that the price comes near.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { AccountState, TrackedOrder } from '../../src/model/account.js';
import type { AlertRule } from '../../src/model/alert.js';
import { decimal } from '../../src/model/money.js';
import { retryAfterMs } from '../../src/alerts/alertWatch.js';
import { order } from '../accounts/samples.js';
import { openAlerts, stopAlerts, user } from './openAlerts.js';

afterEach(stopAlerts);

const btc = (available: string, locked = '0'): Partial<AccountState> => ({ baselineAt: 1, balances: { btc: { currency: 'btc', available: decimal(available), locked: decimal(locked) } } });
const tracked = (...orders: ReturnType<typeof order>[]): Partial<AccountState> =>
  ({ orders: Object.fromEntries(orders.map((one): [string, TrackedOrder] => [one.id, { order: one, trades: [], endTold: false }])) });
const below: AlertRule = { kind: 'balanceBelow', currency: 'btc', threshold: decimal('0.1') };
const near: AlertRule = { kind: 'orderNear', percent: decimal('0.3') };
const repeat = { everyMs: 300_000, band: decimal('0.5') };

describe('a balance alert', () => {
  test('fires once when the balance falls below, however it changes after that', async () => {
    const { account, add, rows, state, store } = openAlerts();
    await account(btc('0.2'));
    await add(below);
    await account(btc('0.1'));
    expect(rows()).toEqual([]);
    for (const held of ['0.0999', '0.05', '0.3', '0.01']) await account(btc(held));
    expect([rows(), state()]).toEqual([['alert:a1:1'], 'resting']);
    expect(store.read(user)?.outbox[0]?.data).toMatchObject({ kind: 'balanceBelow', base: 'btc', threshold: '0.1', price: '0.0999' });
  });

  test('counts what is in orders', async () => {
    const { account, add, rows } = openAlerts();
    await account(btc('0.2'));
    await add(below);
    await account(btc('0.01', '0.19'));
    expect(rows()).toEqual([]);
  });

  test('that repeats fires again only after the balance was back above by the band', async () => {
    const { account, add, rows, clock } = openAlerts();
    await account(btc('0.2'));
    await add(below, repeat);
    for (const held of ['0.09', '0.1', '0.09']) await account(btc(held));
    await clock.advance(400_000);
    expect(rows().length).toBe(1);
    for (const held of ['0.2', '0.09']) await account(btc(held));
    expect(rows().length).toBe(2);
  });

  test('that could not be stored is fired later', async () => {
    const { account, add, rows, store, clock } = openAlerts();
    await account(btc('0.2'));
    await add(below);
    await store.update(user, (record) => ({ record: { ...record, account: { ...record.account, ...btc('0.05') } }, result: undefined }));
    store.failWrites(1);
    await clock.advance(retryAfterMs + 1);
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('fires after a restart when the balance is already below', async () => {
    const first = openAlerts();
    await first.account(btc('0.2'));
    await first.add(below);
    first.alerts.stop();
    await first.account(btc('0.05'));
    const second = openAlerts(first.store);
    await second.clock.advance(1);
    expect(second.rows()).toEqual(['alert:a1:1']);
  });
});

describe('an alert on own orders', () => {
  test('fires when the price comes near, and follows orders that are placed later', async () => {
    const { account, add, rows, tick, store } = openAlerts();
    await tick('990', '1010');
    await add(near);
    await account(tracked(order({ id: '77', side: 'buy', price: decimal('1000') })));
    await tick('1000', '1003.01');
    expect(rows()).toEqual([]);
    await tick('1000', '1003');
    expect(rows()).toEqual(['alert:a1:1']);
    expect(store.read(user)?.outbox[0]?.data).toMatchObject({ kind: 'orderNear', orderId: '77', side: 'buy', orderPrice: '1000', price: '1003', distance: '0.3', market: 'btczar', base: 'btc' });
  });

  test('watches orders in every market', async () => {
    const { account, add, rows, tick } = openAlerts();
    await account(tracked(order({ id: '77', price: decimal('1000') }), order({ id: '78', market: 'ethzar', side: 'sell', price: decimal('50') })));
    await add(near);
    await tick('1900', '2000');
    await tick('49.85', '60', { market: 'ethzar' });
    expect(rows()).toEqual(['alert:a1:1']);
  });

  test('is not fired by an order that has ended', async () => {
    const { account, add, rows, tick } = openAlerts();
    await account(tracked(order({ id: '77', price: decimal('1000') })));
    await add({ ...near, order: { id: '77', market: 'btczar' } });
    await account(tracked(order({ id: '77', price: decimal('1000'), state: 'cancel' })));
    await tick('999', '1000');
    expect(rows()).toEqual([]);
  });

  test('that repeats is armed again when the price has left every order by the band, or the order is gone', async () => {
    const { account, add, rows, state, tick, clock } = openAlerts();
    await account(tracked(order({ id: '77', price: decimal('1000') })));
    await add(near, repeat);
    for (const ask of ['1003', '1008', '1003']) await tick('900', ask);
    await clock.advance(400_000);
    expect([rows().length, state()]).toEqual([1, 'waiting']);
    await account(tracked(order({ id: '77', price: decimal('1000'), state: 'done' })));
    expect(state()).toBe('armed');
    await account(tracked(order({ id: '79', price: decimal('1001') })));
    expect(rows().length).toBe(2);
  });

  test('does not fire from a stale book', async () => {
    const { account, add, rows, tick } = openAlerts();
    await account(tracked(order({ id: '77', price: decimal('1000') })));
    await add(near);
    await tick('999', '1000', { state: 'stale' });
    expect(rows()).toEqual([]);
  });
});

test('a spread alert fires on the spread alone, once', async () => {
  const { add, rows, tick } = openAlerts();
  await tick('995', '1000');
  await add({ kind: 'spread', market: 'btczar', direction: 'above', percent: decimal('1') });
  for (const [bid, ask] of [['2000', '2010'], ['1000', '1009'], ['995', '1005'], ['900', '1005'], ['995', '996']] as const) await tick(bid, ask);
  expect(rows()).toEqual(['alert:a1:1']);
});
