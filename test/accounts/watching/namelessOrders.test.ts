// An order of ours that no list shows and whose frames leave out the custom id: read by its own id, a few times, until it has its name.
import { describe, expect, it } from '@jest/globals';
import { namelessEveryMs, namelessLimitMs, namelessOrders, NamelessReads, namelessTries } from '../../../src/accounts/watching/namelessOrders.js';
import type { Draft } from '../../../src/model/draft.js';
import type { Order } from '../../../src/model/trading/order.js';
import type { UserRecord } from '../../../src/model/user.js';
import { d, linkedUser, order, start, trade } from '../samples.js';
import { prepareAccounts, sealedUser } from '../startAccounts.js';

const lost: Draft = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA', requestHash: '', state: 'notPlaced', createdAt: start, expiresAt: start + 60_000, changedAt: start, sentAt: start, card: { chatId: 7, messageId: 5 },
  request: {
    kind: 'placeOrder', order: { market: 'btczar', side: 'buy', type: 'limit', volume: d('1'), price: d('100'), customOrderId: 'ours' },
    estimate: { base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 2, total: d('100'), averagePrice: d('100'), leftAfter: d('0'), leftCurrency: 'zar', quotedAt: start },
  },
};
const having = (draft: Draft, one: Order): UserRecord => ({ ...linkedUser(), drafts: { [draft.id]: draft }, account: { ...linkedUser().account, orders: { [one.id]: { order: one, trades: [], endTold: false } } } });

describe('an order may be the lost one', () => {
  it.each<[string, Partial<Draft>, Partial<Order>, readonly string[]]>([
    ['when side, market and amount are the same', {}, {}, ['77']],
    ['while the outcome is unknown', { state: 'unknown' }, {}, ['77']],
    ['also after it has ended', {}, { state: 'done' }, ['77']],
    ['not when it has a custom id', {}, { customOrderId: 'theirs' }, []],
    ['not when its amount is another', {}, { originVolume: d('2') }, []],
    ['not when its side is another', {}, { side: 'sell' }, []],
    ['not when its market is another', {}, { market: 'ethzar' }, []],
    ['not when the draft was refused', { state: 'refused' }, {}, []],
    ['not when the draft has it already', { orderId: '77' }, {}, []],
    ['not a day later', { sentAt: start - namelessLimitMs }, {}, []],
  ])('%s', (_, draft, one, expected) => {
    expect(namelessOrders(having({ ...lost, ...draft }, order(one)), start)).toEqual(expected);
  });

  it('is read a few times at most, a minute apart', () => {
    const reads = new NamelessReads();
    const record = having(lost, order());
    let now = start;
    const taken = Array.from({ length: 3 * namelessTries }, () => { now += namelessEveryMs / 2; return reads.take(record, now).length; });
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(namelessTries);
    expect(taken.slice(0, 3)).toEqual([1, 0, 1]);
  });
});

it('a fill of an order that came late and that no list shows mends the card that said "Not placed"', async () => {
  const world = prepareAccounts([sealedUser(7, { drafts: { [lost.id]: lost } })]);
  await world.accounts.start();
  world.exchange.connect(world.clock.now());
  await world.clock.advance(1000);
  // A list by state leaves out what has ended; only the read by id tells the custom id.
  world.exchange.orders = [order({ state: 'done', executed: '1', customOrderId: 'ours' })];
  world.exchange.tell({ type: 'trade', trade: trade({ amount: d('1') }) });
  world.exchange.tell({ type: 'order', order: order({ state: 'done', executed: '1' }) });
  await world.clock.advance(2000);
  expect(world.exchange.calls).toContain('getOrder 77');
  expect(world.user().drafts[lost.id]).toMatchObject({ state: 'filled', orderId: '77' });
});
