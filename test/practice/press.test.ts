// A tap on a practice card: one write, once, by the price it showed; and never a way to the exchange.
import { describe, expect, it } from '@jest/globals';
import { createActions } from '../../src/actions/createActions.js';
import { canMove, isForExchange, markSending, type ExchangeDraft } from '../../src/actions/draft.js';
import { claim } from '../../src/actions/drafts/claim.js';
import { actionKinds } from '../../src/actions/kinds/index.js';
import { readLivePrice } from '../../commands/trade/livePrice.js';
import { isPracticeKind, type ActionRequest, type Draft, type DraftState } from '../../src/model/draft.js';
import { silentLog } from '../../src/model/log.js';
import type { PracticeAccount } from '../../src/model/practice.js';
import { newUser } from '../../src/model/user.js';
import { createPractise } from '../../src/practice/practise.js';
import { changed } from '../../src/storage/store.js';
import { absorbOrder, buy, card, money, open, type World } from '../actions/world.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { begun, d, fundsOf, level, placed, reads, start, wanted, type Book } from './samples.js';

const usual: Book = { bids: [level('99', '5')], asks: [level('100', '0.4'), level('100.5', '5')] };

interface Stage extends World {
  /** The book as it is from now on; undefined is one out of sync. */
  show(book: Book | undefined): void;
  /** How often anybody asked for a client of the exchange. */
  clients(): number;
  practice(): PracticeAccount;
  /** As /practice on and off. */
  turn(on: boolean): Promise<void>;
}

/** Ann practises and has no key; the book can be changed, or be out of sync. */
function stage(practice: PracticeAccount = begun()): Stage {
  const now: { book: Book | undefined } = { book: usual };
  let clients = 0;
  const levels = reads(() => now.book);
  const store = createMemoryStore([{ ...newUser(1, 11, 'Ann', start), practice }]);
  const world = open({
    store, levels, clientFor: () => { clients += 1; throw new Error('a client was asked for'); },
    livePrice: readLivePrice({ book: (market) => ({ market, state: now.book === undefined ? 'stale' : 'synced', sequence: 1, ageMs: 1 }), levels: (market, side, count) => levels(market, side, count) ?? [] }),
  });
  return {
    ...world, clients: () => clients, practice: () => store.read(1)!.practice!,
    show: (book) => { now.book = book; },
    turn: (on) => store.update(1, (record) => changed({ ...record, practice: { ...(record.practice ?? begun()), on } })),
  };
}

const market = wanted({ volume: '1', total: '100.3' });
const shownMarket: ActionRequest = { ...market, estimate: { ...market.estimate, averagePrice: d('100.3'), leftAfter: d('99899.7'), slippageCeiling: d('1') } };

