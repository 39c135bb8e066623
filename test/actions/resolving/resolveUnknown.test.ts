// Promises of the resolver: it asks on its schedule, believes only what it may, and never sends again.
import { describe, expect, it } from '@jest/globals';
import { UnavailableError, UnknownOutcomeError } from '../../../src/model/errors.js';
import type { Order } from '../../../src/model/trading/order.js';
import { changed } from '../../../src/storage/store.js';
import { doneThen, later, notDone } from '../exchangeDesk.js';
import { d, open, start, type World } from '../world.js';

const lost = new UnknownOutcomeError('createOrder', 'timeout');
const away = new UnavailableError('network', 'listOrders');
const minute = 60_000;

async function unknownOrder(world: World, happened: boolean): Promise<string> {
  world.desk.next('createOrder', happened ? doneThen(lost) : notDone(lost));
  return (await world.place()).id;
}

const other = (index: number, at: number, more: Partial<Order> = {}): Order => ({
  id: `o${index}`, customOrderId: `other-${index}`, market: 'btczar', side: 'sell', type: 'limit', price: d('1'), averagePrice: d('0'), state: 'wait',
  originVolume: d('5'), remainingVolume: d('5'), executedVolume: d('0'), createdAt: at, updatedAt: at, ...more,
});

const anonymous = ({ customOrderId: _none, ...order }: Order): Order => order;

