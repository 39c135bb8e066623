// Promises after the exchange has taken an action: cancellations end only with their orders, and silence is looked after.
import { describe, expect, it } from '@jest/globals';
import { RefusedError, UnknownOutcomeError } from '../../../src/model/errors.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { later, notDone } from '../exchangeDesk.js';
import { asShown, buy, card, open, type World } from '../world.js';

async function openOrders(world: World, count: number): Promise<string[]> {
  for (let index = 0; index < count; index += 1) await world.place(buy(`own-${index}`));
  for (const order of [...world.desk.orders].reverse()) await world.hear(later(order, { state: 'wait' }));
  world.desk.orders.splice(0, count, ...world.desk.orders.map((order) => later(order, { state: 'wait' })));
  return [...world.desk.orders].reverse().map((order) => order.id);
}

describe('an accepted order', () => {
  it('is asked about until the exchange shows it', async () => {
    const world = open();
    const { id } = await world.place();
    world.refreshed.length = 0;
    await world.clock.advance(5000);
    expect(world.refreshed).toHaveLength(3);
    await world.hear(later(world.desk.orders[0]!, { state: 'wait' }));
    await world.clock.advance(60_000);
    expect(world.draft(id).state).toBe('open');
    expect(world.refreshed).toHaveLength(4);
  });

  it('is still asked about when it is a market order, of whose end no frame may come, for ten minutes', async () => {
    const world = open({ livePrice: asShown });
    await world.place(buy('own', { type: 'market' }));
    await world.hear(later(world.desk.orders[0]!, { state: 'wait', executedVolume: '0.004' }));
    world.refreshed.length = 0;
    await world.clock.advance(3_600_000);
    expect(world.refreshed).toHaveLength(16);
  });
});

describe('cancelOrder', () => {
  it('is "cancelling" after the answer and ends with the order', async () => {
    const world = open();
    const [orderId] = await openOrders(world, 1);
    const cancel = await world.place({ kind: 'cancelOrder', orderId: orderId! });
    expect(cancel.state).toBe('accepted');
    expect(world.refreshed.length).toBeGreaterThan(0);
    await world.hear(later(world.desk.orders[0]!, { state: 'cancel' }));
    expect(world.draft(cancel.id).state).toBe('cancelled');
  });

  it('ends at once when the answer shows that the order had ended', async () => {
    const world = open();
    const [orderId] = await openOrders(world, 1);
    world.desk.next('cancelOrder', () => later(world.desk.orders[0]!, { state: 'done', executedVolume: '0.01' }));
    expect((await world.place({ kind: 'cancelOrder', orderId: orderId! })).state).toBe('filled');
  });

  it('ends by what is known when the exchange answers with nothing', async () => {
    const world = open();
    const [orderId] = await openOrders(world, 1);
    await world.hear(later(world.desk.orders[0]!, { state: 'cancel' }));
    world.desk.next('cancelOrder', () => undefined);
    expect((await world.place({ kind: 'cancelOrder', orderId: orderId! })).state).toBe('cancelled');
  });

  it('tells a refusal', async () => {
    const world = open();
    world.desk.next('cancelOrder', notDone(new RefusedError(404, ['record.not_found'], 'cancelOrder')));
    expect(await world.place({ kind: 'cancelOrder', orderId: '9' })).toMatchObject({ state: 'refused', reason: ['record.not_found'] });
  });

  it('leaves a lost answer to reads of the account, and gives it back to the user after two minutes', async () => {
    const world = open();
    const [orderId] = await openOrders(world, 1);
    world.desk.next('cancelOrder', notDone(new UnknownOutcomeError('cancelOrder', 'timeout')));
    const { id, state } = await world.place({ kind: 'cancelOrder', orderId: orderId! });
    expect(state).toBe('unknown');
    world.refreshed.length = 0;
    await world.clock.advance(119_999);
    expect(world.refreshed.length).toBeGreaterThanOrEqual(7);
    expect(world.draft(id).state).toBe('unknown');
    await world.clock.advance(1);
    expect(world.draft(id)).toMatchObject({ state: 'notPlaced', reason: ['own.stillOpen'] });
    expect(world.desk.count('cancelOrder')).toBe(1);
    await world.hear(later(world.desk.orders[0]!, { state: 'cancel' }));
    expect(world.draft(id).state).toBe('cancelled');
  });
});

