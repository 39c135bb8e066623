// Promises of the delivery of notifications: order, folding, edits, waiting, parking, at least once, and repeats that say so.
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Draft } from '../../../src/model/draft.js';
import { silentLog } from '../../../src/model/log.js';
import type { Decimal } from '../../../src/model/money.js';
import { outboxRowsLimit } from '../../../src/model/outboxRow.js';
import { newUser, type Settings, type UserRecord } from '../../../src/model/user.js';
import { createDelivery, type Delivery } from '../../../src/notifications/delivery/deliver.js';
import type { Present } from '../../../src/notifications/kind.js';
import { kinds, type DataOf } from '../../../src/notifications/kinds/index.js';
import { enqueue, type NewRow } from '../../../src/notifications/outbox.js';
import type { SendResult } from '../../../src/notifications/sender.js';
import { changed } from '../../../src/storage/store.js';
import { bold } from '../../../src/text/rich.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';
import { createFakeSender, type FakeSender } from '../fakeSender.js';

const d = (text: string): Decimal => text as Decimal;
const start = Date.UTC(2025, 10, 21, 10, 0, 0);

const seen = (depositId: string, confirmations: number, state = 'submitted'): DataOf<'depositSeen'> => ({ depositId, currency: 'btc', amount: d('0.5'), confirmations, needed: 6, state });
const credited = (depositId: string): NewRow => ({ kind: 'depositCredited', id: `credited:${depositId}`, eventAt: start, data: { depositId, currency: 'btc', amount: d('0.5') } });
const seenRow = (depositId: string, confirmations: number, state?: string): NewRow => ({
  kind: 'depositSeen', id: `seen:${depositId}:${confirmations}:${state ?? ''}`, eventAt: start, messageKey: `deposit:${depositId}`, data: seen(depositId, confirmations, state),
});
const alertRow = (alertId: string, more: { readonly already?: true } = {}): NewRow => ({
  kind: 'alertFired', id: `alert:${alertId}`, eventAt: start,
  data: { alertId, market: 'btczar', base: 'btc', quote: 'zar', direction: 'above', threshold: d('830000'), price: d('831000'), firedAt: start, ...more },
});

interface World {
  readonly store: MemoryStore;
  readonly sender: FakeSender;
  readonly clock: FakeClock;
  readonly delivery: Delivery;
  tell(row: NewRow, userId?: number): Promise<void>;
  user(userId?: number): UserRecord;
  choose(settings: Partial<Settings>): Promise<void>;
}

const running: Delivery[] = [];

function open(store: MemoryStore = createMemoryStore([newUser(1, 11, 'Ann', start), newUser(2, 22, 'Ben', start)]), sender = createFakeSender(), clock = createFakeClock(start)): World {
  const delivery = createDelivery({ store, sender, clock, random: () => 0.5, log: silentLog });
  running.push(delivery);
  return {
    store, sender, clock, delivery,
    tell: (row, userId = 1) => store.update(userId, (record) => changed(enqueue(record, row, clock.now()))),
    user: (userId = 1) => store.read(userId)!,
    choose: (settings) => store.update(1, (record) => changed({ ...record, settings: { ...record.settings, ...settings } })),
  };
}

afterEach(() => { for (const one of running.splice(0)) void one.stop(); });

