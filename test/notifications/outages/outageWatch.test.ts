// Promises of the banners: one message for each user concerned, edited at the end, nobody else disturbed, closed after a restart too.
import { describe, expect, it } from '@jest/globals';
import { silentLog } from '../../../src/model/log.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { emptyAccount, type Link, type TrackedOrder } from '../../../src/model/account.js';
import { decimal } from '../../../src/model/money.js';
import type { Order } from '../../../src/model/trading/order.js';
import { kinds } from '../../../src/notifications/kinds/index.js';
import type { Outage } from '../../../src/notifications/kinds/outage.js';
import { enqueue } from '../../../src/notifications/outbox.js';
import { createOutageWatch, type OutageWatch } from '../../../src/notifications/outages/outageWatch.js';
import type { Sender, SendResult } from '../../../src/notifications/sender.js';
import { changed } from '../../../src/storage/store.js';
import { speak } from '../../../src/text/index.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';

const start = Date.UTC(2025, 10, 21, 10, 0, 0);
const linked = { link: { tail: 'abcd' } as unknown as Link };

interface Scene {
  readonly store: MemoryStore;
  readonly clock: FakeClock;
  readonly watch: OutageWatch;
  readonly state: { away: boolean; caughtUp: boolean; result: SendResult };
  readonly sender: Sender;
  readonly banners: () => readonly string[];
  readonly ids: () => readonly string[];
  readonly asks: () => Promise<void>;
  readonly fill: (order: string, at: number) => Promise<void>;
}

function scene(given: { readonly store?: MemoryStore; readonly clock?: FakeClock; readonly away?: boolean } = {}): Scene {
  const clock = given.clock ?? createFakeClock(start);
  const store = given.store ?? createMemoryStore([{ ...newUser(1, 11, 'Ann', start), ...linked }, { ...newUser(2, 22, 'Ben', start), ...linked }]);
  const state: Scene['state'] = { away: given.away ?? false, caughtUp: true, result: { kind: 'sent', messageId: 5 } };
  const watch = createOutageWatch({ store, clock, log: silentLog, afterMs: 60_000, isAway: () => state.away, isCaughtUp: () => state.caughtUp });
  watch.start();
  const record = (): UserRecord => store.read(1)!;
  const rows = () => record().outbox.filter((row) => row.kind === 'outage');
  return {
    store, clock, watch, state,
    sender: watch.watched({ send: async () => state.result, edit: async () => state.result, remove: async () => undefined }),
    banners: () => rows().map((row) => kinds.outage.render(row.data as unknown as Outage, { say: speak('en'), user: record(), now: clock.now() })!.text.text),
    ids: () => rows().map((row) => row.messageKey ?? ''),
    asks: () => store.update(1, (one) => changed({ ...one, handled: [...one.handled, one.handled.length + 1] })),
    fill: (orderId, eventAt) => store.update(1, (one) => changed(enqueue(one, {
      kind: 'orderFilled', id: `fill:${orderId}`, messageKey: `fill:${orderId}`, eventAt,
      data: { orderId, market: 'btczar', base: 'btc', quote: 'zar', side: 'buy', amount: decimal('1'), orderAmount: decimal('1'), averagePrice: decimal('1'), total: decimal('1'), remaining: decimal('0'), final: true, pricePrecision: 2 },
    }, clock.now()))),
  };
}

