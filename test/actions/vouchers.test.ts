import { describe, expect, it } from '@jest/globals';
import type { Sealed } from '../../src/model/account.js';
import type { ActionRequest } from '../../src/model/draft.js';
import { RefusedError, UnknownOutcomeError } from '../../src/model/errors.js';
import { doneThen, notDone } from './exchangeDesk.js';
import { card, d, open } from './world.js';

const redeem: ActionRequest = {
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
});
