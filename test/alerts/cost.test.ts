// What a move of a book costs: only the alerts it reaches are evaluated, however many there are.
import { afterEach, expect, jest, test } from '@jest/globals';
import { alertKinds } from '../../src/alerts/kinds/index.js';
import type { Alert, AlertRule } from '../../src/model/alert.js';
import { decimal } from '../../src/model/money.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { openAlerts, stopAlerts } from './openAlerts.js';

afterEach(() => {
  stopAlerts();
  jest.restoreAllMocks();
});

const perUser = 50;
const people = 200;

/** 10 000 alerts of all the kinds that a book feeds, none of them near. */
function far(index: number): AlertRule {
  const market = 'btczar';
  switch (index % 4) {
    case 0: return { kind: 'priceCrosses', market, direction: 'above', threshold: decimal(String(2000 + index)) };
    case 1: return { kind: 'priceCrosses', market, direction: 'below', threshold: decimal(String(1 + index % 400)) };
    case 2: return { kind: 'spread', market, direction: 'above', percent: decimal(String(20 + index % 50)) };
    default: return { kind: 'percentMove', market, direction: 'both', percent: decimal(String(30 + index % 60)), windowMs: (5 + index % 1000) * 60_000 };
  }
}

function person(id: number): UserRecord {
  const alerts = Array.from({ length: perUser }, (_, index): Alert => ({ ...far(id * perUser + index), id: `a${index}`, state: 'armed', createdAt: 0, firings: 0 }));
  return { ...newUser(id, id, 'x', 0), alerts: Object.fromEntries(alerts.map((one) => [one.id, one])) };
}

test('none of 10 000 alerts is evaluated while none is reached, and one when one is', async () => {
  const store = createMemoryStore(Array.from({ length: people }, (_, index) => person(index + 1)));
  const { tick, clock } = openAlerts(store);
  await tick('1000');
  await clock.advance(3 * 60_000);
  const looks = Object.values(alertKinds).map((kind) => jest.spyOn(kind, 'stand'));
  const places = Object.values(alertKinds).map((kind) => jest.spyOn(kind, 'watches'));
  const count = (spies: readonly { readonly mock: { readonly calls: readonly unknown[] } }[]): number => spies.reduce((all, spy) => all + spy.mock.calls.length, 0);
  for (let at = 0; at < 200; at += 1) await tick(String(1000 + (at % 100)), String(1101 + (at % 50)));
  expect([count(looks), count(places)]).toEqual([0, 0]);
  await tick('2050', '2051');
  expect(count(looks)).toBeGreaterThan(0);
  expect([...store.all()].flatMap((record) => Object.values(record.alerts)).filter((alert) => alert.kind === 'priceCrosses' && alert.state === 'resting').map((alert) => alert.kind === 'priceCrosses' ? Number(alert.threshold) : 0).every((threshold) => threshold <= 2050)).toBe(true);
}, 60_000);

test('a change of somebody’s account makes nobody else’s alerts look, and their own once', async () => {
  const record = person(1);
  const balance: Alert = { kind: 'balanceBelow', currency: 'btc', threshold: decimal('1'), id: 'b', state: 'armed', createdAt: 0, firings: 0 };
  const store = createMemoryStore([{ ...record, alerts: { b: balance } }, { ...person(2), alerts: { b: balance } }]);
  openAlerts(store);
  const look = jest.spyOn(alertKinds.balanceBelow, 'stand');
  await store.update(1, (now) => ({ record: { ...now, account: { ...now.account, balances: { btc: { currency: 'btc', available: decimal('5'), locked: decimal('0') } } } }, result: undefined }));
  await store.update(1, (now) => ({ record: { ...now, handled: [1] }, result: undefined }));
  expect(look).toHaveBeenCalledTimes(1);
});
