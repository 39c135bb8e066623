import { describe, expect, it } from '@jest/globals';
import type { Sealed } from '../../../src/model/account.js';
import type { ActionRequest, RedeemVoucher } from '../../../src/model/draft.js';
import { RefusedError, UnknownOutcomeError } from '../../../src/model/errors.js';
import { changed } from '../../../src/storage/store.js';
import { doubtfulVoucherLifeMs } from '../../../src/actions/kinds/redeemVoucher.js';
import { doneThen, notDone } from '../exchangeDesk.js';
import { card, d, open, type World } from '../world.js';

const lost = new UnknownOutcomeError('redeemVoucher', 'timeout');
const redeem: RedeemVoucher = {
  kind: 'redeemVoucher', voucher: { paymentMethodId: '1', amount: d('100'), pin: 'sealed-pin' as Sealed }, methodName: 'OTT', pinTail: '5678',
};
const change = { amount: d('50'), pin: '9999888877776666', expiry: '2027-11-22' };

describe('a voucher', () => {
  it('is sent once with its pin opened, however often Confirm is pressed', async () => {
    const { actions, clock, desk, ...world } = open();
    desk.always('redeemVoucher', () => ({ amount: d('96'), originAmount: d('100') }));
    const { id } = await actions.draft(1, redeem);
    const results = await Promise.all(Array.from({ length: 50 }, () => actions.confirm(1, id, card)));
    await clock.advance(0);
    expect(results.filter((one) => one.kind === 'claimed')).toHaveLength(1);
    expect(desk.calls).toEqual([expect.objectContaining({ name: 'redeemVoucher', input: { paymentMethodId: '1', amount: '100', voucherPin: 'sealed-pin' } })]);
    expect(world.draft(id)).toMatchObject({ state: 'done', result: { kind: 'voucher', credited: '96', originAmount: '100' } });
  });

  it('leaves its change sealed in the record in the very write that tells of it', async () => {
    const world = open();
    world.desk.always('redeemVoucher', () => ({ amount: d('48'), originAmount: d('100'), change }));
    const seen: { readonly done: boolean; readonly kept: number }[] = [];
    world.store.onChange(() => seen.push({ done: Object.values(world.record().drafts).some((one) => one.state === 'done'), kept: world.record().vouchers?.length ?? 0 }));
    const { id } = await world.place(redeem);
    expect(world.record().vouchers).toEqual([{ id, amount: '50', pin: change.pin, expiry: '2027-11-22', at: world.clock.now() }]);
    expect(seen.filter((one) => one.done).every((one) => one.kept === 1)).toBe(true);
    expect(world.draft(id).result).toEqual({ kind: 'voucher', credited: '48', originAmount: '100', change: { voucherId: id, amount: '50', expiry: '2027-11-22' } });
  });

  it('whose answer is lost stays unknown and is never sent again', async () => {
    const world = open();
    world.desk.next('redeemVoucher', doneThen(new UnknownOutcomeError('redeemVoucher', 'timeout')));
    const { id } = await world.place(redeem);
    await world.clock.advance(26 * 3_600_000);
    expect([world.draft(id).state, world.desk.count('redeemVoucher')]).toEqual(['unknown', 1]);
  });

  it('that is refused says why and keeps nothing', async () => {
    const world = open();
    world.desk.next('redeemVoucher', notDone(new RefusedError(422, ['payments.voucher.invalid_pin'], 'redeemVoucher')));
    const { id } = await world.place(redeem);
    expect(world.draft(id)).toMatchObject({ state: 'refused', reason: ['payments.voucher.invalid_pin'] });
    expect(world.record().vouchers).toBeUndefined();
  });

  it('whose pin can no longer be opened is refused before anything leaves', async () => {
    const world = open({ openVoucherPin: () => { throw new Error('wrong master key'); } });
    const { id } = await world.place(redeem);
    expect([world.draft(id).state, world.draft(id).reason, world.desk.calls.length]).toEqual(['refused', ['own.voucherPin'], 0]);
  });

  it('found sending at a start is unknown, not sent again', async () => {
    const first = open();
    first.desk.next('redeemVoucher', () => new Promise(() => undefined));
    const { id } = await first.actions.draft(1, redeem);
    await first.actions.confirm(1, id, card);
    await first.clock.advance(0);
    expect(first.draft(id).state).toBe('sending');
    const second = open({ store: first.store, clock: first.clock, desk: first.desk });
    await second.actions.start();
    await second.clock.advance(3_600_000);
    expect([second.draft(id).state, second.desk.count('redeemVoucher')]).toEqual(['unknown', 1]);
  });

  it.each([['all of it', { amount: d('50') }, []], ['with change left over', { amount: d('20'), change }, ['AAA']]])('that was kept leaves the list in the write that says it is redeemed: %s', async (_what, redemption, rest) => {
    const world = open();
    world.desk.always('redeemVoucher', () => redemption);
    const kept = { amount: d('50'), pin: 'kept-pin' as Sealed, at: world.clock.now() };
    await world.store.update(1, (record) => changed({ ...record, vouchers: [{ ...kept, id: 'v1' }, { ...kept, id: 'v2' }] }));
    const seen: boolean[] = [];
    world.store.onChange(() => { if (Object.values(world.record().drafts).some((one) => one.state === 'done')) seen.push(world.record().vouchers?.some((one) => one.id === 'v1') ?? false); });
    const { id } = await world.place({ ...redeem, keptId: 'v1' });
    expect(world.record().vouchers?.map((one) => one.id)).toEqual(['v2', ...rest.map(() => id)]);
    expect(new Set(seen)).toEqual(new Set([false]));
  });

  it.each([['refused', new RefusedError(422, ['payments.voucher.invalid_pin'], 'redeemVoucher')], ['of unknown end', lost]])('that was kept and is %s stays on the list', async (_what, error) => {
    const world = open();
    world.desk.next('redeemVoucher', notDone(error));
    await world.store.update(1, (record) => changed({ ...record, vouchers: [{ id: 'v1', amount: d('50'), pin: 'kept-pin' as Sealed, at: 1 }] }));
    await world.place({ ...redeem, keptId: 'v1' });
    expect(world.record().vouchers).toHaveLength(1);
  });
});

