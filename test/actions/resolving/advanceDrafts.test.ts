// Promises of advanceDrafts: the order moves its draft forward, old news and replays change nothing.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { advanceDrafts } from '../../../src/actions/resolving/advanceDrafts.js';
import { markAccepted, markSending, type ExchangeDraft } from '../../../src/actions/draft.js';
import { claim } from '../../../src/actions/drafts/claim.js';
import { newDraft } from '../../../src/actions/drafts/newDraft.js';
import type { TrackedOrder } from '../../../src/model/account.js';
import type { Draft } from '../../../src/model/draft.js';
import type { Order } from '../../../src/model/trading/order.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { newUser, type UserRecord } from '../../../src/model/user.js';
import { buy, card, d } from '../world.js';

const sending = markSending(claim(newDraft('draft', buy('own-1'), 0), card, 1) as ExchangeDraft, 2);
const accepted = markAccepted(sending, '7', 3);
const having = (draft: Draft): UserRecord => ({ ...newUser(1, 11, 'Ann', 0), drafts: { draft } });
const order = (more: Partial<Order> = {}): Order => ({
  id: '7', market: 'btczar', side: 'buy', type: 'limit', price: d('830000'), averagePrice: d('830000'), state: 'wait', originVolume: d('0.01'),
  remainingVolume: d('0.01'), executedVolume: d('0'), createdAt: 5, updatedAt: 5, ...more,
});
const trade = (id: string, amount: string, total: string): Trade => ({ id, orderId: '7', market: 'btczar', side: 'buy', price: d('1'), amount: d(amount), total: d(total), at: 6 });
const track = (one: Order, trades: readonly Trade[] = []): TrackedOrder => ({ order: one, trades, endTold: false });
const advance = (record: UserRecord, ...seen: TrackedOrder[]): UserRecord => seen.reduce((next, one) => advanceDrafts(next, one, 10), record);

describe('advanceDrafts', () => {
  it.each<[string, Partial<Order>, Partial<Draft>]>([
    ['wait', {}, { state: 'open' }],
    ['wait with a part executed', { executedVolume: d('0.004') }, { state: 'partlyFilled', executed: { volume: d('0.004'), averagePrice: d('830000'), remaining: d('0.006') } }],
    ['done', { state: 'done', executedVolume: d('0.01') }, { state: 'filled' }],
    ['cancel', { state: 'cancel' }, { state: 'cancelled' }],
    ['cancel with a part executed', { state: 'cancel', executedVolume: d('0.004') }, { state: 'cancelled', executed: { volume: d('0.004'), averagePrice: d('830000'), remaining: d('0.006') } }],
    ['reject', { state: 'reject' }, { state: 'rejected' }],
    ['pending', { state: 'pending' }, { state: 'accepted' }],
    ['a word nobody knows', { state: 'failed' }, { state: 'accepted' }],
  ])('follows %s', (_, more, expected) => {
    expect(advance(having(accepted), track(order(more))).drafts['draft']).toMatchObject(expected);
  });

  it('finds the draft by its custom id before the answer came, and not before it was sent', () => {
    const frame = track(order({ customOrderId: 'own-1' }));
    expect(advance(having(sending), frame).drafts['draft']).toMatchObject({ state: 'open', orderId: '7' });
    const confirmed = claim(newDraft('draft', buy('own-1'), 0), card, 1);
    expect(advance(having(confirmed), frame)).toEqual(having(confirmed));
  });

  it('leaves the record alone for an order of nobody', () => {
    const record = having(accepted);
    expect(advance(record, track(order({ id: '8' })))).toBe(record);
  });

  it('takes the average from the trades when they are complete, and their total stays exact', () => {
    const trades = [trade('a', '0.003', '2491.11'), trade('b', '0.007', '5810.01')];
    const { executed } = advance(having(accepted), track(order({ state: 'done', executedVolume: d('0.01'), averagePrice: d('830111') }), trades)).drafts['draft']!;
    expect(executed).toEqual({ volume: d('0.01'), averagePrice: d('830112'), remaining: d('0') });
  });

  it('makes the average exact when the trades come after the end', () => {
    const done = order({ state: 'done', executedVolume: d('0.01'), averagePrice: d('830111') });
    const record = advance(having(accepted), track(done));
    const later = advance(record, track(done, [trade('a', '0.01', '8301.12')]));
    expect(later.drafts['draft']!.executed?.averagePrice).toBe('830112');
    expect(later.outbox).toHaveLength(record.outbox.length + 1);
  });

  it('knows a trade that comes before the word of the order', () => {
    const placeholder = order({ originVolume: d('0'), remainingVolume: d('0'), updatedAt: 0 });
    const { state, executed } = advance(having(accepted), track(placeholder, [trade('a', '0.004', '3320')])).drafts['draft']!;
    expect([state, executed?.remaining]).toEqual(['partlyFilled', '0.006']);
  });

  it('tells the card of each change once, and nothing of old news', () => {
    const part = track(order({ executedVolume: d('0.004') }));
    const once = advance(having(accepted), track(order()), part);
    expect(once.outbox.map((row) => row.kind)).toEqual(['orderCard', 'orderCard']);
    expect(advance(once, part, track(order()), track(order({ state: 'pending' })))).toBe(once);
  });

  it('names the orders of a cancellation of many that have ended, one by one, and ends with the last', () => {
    const many = markAccepted(markSending(claim(newDraft('draft', { kind: 'cancelAll', orderIds: ['7', '8', '9'] }, 0), card, 1) as ExchangeDraft, 2), undefined, 3);
    const end = (record: UserRecord, id: string, state: string): UserRecord => {
      const tracked = track(order({ id, state }));
      return advanceDrafts({ ...record, account: { ...record.account, orders: { ...record.account.orders, [id]: tracked } } }, tracked, 10);
    };
    const one = end(having(many), '8', 'cancel');
    expect(one.drafts['draft']).toMatchObject({ state: 'accepted', endedOrders: ['8'] });
    expect(end(one, '8', 'cancel')).toEqual(one);
    const two = end(one, '7', 'done');
    expect([two.drafts['draft']?.endedOrders, two.outbox.length]).toEqual([['7', '8'], 2]);
    expect(end(two, '9', 'cancel').drafts['draft']?.state).toBe('cancelled');
  });

  it('comes to the same end however frames are doubled and mixed, when the end is among them', () => {
    const frames = [track(order({ state: 'pending' })), track(order()), track(order({ executedVolume: d('0.004') })), track(order({ executedVolume: d('0.008') }))];
    const end = track(order({ state: 'cancel', executedVolume: d('0.008') }));
    const expected = advance(having(accepted), ...frames, end).drafts['draft']!;
    fc.assert(fc.property(fc.array(fc.constantFrom(...frames, end), { maxLength: 12 }), (mixed) => {
      const reached = advance(having(accepted), ...mixed, end).drafts['draft']!;
      expect([reached.state, reached.executed]).toEqual([expected.state, expected.executed]);
      for (const one of [...frames, end]) expect(advanceDrafts(having(reached), one, 20).drafts['draft']).toBe(reached);
    }), { numRuns: 200 });
  });
});
