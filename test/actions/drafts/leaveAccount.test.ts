// A change of API key: what was drawn or sent for one account never reaches another, and is not judged by what that one shows.
import { describe, expect, it } from '@jest/globals';
import { leaveAccount } from '../../../src/actions/drafts/leaveAccount.js';
import { emptyAccount, type Link, type Sealed } from '../../../src/model/account.js';
import type { ActionRequest } from '../../../src/model/draft.js';
import { UnknownOutcomeError } from '../../../src/model/errors.js';
import { changed } from '../../../src/storage/store.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { doneThen, later, notDone } from '../exchangeDesk.js';
import { buy, card, d, open, payout, start, type World } from '../world.js';

const sealed = 'sealed' as Sealed;
const linkOf = (tail: string, linkedAt: number): Link => ({ apiKey: sealed, secret: sealed, keyVersion: 1, tail, linkedAt });
const lost = (endpoint: string): UnknownOutcomeError => new UnknownOutcomeError(endpoint, 'timeout');
const told = (world: World, id: string): string => draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).text.text;
const cardRows = (world: World, id: string): number => world.record().outbox.filter((row) => row.id.startsWith(`card:${id}`)).length;

/** As storeLink does with a key of another account. */
async function link(world: World, tail: string): Promise<void> {
  const linkedAt = world.clock.now();
  await world.store.update(1, (record) => changed({ ...leaveAccount(record, linkedAt), account: { ...emptyAccount, since: linkedAt }, link: linkOf(tail, linkedAt) }));
}

async function linked(): Promise<World> {
  const world = open();
  await link(world, 'aaaa');
  await world.clock.advance(1000);
  return world;
}

describe('a card drawn under one key', () => {
  it.each<[string, ActionRequest, string | undefined]>([['an order', buy(), undefined], ['a withdrawal', payout(), '123456'], ['a cancellation', { kind: 'cancelAll', orderIds: ['1'] }, undefined]])('of %s ends when another account is linked, and its Confirm sends nothing there', async (_what, request, code) => {
    const world = await linked();
    const { id } = await world.actions.draft(1, request);
    await world.actions.attachCard(1, id, card);
    await link(world, 'bbbb');
    expect(world.draft(id).state).toBe('expired');
    expect(await world.actions.confirm(1, id, card, code)).toMatchObject({ kind: 'expired' });
    await world.clock.advance(200_000);
    expect(world.desk.calls).toEqual([]);
    expect(told(world, id)).toMatch(/This card has ended and nothing was sent\. The API key has changed/);
  });

  it('is never claimed under another, also where nobody ended it at the change', async () => {
    const world = await linked();
    const { id } = await world.actions.draft(1, buy());
    await world.store.update(1, (record) => changed({ ...record, account: { ...emptyAccount, since: world.clock.now() } }));
    expect(await world.actions.confirm(1, id, card)).toMatchObject({ kind: 'expired', draft: { reason: ['own.otherKey'] } });
    await world.clock.advance(0);
    expect([world.draft(id).state, world.desk.count('createOrder')]).toEqual(['expired', 0]);
  });

  it('and confirmed in the moment of the change is not sent', async () => {
    const world = await linked();
    const { id } = await world.actions.draft(1, buy());
    const pressed = world.actions.confirm(1, id, card);
    await link(world, 'bbbb');
    await pressed;
    await world.clock.advance(0);
    expect([world.draft(id).reason, world.desk.count('createOrder')]).toEqual([['own.otherKey'], 0]);
  });

  it('does not get its quote renewed under another', async () => {
    const world = await linked();
    const { id } = await world.actions.draft(1, payout());
    await world.store.update(1, (record) => changed({ ...record, account: { ...emptyAccount, since: world.clock.now() } }));
    await world.clock.advance(200_000);
    expect([world.draft(id).state, world.desk.calls]).toEqual(['expired', []]);
  });

  it('stays good where the account is the same', async () => {
    const world = await linked();
    const { id } = await world.actions.draft(1, buy());
    await world.store.update(1, (record) => changed({ ...record, link: { ...linkOf('cccc', world.clock.now()), keyVersion: 2 } }));
    expect(await world.actions.confirm(1, id, card)).toMatchObject({ kind: 'claimed' });
  });
});

describe('what was sent under one key', () => {
  it('and lost its answer is not asked about under another, never said not to be placed, and its card says where to look', async () => {
    const world = await linked();
    world.desk.next('createOrder', doneThen(lost('createOrder')));
    const { id } = await world.place();
    const asked = world.desk.count('listOrders');
    const rows = cardRows(world, id);
    await link(world, 'bbbb');
    expect(cardRows(world, id)).toBe(rows + 1);
    await world.clock.advance(900_000);
    expect([world.draft(id).state, world.desk.count('listOrders')]).toEqual(['unknown', asked]);
    expect(told(world, id)).toMatch(/key ending in aaaa.*look on the exchange/);
    await link(world, 'cccc');
    expect(told(world, id)).toMatch(/key ending in aaaa/);
  });

  it('and was being asked about at the change is not judged by the answer', async () => {
    const world = await linked();
    world.desk.next('createWithdrawal', notDone(lost('createWithdrawal')));
    const { id } = await world.place(payout(), '123456');
    world.desk.next('listWithdrawals', async (answer) => { await link(world, 'bbbb'); world.desk.withdrawals.push({ id: '3999', currency: 'btc', amount: d('0.1'), fee: d('0.0002'), destination: 'bc1qcold', state: 'submitted', createdAt: world.clock.now() }); return answer(); });
    await world.clock.advance(2000);
    expect([world.draft(id).state, world.draft(id).orderId]).toEqual(['unknown', undefined]);
  });

  it('is not taken for a withdrawal of the other account that looks the same', async () => {
    const world = await linked();
    world.desk.next('createWithdrawal', notDone(lost('createWithdrawal')));
    const first = await world.place(payout(), '123456');
    await link(world, 'bbbb');
    world.desk.next('createWithdrawal', doneThen(lost('createWithdrawal')));
    const second = await world.place(payout(world.clock.now(), { again: true }), '123456');
    await world.clock.advance(5000);
    expect([first, second].map(({ id }) => world.draft(id).orderId)).toEqual([undefined, '3301']);
  });

  it('and stood open loses its buttons, because they would reach into the other account', async () => {
    const world = await linked();
    const { id } = await world.place();
    await world.hear(later(world.desk.orders[0]!, { state: 'wait' }));
    expect(draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).buttons).toBeDefined();
    await link(world, 'bbbb');
    expect(draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).buttons).toBeUndefined();
    expect(told(world, id)).toMatch(/key ending in aaaa/);
  });

  it('and is answered after the change tells its card, and nothing of it gets into the other account', async () => {
    const world = await linked();
    let answerNow = (): void => undefined;
    world.desk.next('createOrder', (answer) => new Promise((resolve) => { answerNow = () => { resolve(answer()); }; }));
    const { id } = await world.place();
    await link(world, 'bbbb');
    answerNow();
    await world.clock.advance(0);
    expect([world.draft(id).state, world.record().account.orders]).toEqual(['accepted', {}]);
  });
});