describe('the pin of a voucher whose answer was lost', () => {
  /** A seal is never the same twice: what is sealed stands behind the last colon. */
  const resealed = (count: number, pin = 'sealed-pin'): ActionRequest => ({ ...redeem, voucher: { ...redeem.voucher, pin: `nonce${count}:${pin}` as Sealed } });
  const doubtful = async (): Promise<World> => {
    const world = open({ openVoucherPin: (_userId, sealed) => sealed.split(':').at(-1) ?? '' });
    world.desk.next('redeemVoucher', doneThen(lost));
    expect((await world.place(resealed(1))).state).toBe('unknown');
    return world;
  };

  it('draws no further card, whatever its amount, until the user has been told and says again', async () => {
    const world = await doubtful();
    const [first] = Object.keys(world.record().drafts);
    await expect(world.actions.draft(1, resealed(2))).rejects.toMatchObject({ key: 'voucher.twin', values: { draftId: first } });
    await expect(world.actions.draft(1, resealed(3, 'another-pin'))).resolves.toMatchObject({ state: 'drafted' });
    const again = await world.actions.draft(1, { ...redeem, voucher: { ...redeem.voucher, pin: 'nonce4:sealed-pin' as Sealed }, again: true });
    expect(await world.actions.confirm(1, again.id, card)).toMatchObject({ kind: 'claimed' });
  });

  it('sends nothing from a card that was drawn before', async () => {
    const world = open({ openVoucherPin: (_userId, sealed) => sealed.split(':').at(-1) ?? '' });
    const early = await world.actions.draft(1, resealed(5));
    world.desk.next('redeemVoucher', doneThen(lost));
    await world.place(resealed(1));
    expect(await world.actions.confirm(1, early.id, card)).toMatchObject({ kind: 'barred', bar: 'own.voucherTwin' });
    await world.clock.advance(0);
    expect(world.desk.count('redeemVoucher')).toBe(1);
  });

  it('is kept from being sent again for ninety days and then forgotten', async () => {
    const world = await doubtful();
    await world.clock.advance(doubtfulVoucherLifeMs - 1);
    await expect(world.actions.draft(1, resealed(6))).rejects.toMatchObject({ key: 'voucher.twin' });
    await world.clock.advance(1);
    await expect(world.actions.draft(1, resealed(7))).resolves.toMatchObject({ state: 'drafted' });
    expect(JSON.stringify(world.record())).not.toContain('nonce1');
  });
});