describe('delivery', () => {
  it('sends what is written after start and what was waiting before, in order', async () => {
    const world = open();
    await world.tell(credited('1'));
    await world.tell(credited('2'));
    world.delivery.start();
    await world.clock.advance(0);
    await world.tell(credited('3'));
    await world.clock.advance(0);
    expect(world.sender.texts().map((text) => /Deposit: (\d)/.exec(text)?.[1])).toEqual(['1', '2', '3']);
    expect(world.user().outbox).toEqual([]);
    expect(world.user().delivered).toEqual(['credited:1', 'credited:2', 'credited:3']);
  });

  it('speaks the language that is saved when it sends, not the one of the time of the event', async () => {
    const world = open();
    await world.tell(seenRow('1', 1));
    await world.store.update(1, (record) => changed({ ...record, settings: { ...record.settings, language: 'af' } }));
    await world.tell(credited('2'));
    world.delivery.start();
    await world.clock.advance(0);
    expect(world.sender.texts().map((text) => text.split('\n')[0]?.replace('\u00a0', ' '))).toEqual(['📥 Deposito op pad: 0,5 BTC', '💰 0,5 BTC ontvang en beskikbaar']);
  });

  it('acknowledges with one write', async () => {
    const world = open();
    await world.tell(seenRow('1', 1));
    const before = world.store.writes();
    world.delivery.start();
    await world.clock.advance(0);
    expect(world.store.writes() - before).toBe(1);
    expect(world.user().messages['deposit:1']).toEqual({ chatId: 11, messageId: 101, sentAt: start });
  });

  it('edits the message of a key, and folds rows that wait into the last one', async () => {
    const world = open();
    world.delivery.start();
    await world.tell(seenRow('1', 1));
    await world.clock.advance(0);
    world.sender.answers = [{ kind: 'retryAfter', ms: 5000 }];
    await world.tell(credited('other'));
    for (const count of [2, 3, 4]) await world.tell(seenRow('1', count));
    await world.clock.advance(5000);
    expect(world.sender.handed.map((one) => one.how)).toEqual(['send', 'send', 'send', 'edit']);
    expect(world.sender.texts().at(-1)).toContain('4 of 6 confirmations');
    expect(world.user().delivered).toHaveLength(5);
    await world.tell(seenRow('1', 3));
    await world.clock.advance(0);
    expect(world.sender.handed).toHaveLength(4);
  });

  it('says nothing of a deposit on its way when it was credited before that could be told', async () => {
    const world = open();
    await world.tell(seenRow('1', 1));
    await world.tell(seenRow('1', 6, 'accepted'));
    await world.tell(credited('1'));
    world.delivery.start();
    await world.clock.advance(0);
    expect(world.sender.texts()).toEqual([expect.stringContaining('received and available')]);
  });

  it('does not send what is switched off, and its row is done', async () => {
    const world = open();
    await world.choose({ loudness: { alertFired: 'off' } });
    world.delivery.start();
    await world.tell(alertRow('a'));
    await world.tell(credited('1'));
    await world.clock.advance(0);
    expect(world.sender.texts()).toEqual([expect.stringContaining('received and available')]);
    expect([world.user().outbox, world.user().delivered]).toEqual([[], ['alert:a', 'credited:1']]);
  });

  it('brings a message up to date that stood before its kind was switched off, and starts none for it', async () => {
    const world = open();
    world.delivery.start();
    await world.tell(seenRow('1', 1));
    await world.clock.advance(0);
    await world.choose({ loudness: { depositSeen: 'off' } });
    await world.tell(seenRow('1', 2));
    await world.clock.advance(0);
    world.sender.answers = [{ kind: 'gone' }];
    await world.tell(seenRow('1', 3));
    await world.clock.advance(0);
    expect(world.sender.handed.map((one) => one.how)).toEqual(['send', 'edit', 'edit']);
    expect(world.user().outbox).toEqual([]);
  });

  it('sounds by the hour at which it is sent, in the zone of the user, not by the hour of the event', async () => {
    const world = open();
    // It is 12:00 in Johannesburg.
    await world.choose({ quietHours: { from: '12:01', to: '13:00' } });
    world.delivery.start();
    await world.tell(credited('1'));
    await world.clock.advance(0);
    world.sender.answers = [{ kind: 'retryAfter', ms: 60_000 }];
    await world.tell(credited('2'));
    await world.clock.advance(60_000);
    await world.choose({ timeZone: 'Europe/London', quietHours: { from: '12:01', to: '13:00' } });
    await world.tell(credited('3'));
    await world.clock.advance(0);
    expect(world.sender.handed.map((one) => one.silent)).toEqual([false, false, true, false]);
  });

  it('sends a fresh row as a new message although its key has one', async () => {
    const world = open();
    world.delivery.start();
    await world.tell(seenRow('1', 1));
    await world.clock.advance(0);
    await world.tell({ ...seenRow('1', 2), fresh: true });
    await world.clock.advance(0);
    expect(world.sender.handed.map((one) => one.how)).toEqual(['send', 'send']);
    expect(world.user().messages['deposit:1']?.messageId).toBe(102);
  });

  it('waits exactly as long as it is told, for that chat alone', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [{ kind: 'retryAfter', ms: 30_000 }];
    await world.tell(credited('1'));
    await world.clock.advance(0);
    await world.tell(credited('1'), 2);
    await world.clock.advance(29_999);
    expect(world.sender.handed.map((one) => one.chatId)).toEqual([11, 22]);
    await world.clock.advance(1);
    expect(world.sender.handed.map((one) => one.chatId)).toEqual([11, 22, 11]);
  });

  it('parks a user who blocked the bot, keeps the rows, and sends them after resume', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [{ kind: 'blocked', reason: 'bot was blocked by the user' }];
    await world.tell(credited('1'));
    await world.clock.advance(0);
    await world.tell(credited('2'));
    await world.clock.advance(3_600_000);
    expect(world.sender.handed).toHaveLength(1);
    expect(world.user().outbox).toHaveLength(2);
    await world.delivery.resume(1);
    await world.clock.advance(0);
    expect(world.sender.handed).toHaveLength(3);
    expect(world.user().parked).toBeUndefined();
  });

  it('stays parked over a restart', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [{ kind: 'blocked', reason: 'blocked' }];
    await world.tell(credited('1'));
    await world.clock.advance(0);
    await world.delivery.stop();
    const again = open(world.store, world.sender, world.clock);
    again.delivery.start();
    await world.clock.advance(60_000);
    expect(world.sender.handed).toHaveLength(1);
  });

  it('follows a chat that moved, durably', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [{ kind: 'chatMoved', chatId: -100 }];
    await world.tell(credited('1'));
    await world.clock.advance(0);
    expect(world.sender.handed.map((one) => one.chatId)).toEqual([11, -100]);
    expect(world.user().chatId).toBe(-100);
  });

  it('sends a new message when the one to edit is gone', async () => {
    const world = open();
    world.delivery.start();
    await world.tell(seenRow('1', 1));
    await world.clock.advance(0);
    world.sender.answers = [{ kind: 'gone' }];
    await world.tell(seenRow('1', 2));
    await world.clock.advance(0);
    expect(world.sender.handed.map((one) => one.how)).toEqual(['send', 'edit', 'send']);
    expect(world.user().messages['deposit:1']?.messageId).toBe(102);
  });

  it('tries a refused message once more without marks and buttons, then lets the queue go on', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [{ kind: 'refused', reason: 'bad entities' }, { kind: 'refused', reason: 'still' }];
    await world.tell(alertRow('a'));
    await world.tell(credited('1'));
    await world.clock.advance(0);
    expect(world.sender.handed).toHaveLength(3);
    expect(world.sender.handed[0]?.content.buttons).toBeDefined();
    expect(world.sender.handed[1]?.content.buttons).toBeUndefined();
    expect(world.sender.handed[1]?.content.text.marks).toEqual([]);
    expect(world.user().outbox).toEqual([]);
  });

  it('sends a fill again after an unknown outcome, with growing pauses', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = Array.from({ length: 4 }, () => ({ kind: 'unknown', reason: '502' }) as const);
    await world.tell(credited('1'));
    const counts: number[] = [];
    for (let second = 0; second < 20; second += 1) {
      await world.clock.advance(1000);
      counts.push(world.sender.handed.length);
    }
    // Caps of 2, 4, 8 and 16 s with a random number of one half.
    expect(counts.slice(0, 16)).toEqual([2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5]);
    expect(world.user().outbox).toEqual([]);
  });

  const summaryRow: NewRow = { kind: 'summary', id: 'summary:2025-11-21', eventAt: start, data: { period: '2025-11-21', dueAt: start, late: false, valuation: { total: d('0'), rows: [], dust: { count: 0, value: d('0') } } } };
  const again = /\nSent again \(ref [0-9a-f]{4}\): it may have reached you before\.$/;

  it.each<[string, NewRow]>([['an alert', alertRow('a')], ['a summary', summaryRow], ['a fill of money', credited('1')], ['a paused key', { kind: 'keyPaused', id: 'paused', eventAt: start, data: { codes: [] } }]])(
    'sends %s again until it is taken, each repeat with the same reference', async (_, row) => {
      const world = open();
      world.delivery.start();
      world.sender.answers = [{ kind: 'unknown', reason: '502' }, { kind: 'retryAfter', ms: 1000 }, { kind: 'unknown', reason: 'ECONNRESET' }];
      await world.tell(row);
      await world.clock.advance(30_000);
      const [first = '', ...repeats] = world.sender.texts();
      expect(repeats).toEqual([`${first}${again.exec(repeats[0] ?? '')?.[0]}`, repeats[0], repeats[0]]);
      expect([world.user().outbox, world.user().delivered]).toEqual([[], [row.id]]);
    },
  );

  it('does not call an edit a repeat', async () => {
    const world = open();
    world.delivery.start();
    await world.tell(seenRow('1', 1));
    await world.clock.advance(0);
    world.sender.answers = [{ kind: 'unknown', reason: '500' }];
    await world.tell(seenRow('1', 2));
    await world.clock.advance(10_000);
    expect(world.sender.handed.map((one) => one.how)).toEqual(['send', 'edit', 'edit']);
    expect(world.sender.texts().join()).not.toContain('Sent again');
  });

  it('sends an alert again that a crash left on its way, and says so', async () => {
    const world = open();
    let claimed: boolean | undefined;
    world.sender.answers = [() => { claimed = world.user().outbox[0]?.claimed; return new Promise(() => undefined); }];
    world.delivery.start();
    await world.tell(alertRow('a'));
    await world.clock.advance(0);
    expect(claimed).toBe(true);
    const next = open(createMemoryStore([world.user()]), createFakeSender(), world.clock);
    next.delivery.start();
    await next.clock.advance(0);
    expect(next.sender.texts()).toEqual([expect.stringMatching(again)]);
    expect(next.user().outbox).toEqual([]);
  });

  describe('an alert that comes late', () => {
    const book = { bestBid: { price: d('897500'), amount: d('1') }, bestAsk: { price: d('897600'), amount: d('1') } };
    it.each<[string, Present, { readonly already?: true }, string]>([
      ['with the price of now from a live book', { book: () => book, isFollowed: () => true, placesOf: () => undefined }, {}, '🔔 BTC/ZAR reached R830 000.00 at 12:00; now R897 500.00'],
      ['with its time alone while no book is live', { book: () => undefined, isFollowed: () => true, placesOf: () => undefined }, {}, '🔔 BTC/ZAR reached R830 000.00 at 12:00'],
      ['and not that anything was reached where it was so from the start', { book: () => book, isFollowed: () => true, placesOf: () => undefined }, { already: true }, '🔔 BTC/ZAR was at or above R830 000.00 at 12:00; now R897 500.00'],
    ])('says when it was so, %s', async (_, present, more, head) => {
      const clock = createFakeClock(start);
      const store = createMemoryStore([newUser(1, 11, 'Ann', start)]);
      const sender = createFakeSender();
      const delivery = createDelivery({ store, sender, clock, random: () => 0.5, log: silentLog, present });
      running.push(delivery);
      sender.answers = [{ kind: 'unknown', reason: '502' }, { kind: 'retryAfter', ms: 600_000 }];
      delivery.start();
      await store.update(1, (record) => changed(enqueue(record, alertRow('a', more), clock.now())));
      await clock.advance(700_000);
      expect(sender.texts().at(-1)?.replaceAll('\u00a0', ' ').split('\n')[0]).toBe(head);
    });
  });

  describe('an alert that is given up', () => {
    const alert = { id: 'a', kind: 'priceCrosses', market: 'btczar', direction: 'above', threshold: d('830000'), state: 'resting', createdAt: start, firings: 1 } as const;
    const having = (): World => open(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), alerts: { a: alert } }]));

    it('because it is older than a day is noted on the alert, one of a day is told', async () => {
      const world = having();
      await world.tell(alertRow('a'));
      await world.clock.advance(24 * 3_600_000 + 1);
      await world.tell({ ...alertRow('b'), eventAt: start + 1 });
      world.delivery.start();
      await world.clock.advance(0);
      expect(world.sender.handed).toHaveLength(1);
      expect(world.user().alerts['a']).toMatchObject({ undelivered: start });
      expect(world.user().outbox).toEqual([]);
    });

    it('because Telegram refuses it for good is noted on the alert', async () => {
      const world = having();
      world.delivery.start();
      world.sender.answers = [{ kind: 'refused', reason: 'bad' }, { kind: 'refused', reason: 'still' }];
      await world.tell(alertRow('a'));
      await world.clock.advance(0);
      expect(world.user().alerts['a']).toMatchObject({ undelivered: start });
    });

    it('because the outbox is full is noted on the alert', async () => {
      const world = having();
      await world.tell(alertRow('a'));
      for (let count = 0; count < outboxRowsLimit; count += 1) await world.tell(credited(String(count)));
      expect(world.user().outbox).toHaveLength(outboxRowsLimit);
      expect(world.user().alerts['a']).toMatchObject({ undelivered: start });
    });
  });

  it('does not call late what happened a second before this start', async () => {
    const world = open();
    await world.tell(credited('1'));
    await world.clock.advance(1000);
    const next = open(world.store, world.sender, world.clock);
    next.delivery.start();
    await next.clock.advance(0);
    expect(world.sender.texts()[0]).not.toContain('late');
  });

  it('keeps an alert that certainly did not arrive, also over a crash', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [{ kind: 'retryAfter', ms: 300_000 }];
    await world.tell(alertRow('a'));
    await world.clock.advance(1000);
    const again = open(createMemoryStore([world.user()]), createFakeSender(), world.clock);
    again.delivery.start();
    await again.clock.advance(0);
    expect(again.sender.handed).toHaveLength(1);
  });

  it('does not send again while only the acknowledgement cannot be stored', async () => {
    const world = open();
    await world.tell(credited('1'));
    world.sender.answers = [() => { world.store.failWrites(3); return { kind: 'sent', messageId: 5 }; }];
    world.delivery.start();
    await world.clock.advance(60_000);
    expect(world.sender.handed).toHaveLength(1);
    expect(world.user().outbox).toEqual([]);
  });

  it('drops a row that cannot be put into words after three tries and goes on', async () => {
    const world = open();
    await world.store.update(1, (record) => changed({ ...record, outbox: [{ id: 'poison', kind: 'orderFilled', data: {}, eventAt: start, createdAt: start, attempts: 0 }] }));
    await world.tell(credited('1'));
    world.delivery.start();
    await world.clock.advance(1999);
    expect(world.sender.handed).toEqual([]);
    expect(world.user().outbox[0]?.attempts).toBe(2);
    await world.clock.advance(1);
    expect(world.sender.handed).toHaveLength(1);
    expect(world.user().outbox).toEqual([]);
  });

  it('drops a row of a kind this program does not know', async () => {
    const world = open();
    await world.store.update(1, (record) => changed({ ...record, outbox: [{ id: 'x', kind: 'toString', data: {}, eventAt: start, createdAt: start, attempts: 0 }] }));
    world.delivery.start();
    await world.clock.advance(0);
    expect(world.user().outbox).toEqual([]);
  });

  it('says how late a message is when it is more than a minute', async () => {
    const world = open();
    await world.tell(credited('1'));
    await world.clock.advance(720_000);
    world.delivery.start();
    await world.clock.advance(0);
    expect(world.sender.texts()[0]).toContain('12\u00a0min late');
  });

  describe('of many late messages', () => {
    const rows = [credited('1'), seenRow('2', 1), seenRow('2', 3), credited('3')];
    const silences = async (what: readonly NewRow[], lateMs: number, settings: Partial<Settings> = {}): Promise<readonly (boolean | undefined)[]> => {
      const world = open();
      await world.choose(settings);
      for (const row of what) await world.tell(row);
      await world.clock.advance(lateMs);
      world.delivery.start();
      await world.clock.advance(0);
      return world.sender.handed.map((one) => one.silent);
    };

    it('only the last one sounds', async () => expect(await silences(rows, 720_000)).toEqual([true, true, false]));
    it('none is hushed that is on time', async () => expect(await silences(rows, 1000)).toEqual([false, false, false]));
    it('one sounds before others that the user wants silent', async () => {
      expect(await silences([credited('1'), seenRow('2', 1)], 720_000, { loudness: { depositSeen: 'silent' } })).toEqual([false, true]);
    });
    it('an alert sounds all the same', async () => expect(await silences([alertRow('1'), credited('2'), credited('3')], 720_000)).toEqual([false, true, false]));
  });

  it('has one send under way per user and waits for it when stopping, at most 3 s', async () => {
    const world = open();
    world.delivery.start();
    let free: () => void = () => undefined;
    world.sender.answers = [() => new Promise((resolve) => { free = () => resolve({ kind: 'sent', messageId: 7 }); })];
    await world.tell(credited('1'));
    await world.tell(credited('2'));
    await world.clock.advance(0);
    expect(world.sender.handed).toHaveLength(1);
    const stopped = world.delivery.stop();
    free();
    await stopped;
    expect(world.user().delivered).toEqual(['credited:1']);
    expect(world.sender.handed).toHaveLength(1);
  });

  it('does not wait longer than 3 s for a send that hangs', async () => {
    const world = open();
    world.delivery.start();
    world.sender.answers = [() => new Promise(() => undefined)];
    await world.tell(credited('1'));
    await world.clock.advance(0);
    let ended = false;
    void world.delivery.stop().then(() => { ended = true; });
    await world.clock.advance(2999);
    expect(ended).toBe(false);
    await world.clock.advance(1);
    await world.clock.advance(0);
    expect(ended).toBe(true);
  });

  describe('of a card', () => {
    const draft: Draft = {
      id: 'AAAAAAAAAAAAAAAAAAAAAA', request: { kind: 'cancelOrder', orderId: '7' }, requestHash: '', state: 'expired', createdAt: start, expiresAt: start + 60_000, changedAt: start,
      card: { chatId: 11, messageId: 77 },
    };
    const cardRow = (id: string): NewRow => ({ kind: 'orderCard', id, eventAt: start, messageKey: `card:${draft.id}`, data: { draftId: draft.id } });
    const having = (one: Draft): World => open(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), drafts: { [one.id]: one } }]));

    it('edits the message that shows it, once for all rows that wait', async () => {
      const world = having(draft);
      await world.tell(cardRow('a'));
      await world.tell(cardRow('b'));
      world.delivery.start();
      await world.clock.advance(0);
      expect(world.sender.handed.map(({ how, messageId }) => [how, messageId])).toEqual([['edit', 77]]);
      expect(world.user().delivered).toEqual(['a', 'b']);
    });

    it('never paints an old card over a later one on the same message', async () => {
      const later: Draft = { ...draft, id: 'BBBBBBBBBBBBBBBBBBBBBB', state: 'drafted', createdAt: start + 1 };
      const world = open(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), drafts: { [draft.id]: draft, [later.id]: later } }]));
      await world.tell(cardRow('a'));
      world.delivery.start();
      await world.clock.advance(0);
      expect([world.sender.handed, world.user().outbox]).toEqual([[], []]);
    });

    it.each<[string, Draft, FakeSender['answers'], number]>([
      ['without an address', (({ card: _card, ...rest }: Draft) => rest)(draft), [], 0],
      ['whose message is gone', draft, [{ kind: 'gone' }], 1],
      ['whose chat moved away', draft, [{ kind: 'chatMoved', chatId: -5 }], 1],
    ])('never sends a new message for one %s', async (_, one, answers, tries) => {
      const world = having(one);
      world.sender.answers = answers;
      await world.tell(cardRow('a'));
      world.delivery.start();
      await world.clock.advance(0);
      expect(world.sender.handed.map(({ how }) => how)).toEqual(Array.from({ length: tries }, () => 'edit'));
      expect(world.user().outbox).toEqual([]);
    });

    it.each<[string, Partial<Draft>, readonly string[]]>([
      ['cancelled with nothing filled, which it alone tells, is sent anew', { state: 'cancelled' }, ['edit', 'send']],
      ['cancelled after a part was filled, which a push tells, is not', { state: 'cancelled', executed: { volume: d('0.1'), averagePrice: d('9'), remaining: d('0.9') } }, ['edit']],
    ])('that was deleted, of an order %s', async (_, over, hows) => {
      const world = having({ ...draft, ...over });
      world.sender.answers = [{ kind: 'gone' }];
      await world.tell(cardRow('a'));
      world.delivery.start();
      await world.clock.advance(0);
      expect(world.sender.handed.map(({ how }) => how)).toEqual(hows);
    });
  });

  describe('with a picture', () => {
    const picture = { png: Buffer.from('png') };
    const draft: Draft = {
      id: 'AAAAAAAAAAAAAAAAAAAAAA', request: { kind: 'cancelOrder', orderId: '7' }, requestHash: '', state: 'expired', createdAt: start, expiresAt: start + 60_000, changedAt: start,
      card: { chatId: 11, messageId: 77 },
    };
    const cardRow: NewRow = { kind: 'orderCard', id: 'a', eventAt: start, messageKey: `card:${draft.id}`, data: { draftId: draft.id } };
    const content = { text: bold('seen'), picture, buttons: [[{ label: 'Go', data: 'do:go' }]] };
    const pictured = (): void => {
      for (const kind of [kinds.depositSeen, kinds.depositCredited, kinds.orderCard]) jest.spyOn(kind, 'render').mockReturnValue(content);
    };
    const shown = (world: World) => world.sender.handed.map(({ how, content: given, text }) => `${how} ${text}${given.picture === undefined ? '' : ' pictured'}${given.buttons === undefined ? '' : ' with buttons'}`);
    beforeEach(pictured);
    afterEach(() => { jest.restoreAllMocks(); });

    it.each<[string, NewRow[], FakeSender['answers'], string[]]>([
      ['is sent with it', [credited('1')], [], ['send seen pictured with buttons']],
      ['that is refused goes once more as words alone', [credited('1')], [{ kind: 'refused', reason: 'bad' }], ['send seen pictured with buttons', 'send seen']],
      ['replaces the one before', [seenRow('1', 0), seenRow('1', 1)], [], ['send seen pictured with buttons', 'edit seen pictured with buttons']],
      ['is a new message where the one before cannot take it in', [seenRow('1', 0), seenRow('1', 1)], [{ kind: 'sent', messageId: 5 }, { kind: 'gone' }], ['send seen pictured with buttons', 'edit seen pictured with buttons', 'send seen pictured with buttons']],
      ['on a card of words becomes words', [cardRow], [{ kind: 'gone' }], ['edit seen pictured with buttons', 'edit seen with buttons']],
      ['on a card that is gone is dropped', [cardRow], [{ kind: 'gone' }, { kind: 'gone' }], ['edit seen pictured with buttons', 'edit seen with buttons']],
    ])('a message %s', async (_, rows, answers, handed) => {
      const world = open(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), drafts: { [draft.id]: draft } }]));
      world.sender.answers = answers;
      world.delivery.start();
      for (const row of rows) {
        await world.tell(row);
        await world.clock.advance(0);
      }
      expect([shown(world), world.user().outbox]).toEqual([handed, []]);
    });

    it('on a card that could not be edited just now is tried again', async () => {
      const world = open(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), drafts: { [draft.id]: draft } }]));
      world.sender.answers = [{ kind: 'gone' }, { kind: 'retryAfter', ms: 500 }, { kind: 'gone' }];
      world.delivery.start();
      await world.tell(cardRow);
      await world.clock.advance(500);
      expect([shown(world).length, world.user().outbox]).toEqual([4, []]);
    });
  });

  describe('of a card whose message the person has deleted', () => {
    const order = { market: 'btczar', side: 'buy', type: 'market', volume: d('1'), customOrderId: 'c' } as const;
    const estimate = { base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 2, total: d('5'), averagePrice: d('5'), leftAfter: d('0'), leftCurrency: 'zar', quotedAt: start } as const;
    const draft: Draft = { id: 'AAAAAAAAAAAAAAAAAAAAAA', request: { kind: 'placeOrder', order, estimate }, requestHash: '', state: 'unknown', createdAt: start, expiresAt: start, changedAt: start, card: { chatId: 11, messageId: 77 } };
    const row = (id: string): NewRow => ({ kind: 'orderCard', id, eventAt: start, messageKey: `card:${draft.id}`, data: { draftId: draft.id } });

    it.each(['refused', 'unknown', 'notPlaced'] as const)('%s is told in a new message, which later news then edits', async (state) => {
      const world = open(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), drafts: { [draft.id]: { ...draft, state } } }]));
      world.sender.answers = [{ kind: 'gone' }];
      world.delivery.start();
      await world.tell(row('a'));
      await world.clock.advance(0);
      await world.store.update(1, (record) => changed({ ...record, drafts: { [draft.id]: { ...draft, state: 'open', orderId: '7' } } }));
      await world.tell(row('b'));
      await world.clock.advance(0);
      expect(world.sender.handed.map(({ how, messageId }) => [how, messageId])).toEqual([['edit', 77], ['send', undefined], ['edit', 101]]);
      expect(world.user().outbox).toEqual([]);
    });
  });

  it('sends every row exactly once, in order, whatever the messenger answers that is certain', async () => {
    const certain = fc.constantFrom<SendResult>({ kind: 'retryAfter', ms: 700 }, { kind: 'chatMoved', chatId: 12 });
    await fc.assert(fc.asyncProperty(fc.array(certain, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), async (answers, count) => {
      const world = open();
      world.sender.answers = [...answers];
      world.delivery.start();
      const arrived: string[] = [];
      const inner = { ...world.sender };
      world.sender.send = async (message) => { const result = await inner.send(message); if (result.kind === 'sent') arrived.push(message.text.text); return result; };
      for (let index = 0; index < count; index += 1) await world.tell(credited(String(index)));
      await world.clock.advance(60_000);
      expect(arrived.map((text) => /Deposit: (\d)/.exec(text)?.[1])).toEqual(Array.from({ length: count }, (_, index) => String(index)));
      expect(world.user().outbox).toEqual([]);
      await world.delivery.stop();
    }), { numRuns: 40 });
  });
});