describe('the resolver', () => {
  it('asks after 1, 2, 4, 8, 15, 30 and 60 s and then every minute', async () => {
    const world = open();
    world.desk.always('listOrders', notDone(away));
    await unknownOrder(world, false);
    await world.clock.advance(4 * minute);
    expect(world.desk.calls.filter((call) => call.name === 'listOrders').map((call) => (call.at - start) / 1000)).toEqual([1, 2, 4, 8, 15, 30, 60, 120, 180, 240]);
  });

  it('finds the order by its custom id, and the card goes on from there', async () => {
    const world = open();
    world.desk.next('listOrders', notDone(away), notDone(away));
    const id = await unknownOrder(world, true);
    await world.clock.advance(3999);
    expect(world.draft(id).state).toBe('unknown');
    world.desk.orders[0] = later(world.desk.orders[0]!, { state: 'wait' });
    await world.clock.advance(1);
    expect(world.draft(id)).toMatchObject({ state: 'open', orderId: '173757' });
    expect(world.desk.count('createOrder')).toBe(1);
    await world.clock.advance(5 * minute);
    expect(world.desk.count('listOrders')).toBe(3);
  });

  it('says "not placed" only after ten minutes and five clean listings', async () => {
    const world = open();
    const id = await unknownOrder(world, false);
    await world.clock.advance(10 * minute - 1);
    expect(world.draft(id).state).toBe('unknown');
    expect(world.draft(id).asked?.clean).toBeGreaterThan(5);
    await world.clock.advance(1);
    expect(world.draft(id)).toMatchObject({ state: 'notPlaced', reason: ['own.notFound'] });
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('concludes nothing from what another account does not list, and still knows the order when it is shown', async () => {
    const world = open();
    const id = await unknownOrder(world, true);
    const [placed] = world.desk.orders.splice(0);
    const linkOther = (): Promise<unknown> => world.store.update(1, (record) => changed({ ...record, account: { ...record.account, since: world.clock.now() } }));
    await world.clock.advance(500);
    await linkOther();
    await world.clock.advance(30 * minute);
    expect(world.draft(id).state).toBe('unknown');
    expect(world.draft(id).asked?.clean).toBeGreaterThan(10);
    world.desk.orders.push(later(placed!, { state: 'wait' }));
    await world.clock.advance(minute);
    expect(world.draft(id).state).toBe('open');
  });

  it('does not count listings that failed', async () => {
    const world = open();
    world.desk.next('listOrders', ...Array.from({ length: 16 }, () => notDone(away)));
    const id = await unknownOrder(world, false);
    // 7 questions in the first minute, then one a minute: the 17th, at 11 min, is the first clean one.
    await world.clock.advance(14 * minute);
    expect(world.draft(id)).toMatchObject({ state: 'unknown', asked: { clean: 4 } });
    await world.clock.advance(minute);
    expect(world.draft(id).state).toBe('notPlaced');
  });

  it('pages until it has reached well before the sending, and no further', async () => {
    const world = open();
    const id = await unknownOrder(world, true);
    const newer = Array.from({ length: 150 }, (_, index) => other(index, start + 500));
    const older = Array.from({ length: 500 }, (_, index) => other(1000 + index, start - 3_600_000));
    const [ours] = world.desk.orders;
    world.desk.orders.splice(0, 1, ...newer, ...older);
    await world.clock.advance(1000);
    expect(world.desk.calls.filter((call) => call.name === 'listOrders').map((call) => (call.input as { page: number }).page)).toEqual([1, 2]);
    expect(world.draft(id).asked).toMatchObject({ times: 1, clean: 1 });
    world.desk.orders.splice(150, 0, ours!);
    await world.clock.advance(1000);
    expect(world.draft(id).state).toBe('accepted');
  });

  it('reads at most 20 pages and then does not call that clean', async () => {
    const world = open();
    const id = await unknownOrder(world, false);
    world.desk.orders.push(...Array.from({ length: 3000 }, (_, index) => other(index, start + 1)));
    await world.clock.advance(1000);
    expect(world.desk.count('listOrders')).toBe(20);
    expect(world.draft(id).asked).toMatchObject({ times: 1, clean: 0 });
  });

  it('concludes nothing while an order that looks the same has no custom id', async () => {
    const world = open();
    const id = await unknownOrder(world, true);
    world.desk.orders[0] = anonymous(world.desk.orders[0]!);
    await world.clock.advance(30 * minute);
    expect(world.draft(id)).toMatchObject({ state: 'unknown', asked: { clean: 0 } });
  });

  it('ends when the private stream answers first', async () => {
    const world = open();
    world.desk.always('listOrders', notDone(away));
    const id = await unknownOrder(world, true);
    await world.hear(later(world.desk.orders[0]!, { state: 'done', executedVolume: '0.01', averagePrice: d('830000') }));
    expect(world.draft(id)).toMatchObject({ state: 'filled', orderId: '173757' });
    await world.clock.advance(5 * minute);
    expect(world.desk.count('listOrders')).toBe(0);
  });

  it('corrects "not placed" when the order shows up after all', async () => {
    const world = open();
    const id = await unknownOrder(world, true);
    const hidden = world.desk.orders.splice(0, 1);
    await world.clock.advance(11 * minute);
    expect(world.draft(id).state).toBe('notPlaced');
    await world.hear(later(hidden[0]!, { state: 'wait' }));
    expect(world.draft(id).state).toBe('open');
  });

  it('asks again at once after a restart', async () => {
    const world = open();
    world.desk.always('listOrders', notDone(away));
    const id = await unknownOrder(world, true);
    await world.clock.advance(90_000);
    await world.actions.stop();
    world.desk.always('listOrders', (answer) => answer());
    await world.clock.advance(3 * minute);
    expect(world.draft(id).state).toBe('unknown');
    const again = open({ store: world.store, clock: world.clock, desk: world.desk });
    await again.actions.start();
    await world.clock.advance(0);
    expect(world.draft(id).state).toBe('accepted');
  });

  it('stops asking after a day and leaves it unknown', async () => {
    const world = open();
    world.desk.always('listOrders', notDone(away));
    const id = await unknownOrder(world, true);
    world.clock.set(world.clock.now() + 24 * 3_600_000);
    await world.clock.advance(minute);
    const asked = world.desk.count('listOrders');
    await world.clock.advance(10 * minute);
    expect(world.desk.count('listOrders')).toBe(asked);
    expect(world.draft(id).state).toBe('unknown');
  });
});