describe('the exchange away', () => {
  it('for more than a minute is told to the one who asked meanwhile, and the same message says how it ended', async () => {
    const { store, clock, state, asks, fill, banners, ids } = scene();
    state.away = true;
    await clock.advance(30_000);
    await asks();
    expect(banners()).toEqual([]);
    await clock.advance(60_000);
    expect(banners()).toEqual(['🔌 Exchange unreachable since 12:00. Orders on the book stay there. I keep trying and tell you here when it is over.']);
    state.caughtUp = false;
    await clock.advance(270_000);
    state.away = false;
    await fill('7', start + 100_000);
    await fill('8', start + 200_000);
    await clock.advance(10_000);
    expect(banners()).toHaveLength(1);
    state.caughtUp = true;
    await clock.advance(5000);
    expect(banners()[1]).toBe('🔌 Exchange unreachable 12:00 to 12:06: 2 fills delivered late, none lost.');
    expect(new Set(ids()).size).toBe(1);
    expect(store.read(1)?.incident).toBeUndefined();
    expect(store.read(2)?.outbox).toEqual([]);
    await clock.advance(600_000);
    expect(banners()).toHaveLength(2);
  });

  it('is told afterwards to one to whom something came late, even when they did not ask', async () => {
    const { clock, state, fill, banners } = scene();
    state.away = true;
    await clock.advance(120_000);
    state.away = false;
    state.caughtUp = false;
    await clock.advance(5000);
    await fill('7', start + 60_000);
    state.caughtUp = true;
    await clock.advance(5000);
    expect(banners()).toEqual(['🔌 Exchange unreachable 12:00 to 12:02: 1 fill delivered late, none lost.']);
  });

  it.each([['for less than a minute', 50_000, true], ['while nothing happened and nobody asked', 300_000, false]])('%s is not told', async (_, ms, happened) => {
    const { clock, state, asks, fill, banners } = scene();
    state.away = true;
    await clock.advance(ms);
    if (happened) { await asks(); await fill('7', start + 20_000); }
    state.away = false;
    await clock.advance(60_000);
    expect(banners()).toEqual([]);
  });

  const alert = { id: 'a', kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: decimal('900000'), createdAt: start, firings: 0 } as const;
  const order = { id: '7', state: 'wait' } as unknown as Order;
  const tracked = (one: Order) => ({ orders: { 7: { order: one } as unknown as TrackedOrder } });
  it.each<[string, Partial<UserRecord>, number]>([
    ['an open order', { ...linked, account: { ...emptyAccount, ...tracked(order) } }, 1],
    ['an armed alert', { ...linked, alerts: { a: { ...alert, state: 'armed' } } }, 1],
    ['an armed alert and no key', { alerts: { a: { ...alert, state: 'armed' } } }, 1],
    ['an order that has ended and an alert that rests', { ...linked, alerts: { a: { ...alert, state: 'resting' } }, account: { ...emptyAccount, ...tracked({ ...order, state: 'done' }) } }, 0],
    ['nothing', linked, 0],
  ])('is told once, unasked, to one who has %s', async (_, has, told) => {
    const { clock, state, banners } = scene({ store: createMemoryStore([{ ...newUser(1, 11, 'Ann', start), ...has }]) });
    state.away = true;
    await clock.advance(300_000);
    expect(banners()).toHaveLength(told);
    state.away = false;
    await clock.advance(60_000);
    expect(banners()).toHaveLength(2 * told);
  });

  it('says so when what happened meanwhile cannot be read in time', async () => {
    const { clock, state, asks, banners } = scene();
    state.away = true;
    state.caughtUp = false;
    await clock.advance(5000);
    await asks();
    await clock.advance(90_000);
    state.away = false;
    await clock.advance(70_000);
    expect(banners().at(-1)).toMatch(/still reading what happened meanwhile/);
  });

  it('is closed by the next start when the program stopped in between', async () => {
    const first = scene();
    first.state.away = true;
    await first.clock.advance(10_000);
    await first.asks();
    await first.clock.advance(60_000);
    first.watch.stop();
    await first.clock.advance(120_000);
    const second = scene({ store: first.store, clock: first.clock, away: true });
    await second.clock.advance(5000);
    second.state.away = false;
    await second.clock.advance(5000);
    expect(second.banners()).toHaveLength(2);
    expect(second.banners()[1]).toMatch(/unreachable 12:00 to 12:03: nothing of yours happened meanwhile/);
    expect(new Set(second.ids()).size).toBe(1);
  });

  it('is closed at a later look when the store fails at the first', async () => {
    const { clock, state, asks, banners, store } = scene();
    state.away = true;
    await clock.advance(5000);
    await asks();
    await clock.advance(65_000);
    state.away = false;
    store.failWrites(1);
    await clock.advance(5000);
    expect(banners()).toHaveLength(1);
    await clock.advance(5000);
    expect(banners()).toHaveLength(2);
  });
});

describe('Telegram away', () => {
  const message = { chatId: 11, text: { text: 'x', marks: [] }, priority: 'push' } as const;

  it.each<SendResult>([{ kind: 'unknown', reason: 'timeout' }, { kind: 'retryAfter', ms: 3000 }])('for more than a minute is told to whom something waited: %j', async (failure) => {
    const { clock, state, sender, fill, banners, ids, store } = scene();
    await sender.send(message);
    await fill('7', start);
    state.result = failure;
    await sender.send(message);
    await clock.advance(70_000);
    await sender.send(message);
    expect(store.read(1)?.incident).toEqual({ what: 'telegram', since: start });
    await clock.advance(230_000);
    state.result = { kind: 'sent', messageId: 6 };
    await sender.send(message);
    await clock.advance(0);
    expect(banners().at(-1)).toBe('🔌 Telegram took no messages from me 12:00 to 12:05: 1 fill delivered late, none lost.');
    expect(new Set(ids()).size).toBe(1);
    expect(store.read(1)?.incident).toBeUndefined();
    expect(store.read(2)?.outbox).toEqual([]);
  });

  it('for a short time is not told', async () => {
    const { clock, state, sender, fill, banners } = scene();
    await fill('7', start);
    state.result = { kind: 'unknown', reason: 'timeout' };
    await sender.send(message);
    await clock.advance(59_000);
    state.result = { kind: 'sent', messageId: 6 };
    await sender.send(message);
    await clock.advance(60_000);
    expect(banners()).toEqual([]);
  });

  it('is closed by the first message taken after a restart', async () => {
    const first = scene();
    await first.fill('7', start);
    first.state.result = { kind: 'unknown', reason: 'timeout' };
    await first.sender.send(message);
    await first.clock.advance(70_000);
    first.watch.stop();
    const second = scene({ store: first.store, clock: first.clock });
    await second.sender.send(message);
    await second.clock.advance(0);
    expect(second.banners()).toHaveLength(2);
    expect(second.store.read(1)?.incident).toBeUndefined();
  });
});

it('an absence of a deleted user ends with the record, and is not told to the same user who begins anew', async () => {
  const { store, clock, state, fill, banners } = scene();
  state.away = true;
  await clock.advance(90_000);
  await fill('7', clock.now());
  await store.remove(1, () => true);
  await store.create(newUser(1, 11, 'Ann', clock.now()));
  state.away = false;
  await clock.advance(120_000);
  expect([banners(), store.read(1)?.incident]).toEqual([[], undefined]);
});
