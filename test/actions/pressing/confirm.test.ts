// Promises of a press on Confirm: claimed once, sent once, every outcome told, nothing sent that is not durable.
import { describe, expect, it } from '@jest/globals';
import { RefusedError, UnavailableError, UnknownOutcomeError, UserError, ProtocolError } from '../../../src/model/errors.js';
import { draftsPerUserLimit } from '../../../src/actions/drafts/draftRecord.js';
import type { ActionRequest } from '../../../src/model/draft.js';
import { changed } from '../../../src/storage/store.js';
import { doneThen, notDone } from '../exchangeDesk.js';
import { asShown, buy, card, open, start } from '../world.js';

describe('confirm', () => {
  it('answers at once that it is claimed, and stores each step before the next', async () => {
    const world = open();
    const states: string[] = [];
    const { id } = await world.actions.draft(1, buy());
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    world.store.onChange(() => { states.push(world.draft(id).state); });
    world.desk.next('createOrder', (answer) => { expect(world.draft(id)).toMatchObject({ state: 'sending', sentAt: world.clock.now(), card }); return answer(); });
    const result = await world.actions.confirm(1, id, card);
    expect(result).toMatchObject({ kind: 'claimed', draft: { state: 'confirmed' } });
    await world.clock.advance(0);
    expect(states).toEqual(['confirmed', 'sending', 'accepted']);
    expect(world.draft(id)).toMatchObject({ state: 'accepted', orderId: '173757' });
    expect(world.desk.calls).toEqual([{ name: 'createOrder', input: buy().kind === 'placeOrder' ? (buy() as { order: unknown }).order : undefined, urgency: 'money', at: world.clock.now() }]);
  });

  it.each<[string, Error, object]>([
    ['a refusal', new RefusedError(422, ['market.account.insufficient_balance'], 'createOrder'), { state: 'refused', reason: ['market.account.insufficient_balance'] }],
    ['no connection', new UnavailableError('network', 'createOrder'), { state: 'refused', reason: ['unavailable.network'] }],
    ['maintenance', new UnavailableError('maintenance', 'createOrder'), { state: 'refused', reason: ['unavailable.maintenance'] }],
    ['a lost answer', new UnknownOutcomeError('createOrder', 'timeout'), { state: 'unknown', reason: ['timeout'] }],
    ['an answer that cannot be read', new ProtocolError('no id'), { state: 'unknown' }],
    ['a fault of our own', new TypeError('oops'), { state: 'unknown' }],
  ])('sorts %s as the outcome table says', async (_, error, expected) => {
    const world = open();
    world.desk.next('createOrder', notDone(error));
    expect(await world.place()).toMatchObject(expected);
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('edits the card for each state', async () => {
    const world = open();
    await world.place();
    expect(world.record().outbox.map((row) => row.id.split(':')[2])).toEqual(['confirmed', 'accepted']);
    expect(new Set(world.record().outbox.map((row) => row.messageKey)).size).toBe(1);
  });

  it('claims for one of ten presses at once', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    const results = await Promise.all(Array.from({ length: 10 }, () => world.actions.confirm(1, id, card)));
    await world.clock.advance(0);
    expect(results.map((result) => result.kind).sort()).toEqual([...Array.from({ length: 9 }, () => 'alreadyUsed'), 'claimed']);
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('refuses a draft of another user, an unknown one and an unknown user', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    expect(await world.actions.confirm(2, id, card)).toEqual({ kind: 'unknownDraft' });
    expect(await world.actions.confirm(1, 'toString', card)).toEqual({ kind: 'unknownDraft' });
    expect(await world.actions.confirm(99, id, card)).toEqual({ kind: 'unknownDraft' });
    expect(world.desk.calls).toEqual([]);
  });

  it.each([[59_999, 'claimed'], [60_000, 'expired']])('after %d ms is %s', async (ms, kind) => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    world.clock.set(world.clock.now() + ms);
    expect((await world.actions.confirm(1, id, card)).kind).toBe(kind);
    await world.clock.advance(0);
    expect(world.desk.count('createOrder')).toBe(kind === 'claimed' ? 1 : 0);
  });

  it('cannot be given more life by a clock that is set back', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    world.clock.set(world.clock.now() - 3_600_000);
    expect((await world.actions.confirm(1, id, card)).kind).toBe('expired');
    const other = await world.actions.draft(1, buy('own-2'));
    world.clock.set(world.clock.now() - 30_000);
    await world.clock.advance(60_000);
    expect((await world.actions.confirm(1, other.id, card)).kind).toBe('expired');
  });

  it.each<[string, ActionRequest, string, number]>([
    ['an order', buy(), 'locked', 0], ['a market order', buy('own-2', { type: 'market' }), 'locked', 0],
    ['a cancel', { kind: 'cancelOrder', orderId: '77' }, 'claimed', 1], ['a cancel of all', { kind: 'cancelAll', orderIds: ['77'] }, 'claimed', 1],
  ])('while the user is locked %s is answered as it should be', async (_what, request, kind, sent) => {
    const world = open({ livePrice: asShown });
    const { id } = await world.actions.draft(1, request);
    await world.store.update(1, (record) => changed({ ...record, lock: { since: start } }));
    expect((await world.actions.confirm(1, id, card)).kind).toBe(kind);
    await world.clock.advance(0);
    expect(world.desk.calls.filter((call) => /^(create|cancel)/.test(call.name))).toHaveLength(sent);
  });

  it('a card that was locked can be confirmed once unlocked, and be dismissed while locked', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    const other = await world.actions.draft(1, buy('own-2'));
    await world.store.update(1, (record) => changed({ ...record, lock: { since: start } }));
    expect((await world.actions.confirm(1, id, card)).kind).toBe('locked');
    expect((await world.actions.dismiss(1, other.id, card)).kind).toBe('dismissed');
    await world.store.update(1, ({ lock: _lock, ...record }) => changed(record));
    expect((await world.actions.confirm(1, id, card)).kind).toBe('claimed');
    await world.clock.advance(0);
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('sends nothing for a dismissed draft, and dismisses nothing that was confirmed', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    expect((await world.actions.dismiss(1, id, card)).kind).toBe('dismissed');
    expect((await world.actions.confirm(1, id, card)).kind).toBe('alreadyUsed');
    const placed = await world.place(buy('own-2'));
    expect((await world.actions.dismiss(1, placed.id, card)).kind).toBe('alreadyUsed');
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('sends nothing when the claim cannot be stored, and the card can be pressed again', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    world.store.failWrites(1);
    await expect(world.actions.confirm(1, id, card)).rejects.toThrow(UnavailableError);
    expect(world.desk.calls).toEqual([]);
    expect((await world.actions.confirm(1, id, card)).kind).toBe('claimed');
  });

  it('sends nothing when "sending" cannot be stored, and says so', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    const end = world.store.onChange(() => { end(); world.store.failWrites(2); });
    await world.actions.confirm(1, id, card);
    await world.clock.advance(60_000);
    expect(world.desk.calls).toEqual([]);
    expect(world.draft(id)).toMatchObject({ state: 'notPlaced', reason: ['unavailable.storage'] });
  });

  it('stores the outcome as soon as the store works again, without sending again', async () => {
    const world = open();
    world.desk.next('createOrder', (answer) => { world.store.failWrites(3); return answer(); });
    const { id } = await world.place();
    expect(world.draft(id).state).toBe('sending');
    await world.clock.advance(60_000);
    expect(world.draft(id).state).toBe('accepted');
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('says that nothing was sent when there is no key', async () => {
    const world = open({ clientFor: () => { throw new UserError('link.needed'); } });
    expect(await world.place()).toMatchObject({ state: 'notPlaced', reason: ['own.linkNeeded'] });
  });

  it('refuses to send what is not what was shown', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    await world.store.update(1, (record) => ({ record: { ...record, drafts: { [id]: { ...record.drafts[id]!, request: buy('other') } } }, result: undefined }));
    await expect(world.actions.confirm(1, id, card)).rejects.toThrow('not what was shown');
    expect(world.desk.calls).toEqual([]);
  });

  it('works without a card, and tells the card when it is attached later', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    await world.actions.confirm(1, id);
    await world.clock.advance(0);
    expect(world.draft(id).card).toBeUndefined();
    const before = world.record().outbox.length;
    await world.actions.attachCard(1, id, card);
    expect(world.draft(id).card).toEqual(card);
    expect(world.record().outbox).toHaveLength(before + 1);
  });

  it('makes version 4 UUIDs', () => {
    expect(open().actions.newOrderId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('the life of a card', () => {
  it('ends after 60 s by itself, once, with its card told', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    await world.actions.attachCard(1, id, card);
    await world.clock.advance(59_999);
    expect(world.draft(id).state).toBe('drafted');
    await world.clock.advance(1);
    expect(world.draft(id).state).toBe('expired');
    expect(world.record().outbox.map((row) => row.data)).toEqual([{ draftId: id }]);
    expect((await world.actions.confirm(1, id, card)).kind).toBe('expired');
  });

  it('ends even when the store fails at first', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    world.store.failWrites(3);
    await world.clock.advance(63_000);
    expect(world.draft(id).state).toBe('expired');
  });

  it('forgets ended drafts after a day', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    await world.actions.dismiss(1, id, card);
    world.clock.set(world.clock.now() + 24 * 3_600_000);
    await world.actions.draft(1, buy('own-2'));
    expect(world.record().drafts[id]).toBeUndefined();
  });

  it('keeps at most 200 drafts, and refuses a new one rather than forget money under way', async () => {
    const world = open();
    const first = await world.actions.draft(1, buy());
    await world.actions.dismiss(1, first.id, card);
    const filler = (index: number, state: 'open' | 'unknown'): object => ({ ...first, id: `filler-${index}`, state, changedAt: first.changedAt + index });
    const fill = (state: 'open' | 'unknown'): Promise<unknown> => world.store.update(1, (record) => ({
      record: { ...record, drafts: Object.fromEntries(Array.from({ length: draftsPerUserLimit }, (_, index) => [`filler-${index}`, filler(index, state)])) as typeof record.drafts }, result: undefined,
    }));
    await fill('open');
    await world.actions.draft(1, buy('own-2'));
    expect(Object.keys(world.record().drafts)).toHaveLength(draftsPerUserLimit);
    expect(world.record().drafts['filler-0']).toBeUndefined();
    await fill('unknown');
    await expect(world.actions.draft(1, buy('own-3'))).rejects.toThrow(UserError);
  });
});

describe('stop and start', () => {
  it('claims nothing any more when stopping', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, buy());
    await world.actions.stop();
    await expect(world.actions.confirm(1, id, card)).rejects.toThrow(UnavailableError);
  });

  it('waits for a call under way, at most 4 s', async () => {
    const world = open();
    world.desk.next('createOrder', () => new Promise(() => undefined));
    await world.place();
    let ended = false;
    void world.actions.stop().then(() => { ended = true; });
    await world.clock.advance(3999);
    expect(ended).toBe(false);
    await world.clock.advance(1);
    await world.clock.advance(0);
    expect(ended).toBe(true);
  });

  it('takes "sending" for unknown and "confirmed" for not sent, tells both, and asks at once', async () => {
    const world = open();
    const [sending, confirmed, fresh] = [await world.actions.draft(1, buy('own-1')), await world.actions.draft(1, buy('own-2')), await world.actions.draft(1, buy('own-3'))];
    await world.actions.stop();
    await world.store.update(1, (record) => ({
      record: { ...record, drafts: { ...record.drafts, [sending.id]: { ...sending, state: 'sending', sentAt: sending.createdAt }, [confirmed.id]: { ...confirmed, state: 'confirmed' } } }, result: undefined,
    }));
    const again = open({ store: world.store, clock: world.clock, desk: world.desk });
    await again.actions.start();
    expect([sending, confirmed, fresh].map(({ id }) => world.draft(id).state)).toEqual(['unknown', 'notPlaced', 'drafted']);
    expect(world.record().outbox).toHaveLength(2);
    await world.clock.advance(0);
    expect(world.desk.calls.map((call) => call.name)).toEqual(['listOrders']);
    await world.clock.advance(60_000);
    expect(world.draft(fresh.id).state).toBe('expired');
    expect(world.desk.count('createOrder')).toBe(0);
  });

  it('finds an order that was taken while the program died', async () => {
    const world = open();
    world.desk.next('createOrder', (answer) => { answer(); return new Promise(() => undefined); });
    const { id } = await world.place();
    await world.clock.advance(5000);
    const again = open({ store: world.store, clock: world.clock, desk: world.desk });
    await again.actions.start();
    await world.clock.advance(0);
    expect(world.draft(id)).toMatchObject({ state: 'accepted', orderId: '173757' });
    expect(world.desk.count('createOrder')).toBe(1);
  });

  it('does not mistake a lost answer for a failure', async () => {
    const world = open();
    world.desk.next('createOrder', doneThen(new UnknownOutcomeError('createOrder', 'timeout')));
    const { id } = await world.place();
    expect(world.draft(id).state).toBe('unknown');
    await world.clock.advance(1000);
    expect(world.draft(id)).toMatchObject({ state: 'accepted', orderId: '173757' });
  });
});
