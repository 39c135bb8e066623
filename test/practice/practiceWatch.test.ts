// Practice orders that wait are filled as the live book moves: once, in one write, over restarts; and rest while practice is off.
import { describe, expect, it } from '@jest/globals';
import { markSeen, type PracticeDraft } from '../../src/actions/draft.js';
import { claim, markPractised } from '../../src/actions/drafts/claim.js';
import { newDraft } from '../../src/actions/drafts/newDraft.js';
import type { BookView } from '../../src/markets/markets.js';
import { silentLog } from '../../src/model/log.js';
import type { PracticeAccount } from '../../src/model/practice.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { createPractice, type Practice } from '../../src/practice/practice.js';
import { practiceFillGroupMs } from '../../src/practice/practiceNews.js';
import { retryMs } from '../../src/practice/practiceWatch.js';
import { changed } from '../../src/storage/store.js';
import { createFakeClock, settlePromises } from '../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../support/memoryStore.js';
import { begun, fundsOf, level, placed, reads, start, wanted, type Book } from './samples.js';

const card = { chatId: 11, messageId: 500 };
const far: Book = { bids: [level('80', '5')], asks: [level('120', '5')] };
const asking = (price: string, amount: string): Book => ({ bids: far.bids, asks: [level(price, amount)] });

/** Ann, with a buy of 1 BTC at 100 that waits and the card that shows it. */
function waiting(): UserRecord {
  const { account } = placed(begun(), { price: '100' }, far.asks);
  const drafted = newDraft('card', wanted({ price: '100' }), start) as PracticeDraft;
  const open = markPractised(drafted, (one) => markSeen(one, 'open', { orderId: 'P1' }, start), card, start);
  return { ...newUser(1, 11, 'Ann', start), practice: account, drafts: { card: open } };
}

interface Stage {
  readonly store: MemoryStore;
  readonly practice: Practice;
  readonly clock: ReturnType<typeof createFakeClock>;
  /** The book as it is from now on; undefined is one out of sync. */
  show(book: Book | undefined): Promise<void>;
  record(): UserRecord;
  account(): PracticeAccount;
}

function stage(store = createMemoryStore([waiting()]), book: Book | undefined = far): Stage {
  const clock = createFakeClock(start);
  const now: { book: Book | undefined } = { book };
  const listeners = new Set<(view: BookView) => void>();
  const view = (): BookView => ({ market: 'btczar', state: now.book === undefined ? 'stale' : 'synced', sequence: 1, ageMs: 1, ...(now.book === undefined ? {} : { bestBid: now.book.bids[0]!, bestAsk: now.book.asks[0]! }) });
  const read = reads(() => now.book);
  const practice = createPractice({
    store, clock, log: silentLog,
    markets: { book: view, levels: (market, side, count) => read(market, side, count) ?? [level('1', '1000000')], onBook: (listener) => { listeners.add(listener); return () => { listeners.delete(listener); }; } },
  });
  practice.start();
  return {
    store, practice, clock, record: () => store.read(1)!, account: () => store.read(1)!.practice!,
    async show(next) {
      now.book = next;
      for (const listener of [...listeners]) listener(view());
      await settlePromises();
    },
  };
}

const rows = (record: UserRecord): readonly string[] => record.outbox.map((row) => `${row.kind} ${row.messageKey ?? ''}`);