describe('a confirmed practice card', () => {
  it('fills, moves play money, tells and ends the card in one write', async () => {
    const here = stage();
    const draft = await here.actions.draft(1, shownMarket);
    const before = here.store.writes();
    const result = await here.actions.confirm(1, draft.id, card);
    await here.clock.advance(60_000);
    expect([result.kind, result.kind === 'practised' && result.draft.state, here.draft(draft.id).orderId]).toEqual(['practised', 'filled', 'P1']);
    expect(fundsOf(here.practice())).toEqual(['zar 99899.7 0', 'btc 0.998 0']);
    expect(here.record().outbox.map((row) => row.kind)).toEqual(['practiceFilled', 'orderCard']);
    expect(here.store.writes()).toBe(before + 1);
  });

  it.each([2, 3, 7])('counts once, whoever taps it %i times at once', async (taps) => {
    const here = stage();
    const { id } = await here.actions.draft(1, shownMarket);
    const results = await Promise.all(Array.from({ length: taps }, () => here.actions.confirm(1, id, card)));
    expect(results.map((one) => one.kind).sort()).toEqual([...Array.from({ length: taps - 1 }, () => 'alreadyUsed'), 'practised']);
    expect([here.practice().trades.length, here.practice().lastId, here.record().outbox.filter((row) => row.kind === 'practiceFilled').length]).toEqual([2, 1, 1]);
  });

  it('that could not be stored has done nothing and can be tapped again', async () => {
    const here = stage();
    const { id } = await here.actions.draft(1, shownMarket);
    here.store.failWrites(1);
    await expect(here.actions.confirm(1, id, card)).rejects.toThrow('storage');
    expect([fundsOf(here.practice()), here.draft(id).state]).toEqual([['zar 100000 0'], 'drafted']);
    expect([(await here.actions.confirm(1, id, card)).kind, here.practice().trades.length]).toEqual(['practised', 2]);
  });

  it('used before a restart stays used after it', async () => {
    const here = stage();
    const { id } = await here.actions.draft(1, shownMarket);
    await here.actions.confirm(1, id, card);
    const again = createActions({
      store: here.store, clock: here.clock, random: () => 0, log: silentLog, absorbOrder, ...money([], () => start), practise: createPractise(reads(() => usual)),
      clientFor: () => { throw new Error('none'); }, livePrice: () => undefined, refreshOrders: () => undefined, randomBytes: (count) => Buffer.alloc(count, 99),
    });
    await again.start();
    expect([(await again.confirm(1, id, card)).kind, here.draft(id).state, here.practice().trades.length]).toEqual(['alreadyUsed', 'filled', 2]);
  });

  it.each([['a market order', shownMarket], ['a limit order', wanted({ price: '90' })]])('without a live book holds %s back, and goes when there is one again', async (_what, request) => {
    const here = stage();
    here.show(undefined);
    const { id } = await here.actions.draft(1, request);
    expect([(await here.actions.confirm(1, id, card)).kind, here.draft(id).held?.why, here.practice().lastId]).toEqual(['held', 'noPrice', 0]);
    here.show(usual);
    expect([(await here.actions.confirm(1, id, card)).kind, here.practice().lastId]).toEqual(['practised', 1]);
  });

  it('asks again when the price has moved, and fills at what was accepted', async () => {
    const here = stage();
    const { id } = await here.actions.draft(1, shownMarket);
    here.show({ bids: usual.bids, asks: [level('103', '5')] });
    const moved = await here.actions.confirm(1, id, card);
    const next = moved.kind === 'askedAgain' ? moved.draft : undefined;
    expect([next?.request.kind, next?.change?.why, here.practice().lastId]).toEqual(['practiceOrder', 'moved', 0]);
    await here.clock.advance(1000);
    expect([(await here.actions.confirm(1, next?.id ?? '', card)).kind, fundsOf(here.practice())]).toEqual(['practised', ['zar 99897 0', 'btc 0.998 0']]);
    expect((await here.actions.confirm(1, id, card)).kind).toBe('askedAgain');
  });

  it('that costs more than there is is refused in words, and nothing moves', async () => {
    const here = stage({ ...begun(), funds: { zar: { currency: 'zar', available: d('50'), locked: d('0') } } });
    const { id } = await here.actions.draft(1, shownMarket);
    await here.actions.confirm(1, id, card);
    expect([here.draft(id).state, here.draft(id).reason, fundsOf(here.practice())]).toEqual(['refused', ['market.account.insufficient_balance'], ['zar 50 0']]);
  });

  it('expires as any other', async () => {
    const here = stage();
    const { id } = await here.actions.draft(1, shownMarket);
    await here.clock.advance(61_000);
    expect([(await here.actions.confirm(1, id, card)).kind, here.draft(id).state, here.practice().lastId]).toEqual(['expired', 'expired', 0]);
  });

  it('cancels an order that waits, and says so on the card of that order too', async () => {
    const here = stage();
    const order = await here.actions.draft(1, wanted({ price: '90', volume: '2' }));
    await here.actions.confirm(1, order.id, card);
    expect([here.draft(order.id).state, fundsOf(here.practice())]).toEqual(['open', ['zar 99820 180']]);
    const cancel = await here.actions.draft(1, { kind: 'practiceCancel', orderId: 'P1' });
    await here.actions.confirm(1, cancel.id);
    expect([here.draft(cancel.id).state, here.draft(order.id).state, fundsOf(here.practice())]).toEqual(['cancelled', 'cancelled', ['zar 100000 0']]);
    const second = await here.actions.draft(1, { kind: 'practiceCancelAll', orderIds: ['P1', 'P9'] });
    await here.actions.confirm(1, second.id);
    expect([here.draft(second.id).state, fundsOf(here.practice())]).toEqual(['cancelled', ['zar 100000 0']]);
  });
});