describe('cancelAll', () => {
  it('asks once, with market and side, and ends when the last of its orders has', async () => {
    const world = open();
    const orderIds = await openOrders(world, 3);
    const { id, state } = await world.place({ kind: 'cancelAll', market: 'btczar', side: 'buy', orderIds });
    expect(state).toBe('accepted');
    expect(world.desk.calls.at(-1)).toMatchObject({ name: 'cancelAllOrders', input: { market: 'btczar', side: 'buy' }, urgency: 'money' });
    const [third, second, first] = world.desk.orders;
    await world.hear(later(first!, { state: 'cancel' }));
    await world.hear(later(second!, { state: 'done', executedVolume: '0.01' }));
    expect(world.draft(id).state).toBe('accepted');
    await world.hear(later(third!, { state: 'cancel' }));
    expect(world.draft(id).state).toBe('cancelled');
  });

  it.each([
    ['another order was placed since the card was drawn', {}, { side: 'sell' as const }, true],
    ['another order of its market and side was placed', { market: 'btczar', side: 'buy' as const }, {}, true],
    ['what was placed is on another side', { side: 'buy' as const }, { side: 'sell' as const }, false],
    ['what was placed is on another market', { market: 'btczar' }, { market: 'ethzar' }, false],
    ['what was placed has ended again', {}, { state: 'cancel' as const }, false],
  ])('asks again with the list of now and sends nothing before that is confirmed, where %s', async (_what, scope, over, asksAgain) => {
    const world = open();
    const orderIds = await openOrders(world, 2);
    await world.hear(later(world.desk.orders[1]!, { state: 'done', executedVolume: '0.01' }));
    const { id } = await world.actions.draft(1, { kind: 'cancelAll', ...scope, orderIds });
    await world.hear({ ...later(world.desk.orders[0]!, { state: 'wait', ...over }), id: '999', customOrderId: 'elsewhere' });
    expect(await world.actions.confirm(1, id, card)).toMatchObject({ kind: asksAgain ? 'askedAgain' : 'claimed' });
    await world.clock.advance(1000);
    expect(world.desk.count('cancelAllOrders')).toBe(asksAgain ? 0 : 1);
    if (!asksAgain) return;
    const next = world.draft(world.draft(id).replacedBy!);
    expect(next).toMatchObject({ card, request: { ...scope, orderIds: ['999', orderIds[1]] } });
    expect(draftCard(speak('en'), next, { now: next.createdAt, timeZone: 'UTC' }).text.text).toMatch(/^⚠️ Another order has been placed since this card was drawn/);
    expect(await world.actions.confirm(1, next.id, card)).toMatchObject({ kind: 'claimed' });
    await world.clock.advance(0);
    expect(world.desk.count('cancelAllOrders')).toBe(1);
  });

  it('is not ended by orders it does not name, nor before it was sent', async () => {
    const world = open();
    const orderIds = await openOrders(world, 1);
    const { id } = await world.actions.draft(1, { kind: 'cancelAll', orderIds });
    await world.hear(later(world.desk.orders[0]!, { state: 'cancel' }));
    expect(world.draft(id).state).toBe('drafted');
  });
});

it('a draft of a deleted user is looked at once more and then let go', async () => {
  const { actions, store, clock, desk } = open();
  await actions.draft(1, buy());
  await store.remove(1, () => true);
  const update = store.update.bind(store);
  let asked = 0;
  store.update = (userId, change) => { asked += 1; return update(userId, change); };
  await clock.advance(600_000);
  expect([asked, desk.calls]).toEqual([1, []]);
});