describe('the watch', () => {
  it('fills an order the book has reached, with its push and its card, in one write', async () => {
    const here = stage();
    await here.show(asking('99', '0.4'));
    expect([fundsOf(here.account()), here.record().drafts['card']?.state, here.record().drafts['card']?.executed?.remaining]).toEqual([['zar 99900 60', 'btc 0.3996 0'], 'partlyFilled', '0.6']);
    expect([rows(here.record()), here.store.writes()]).toEqual([['practiceFilled practice:P1:1', 'orderCard card:card'], 1]);
    await here.show(asking('99', '0.4'));
    await here.show(asking('99', '0.4'));
    expect(here.store.writes()).toBe(1);
  });

  it('tells fills that come soon on one message, and later ones on another', async () => {
    const here = stage();
    await here.show(asking('99', '0.2'));
    await here.show(asking('99', '0.3'));
    await here.clock.advance(practiceFillGroupMs);
    await here.show(asking('99', '2'));
    expect(here.record().outbox.filter((row) => row.kind === 'practiceFilled').map((row) => [row.messageKey, row.data['amount'], row.data['final']])).toEqual([
      ['practice:P1:1', '0.2', false], ['practice:P1:1', '0.3', false], ['practice:P1:3', '1', true],
    ]);
    expect([here.account().orders[0]?.order.state, here.record().drafts['card']?.state]).toEqual(['done', 'filled']);
  });

  it('fills nothing on a book that is out of sync, and goes on when it is back', async () => {
    const here = stage();
    await here.show(undefined);
    await here.practice.switchTo(1, false);
    await here.practice.switchTo(1, true);
    await settlePromises();
    expect(fundsOf(here.account())).toEqual(['zar 99900 100']);
    await here.show(asking('99', '5'));
    expect(here.account().orders[0]?.order.state).toBe('done');
  });

  it('goes on after a restart, and takes what was counted before it as counted', async () => {
    const before = stage();
    await before.show(asking('99', '0.4'));
    before.practice.stop();
    const after = stage(before.store, asking('99', '0.4'));
    await settlePromises();
    expect(after.account().orders[0]?.order.executedVolume).toBe('0.4');
    await after.show(asking('99', '0.5'));
    expect(after.account().orders[0]?.order.executedVolume).toBe('0.5');
  });

  it('looks at once when it starts on a book that has been reached meanwhile', async () => {
    const here = stage(undefined, asking('99', '5'));
    await settlePromises();
    expect(here.account().orders[0]?.order.state).toBe('done');
  });

  it('lets everything rest while practice is off, and looks when it is switched on', async () => {
    const here = stage();
    await here.practice.switchTo(1, false);
    await here.show(asking('99', '5'));
    expect([here.account().orders[0]?.order.state, here.record().outbox]).toEqual(['wait', []]);
    await here.practice.switchTo(1, true);
    await settlePromises();
    expect(here.account().orders[0]?.order.state).toBe('done');
  });

  it('fills nothing after it was switched off, though the fill was on its way', async () => {
    const here = stage();
    const off = here.practice.switchTo(1, false);
    await here.show(asking('99', '5'));
    await off;
    expect([here.account().orders[0]?.order.state, here.record().outbox]).toEqual(['wait', []]);
  });

  it('fills once what could not be stored at first, without a further move of the book', async () => {
    const here = stage();
    here.store.failWrites(1);
    await here.show(asking('99', '0.4'));
    expect(fundsOf(here.account())).toEqual(['zar 99900 100']);
    await here.clock.advance(retryMs);
    expect(fundsOf(here.account())).toEqual(['zar 99900 60', 'btc 0.3996 0']);
  });

  it('fills no order that was cancelled while its fill waited to be stored', async () => {
    const here = stage();
    const cancelled = here.store.update(1, (record) => changed({ ...record, practice: { ...begun(), lastId: 1 } }));
    await here.show(asking('99', '5'));
    await cancelled;
    expect(fundsOf(here.account())).toEqual(['zar 100000 0']);
  });

  it('takes a hundred moves at once without filling more than is there', async () => {
    const here = stage();
    await Promise.all(Array.from({ length: 100 }, () => here.show(asking('99', '0.4'))));
    expect(here.account().orders[0]?.order.executedVolume).toBe('0.4');
  });

  it('does nothing more after it was stopped', async () => {
    const here = stage();
    here.practice.stop();
    await here.show(asking('99', '5'));
    expect(here.store.writes()).toBe(0);
  });
});

it('the watch wakes for a sale when the best bid comes to it, and for what has counted when the price leaves', async () => {
  const { account } = placed(placed(begun('3'), { side: 'sell', volume: '1', price: '110' }).account, { side: 'sell', volume: '1', price: '115' });
  const here = stage(createMemoryStore([{ ...newUser(1, 11, 'Ann', start), practice: account }]));
  const executed = (): readonly string[] => here.account().orders.map((one) => one.order.executedVolume);
  const seen: (readonly string[])[] = [];
  for (const [bid, amount] of [['109.99', '9'], ['110', '0.4'], ['109', '9'], ['110', '0.4'], ['115', '0.1']] as const) {
    await here.show({ bids: [level(bid, amount)], asks: far.asks });
    seen.push(executed());
  }
  expect(seen).toEqual([['0', '0'], ['0.4', '0'], ['0.4', '0'], ['0.8', '0'], ['0.8', '0.1']]);
});

describe('starting over', () => {
  it('cancels what waits on its card, dismisses what still asks, and begins with R100 000 and new ids', async () => {
    const here = stage();
    await here.store.update(1, (record) => changed({ ...record, drafts: { ...record.drafts, asks: { ...newDraft('asks', wanted({ price: '99' }), start), card } } }));
    const begunAnew = await here.practice.startOver(1, start);
    expect([begunAnew?.lastId, fundsOf(here.account()), here.account().orders, here.account().trades]).toEqual([1, ['zar 100000 0'], [], []]);
    expect([here.record().drafts['card']?.state, here.record().drafts['asks']?.state]).toEqual(['cancelled', 'dismissed']);
    expect(() => claim(here.record().drafts['asks']!, card, start)).toThrow('cannot go');
  });

  it('happens once, however often its button is pressed', async () => {
    const here = stage();
    const results = await Promise.all([here.practice.startOver(1, start), here.practice.startOver(1, start)]);
    expect([results.filter((one) => one !== undefined).length, here.store.writes()]).toEqual([1, 1]);
  });

  it('is begun by switching on, once', async () => {
    const here = stage(createMemoryStore([newUser(1, 11, 'Ann', start)]));
    await Promise.all([here.practice.switchTo(1, true), here.practice.switchTo(1, true)]);
    expect([fundsOf(here.account()), here.account().on, here.store.writes()]).toEqual([['zar 100000 0'], true, 1]);
  });
});