describe('nothing of practice reaches the exchange', () => {
  const practised: readonly ActionRequest[] = [shownMarket, wanted({ price: '90' }), { kind: 'practiceCancel', orderId: 'P1' }, { kind: 'practiceCancelAll', orderIds: ['P1'] }];

  it.each(practised.map((request) => [request.kind, request] as const))('%s: no client is even asked for, at the tap or later', async (_kind, request) => {
    const here = stage();
    const { id } = await here.actions.draft(1, request);
    await here.actions.confirm(1, id, card);
    await here.clock.advance(24 * 3_600_000);
    await here.actions.stop();
    expect([here.clients(), here.desk.calls]).toEqual([0, []]);
  });

  it.each(practised.map((request) => [request.kind, request] as const))('%s: no member sends it, and it can be neither confirmed nor sending', (_kind, request) => {
    const drafted: Draft = { id: 'x', request, requestHash: '', state: 'drafted', createdAt: 0, expiresAt: 1, changedAt: 0 };
    expect([isPracticeKind(request.kind), isForExchange(drafted), Object.hasOwn(actionKinds, request.kind)]).toEqual([true, false, false]);
    const states: readonly DraftState[] = ['drafted', 'open', 'partlyFilled', 'filled', 'cancelled', 'refused', 'confirmed', 'sending', 'unknown', 'accepted'];
    for (const state of states) {
      for (const to of ['confirmed', 'sending', 'accepted', 'unknown', 'notPlaced'] as const) expect([state, to, canMove({ ...drafted, state }, to)]).toEqual([state, to, false]);
      expect(() => markSending({ ...drafted, state } as ExchangeDraft, 1)).toThrow('cannot go');
    }
    // @ts-expect-error -- a practice draft is nothing that can be marked as sending; without this error the type checker fails here
    expect(() => markSending(drafted, 1)).toThrow('cannot go');
  });
});

describe('a card counts only in the mode it was drawn in', () => {
  it('a practice card tapped after practice was switched off does nothing at all', async () => {
    const here = stage();
    const { id } = await here.actions.draft(1, shownMarket);
    await here.turn(false);
    const before = here.store.writes();
    expect((await here.actions.confirm(1, id, card)).kind).toBe('otherMode');
    await here.clock.advance(5000);
    expect([here.clients(), here.draft(id).state, here.practice().lastId, here.store.writes()]).toEqual([0, 'drafted', 0, before]);
    await here.turn(true);
    expect([(await here.actions.confirm(1, id, card)).kind, here.practice().lastId]).toEqual(['practised', 1]);
  });

  it.each<[string, ActionRequest]>([['an order', buy()], ['a cancellation', { kind: 'cancelOrder', orderId: '7' }], ['a beneficiary', { kind: 'deleteBeneficiary', beneficiaryId: '1', name: 'x', currency: 'btc' }]])('a real card of %s tapped while practice is on is neither sent nor practised', async (_what, request) => {
    const here = stage({ ...begun(), on: false });
    const { id } = await here.actions.draft(1, request);
    await here.turn(true);
    expect((await here.actions.confirm(1, id, card)).kind).toBe('otherMode');
    await here.clock.advance(5000);
    expect([here.clients(), here.draft(id).state, here.practice().lastId]).toEqual([0, 'drafted', 0]);
  });

  it('a real card goes for real where practice was never begun, or is off', async () => {
    for (const world of [open(), open({ store: createMemoryStore([{ ...newUser(1, 11, 'Ann', start), practice: { ...placed(begun(), { price: '90' }).account, on: false } }]) })]) {
      const sent = await world.place();
      expect([sent.state, world.desk.count('createOrder')]).toEqual(['accepted', 1]);
    }
  });

  it('a practice card can be dismissed in either mode, and asks nobody for a key while locked', async () => {
    const here = stage();
    const [one, two] = [await here.actions.draft(1, shownMarket), await here.actions.draft(1, shownMarket)];
    await here.turn(false);
    expect((await here.actions.dismiss(1, one.id, card)).kind).toBe('dismissed');
    await here.turn(true);
    await here.store.update(1, (record) => changed({ ...record, lock: { since: start } }));
    expect([(await here.actions.confirm(1, two.id, card)).kind, here.clients()]).toEqual(['practised', 0]);
    expect(() => claim(here.draft(two.id), card, start)).toThrow('cannot go');
  });
});
