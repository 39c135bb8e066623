// Where the money goes is read once more at the tap: a beneficiary may be changed at the exchange after its card was drawn.
import { describe, expect, it } from '@jest/globals';
import { ProtocolError, RefusedError, UnavailableError } from '../../../src/model/errors.js';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import { withUnread } from '../../../src/model/rows.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { languages, speak } from '../../../src/text/index.js';
import { notDone, quoteMs } from '../exchangeDesk.js';
import { card, open, payout, start, type World } from '../world.js';

const otp = '123456';
const sent = (world: World): number => world.desk.count('createWithdrawal');
const readsOf = (world: World): number => world.desk.count('getBeneficiary');
const cold: Beneficiary = { id: '871', currency: 'btc', name: 'Cold wallet', data: { address: 'bc1qcold' }, state: 'active' };
const refused = new RefusedError(404, ['account.beneficiary.doesnt_exist'], 'getBeneficiary');
const moved = { data: { address: 'bc1qthief' } };

async function drawn(): Promise<{ readonly world: World; readonly id: string }> {
  const world = open();
  const { id } = await world.actions.draft(1, payout());
  await world.actions.attachCard(1, id, card);
  return { world, id };
}

const tap = async (world: World, id: string, code = otp) => {
  const result = await world.actions.confirm(1, id, card, code);
  await world.clock.advance(0);
  return result;
};

describe('a beneficiary changed at the exchange after its card was drawn', () => {
  it.each<readonly [string, Partial<Beneficiary>]>([
    ['another address', moved], ['another name', { name: 'Hot wallet' }], ['one more field', { data: { address: 'bc1qcold', destination_tag: '7' } }], ['a field less', { data: {} }],
  ])('and now with %s gets nothing: a new card on the same message shows it as it is now, and that one can be confirmed', async (_what, change) => {
    const { world, id } = await drawn();
    world.desk.known.set('871', change);
    expect(await tap(world, id)).toMatchObject({ kind: 'askedAgain' });
    expect(sent(world)).toBe(0);
    const next = world.draft(world.draft(id).replacedBy!);
    expect(next).toMatchObject({ state: 'drafted', card, change: { why: 'destination', from: 'Cold wallet · bc1qcold' }, request: { facts: { destination: change.data ?? cold.data, beneficiaryName: change.name ?? cold.name } } });
    for (const language of Object.keys(languages)) expect(draftCard(speak(language), next, { now: start, timeZone: 'UTC' }).text.text).toContain('Cold wallet · bc1qcold');
    await world.clock.advance(3000);
    expect(await tap(world, next.id)).toMatchObject({ kind: 'claimed' });
    expect(sent(world)).toBe(1);
  });

  it('is found before a code is asked for', async () => {
    const { world, id } = await drawn();
    expect(await world.actions.lookAgain(1, id)).toBeUndefined();
    world.desk.known.set('871', moved);
    expect(await world.actions.lookAgain(1, id)).toMatchObject({ kind: 'askedAgain' });
    expect(world.draft(id).state).toBe('replaced');
  });

  it('in the moment in which its quote ended gets nothing either', async () => {
    const { world, id } = await drawn();
    world.desk.known.set('871', moved);
    world.clock.set(start + quoteMs);
    expect(await tap(world, id)).toMatchObject({ kind: 'askedAgain' });
    expect(sent(world)).toBe(0);
  });

  it.each<readonly [string, Partial<Beneficiary>]>([['not active any more', { state: 'archived' }], ['waiting for its pin again', { state: 'pending' }], ['of another coin', { currency: 'eth' }]])(
    'and now %s ends its card, which says so', async (_what, change) => {
      const { world, id } = await drawn();
      world.desk.known.set('871', change);
      expect(await tap(world, id)).toMatchObject({ kind: 'expired' });
      expect([sent(world), world.draft(id).state]).toEqual([0, 'expired']);
      expect(draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).text.text).toMatch(/not there any more, or not active/);
    });
});

describe('a beneficiary that is as its card shows', () => {
  it('is read once for each tap and paid', async () => {
    const { world, id } = await drawn();
    expect(await tap(world, id)).toMatchObject({ kind: 'claimed' });
    expect([sent(world), readsOf(world)]).toEqual([1, 1]);
  });

  it('is paid where the list alone knows it', async () => {
    const { world, id } = await drawn();
    world.desk.always('getBeneficiary', notDone(refused));
    world.desk.always('listBeneficiaries', () => [cold]);
    expect(await tap(world, id)).toMatchObject({ kind: 'claimed' });
  });

  it('is paid where its account number comes masked now', async () => {
    const world = open();
    const request = payout();
    world.desk.known.set('871', { data: { full_name: 'Thandi M', account_number: '12***6789' } });
    expect((await world.place({ ...request, facts: { ...request.facts, destination: { full_name: 'Thandi M', account_number: '1234566789' } } }, otp)).state).toBe('accepted');
  });
});

describe('where the exchange does not say where the money would go', () => {
  it.each<readonly [string, Error]>([
    ['no answer', new UnavailableError('network', 'getBeneficiary')], ['an answer that cannot be read', new ProtocolError('odd')],
  ])('by %s, nothing is sent, the same card says why, and a later tap goes on', async (_what, error) => {
    const { world, id } = await drawn();
    world.desk.next('getBeneficiary', notDone(error));
    expect(await tap(world, id)).toMatchObject({ kind: 'held' });
    expect([sent(world), world.draft(id)]).toEqual([0, expect.objectContaining({ state: 'drafted', held: { why: 'destination', at: start } })]);
    expect(draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).text.text).toMatch(/^⚠️ Nothing was sent: the exchange did not say/);
    expect(await tap(world, id)).toMatchObject({ kind: 'claimed' });
    expect(sent(world)).toBe(1);
  });

  it('because a row of its list cannot be read, it is not taken for gone', async () => {
    const { world, id } = await drawn();
    world.desk.always('getBeneficiary', notDone(refused));
    world.desk.always('listBeneficiaries', () => withUnread([], [0]));
    expect(await tap(world, id)).toMatchObject({ kind: 'held' });
  });

  it('because neither call knows it, its card ends', async () => {
    const { world, id } = await drawn();
    world.desk.always('getBeneficiary', notDone(refused));
    world.desk.always('listBeneficiaries', () => []);
    expect(await tap(world, id)).toMatchObject({ kind: 'expired' });
    expect(sent(world)).toBe(0);
  });
});

describe('nothing is read again', () => {
  it('for a card of a locked account, which says that it is locked', async () => {
    const { world, id } = await drawn();
    await world.store.update(1, (record) => ({ record: { ...record, lock: { since: start } }, result: undefined }));
    expect(await tap(world, id)).toMatchObject({ kind: 'locked' });
    expect(readsOf(world)).toBe(0);
  });

  it('for a card that was used', async () => {
    const { world, id } = await drawn();
    await tap(world, id);
    expect(await tap(world, id)).toMatchObject({ kind: 'alreadyUsed' });
    expect(readsOf(world)).toBe(1);
  });
});

describe('a press while its card\'s quote is being renewed', () => {
  it('goes on with the renewed one, and never says expired of a card that is not', async () => {
    const { world, id } = await drawn();
    world.clock.set(start + quoteMs);
    // The renewal by the clock and that of the press ask at once; one of them comes second.
    const [first, second] = await Promise.all([world.actions.confirm(1, id, card, otp), world.actions.confirm(1, id, card, otp)]);
    await world.clock.advance(0);
    expect([first.kind, second.kind].sort()).toEqual(['alreadyUsed', 'claimed']);
    expect(sent(world)).toBe(1);
  });
});
