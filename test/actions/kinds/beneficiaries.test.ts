// Changes to beneficiaries: each sent once, and resolved by listing when the answer is lost.
import { describe, expect, it } from '@jest/globals';
import type { ActionRequest } from '../../../src/model/draft.js';
import { RefusedError, UnknownOutcomeError } from '../../../src/model/errors.js';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { doneThen, notDone } from '../exchangeDesk.js';
import { card, open, start, type World } from '../world.js';

const wallet: ActionRequest = { kind: 'createBeneficiary', beneficiary: { currency: 'btc', name: 'Cold wallet', data: { address: 'bc1qcold' } } };
const bank: ActionRequest = { kind: 'createBeneficiary', beneficiary: { currency: 'zar', name: 'FNB', data: { full_name: 'Thandi M', account_number: '62123456789' } } };
const activate: ActionRequest = { kind: 'activateBeneficiary', beneficiaryId: '871', name: 'Cold wallet' };
const remove: ActionRequest = { kind: 'deleteBeneficiary', beneficiaryId: '871', name: 'Cold wallet', currency: 'btc' };
const known: Beneficiary = { id: '871', currency: 'btc', name: 'Cold wallet', data: { address: 'bc1qcold' }, state: 'pending' };
const pin = '482915';
const lost = (name: string): UnknownOutcomeError => new UnknownOutcomeError(name, 'timeout');

async function go(request: ActionRequest, has: readonly Beneficiary[], prepare: (world: World) => void = () => undefined) {
  const world = open();
  world.desk.beneficiaries.push(...has);
  prepare(world);
  const draft = await world.place(request, pin);
  return { world, id: draft.id };
}

const cases = [
  ['createBeneficiary', wallet, [], 'pending'], ['createBeneficiary', bank, [], 'pending'], ['activateBeneficiary', activate, [known], 'active'], ['deleteBeneficiary', remove, [known], 'archived'],
] as const satisfies readonly (readonly [string, ActionRequest, readonly Beneficiary[], string])[];

describe.each(cases)('%s', (name, request, has, state) => {
  it('is done by its answer, sent once however often it is pressed', async () => {
    const { world, id } = await go(request, has);
    expect(await world.actions.confirm(1, id, card, pin)).toMatchObject({ kind: 'alreadyUsed' });
    await world.clock.advance(0);
    expect([world.draft(id).state, world.draft(id).orderId, world.desk.count(name), world.desk.beneficiaries[0]?.state]).toEqual(['done', '871', 1, state]);
  });

  it('is found to be done by listing when its answer is lost, and is not sent again', async () => {
    const { world, id } = await go(request, has, ({ desk }) => desk.next(name, doneThen(lost(name))));
    expect(world.draft(id).state).toBe('unknown');
    await world.clock.advance(2000);
    expect([world.draft(id).state, world.draft(id).orderId, world.desk.count(name)]).toEqual(['done', '871', 1]);
  });

  it('is said not to have been done only after ten minutes of listings, in words of its own', async () => {
    const { world, id } = await go(request, has, ({ desk }) => desk.next(name, notDone(lost(name))));
    const words = (): string => draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).text.text;
    expect(words()).not.toMatch(/order/i);
    await world.clock.advance(590_000);
    expect(world.draft(id).state).toBe('unknown');
    await world.clock.advance(120_000);
    expect([world.draft(id).state, world.desk.count(name)]).toEqual(['notPlaced', 1]);
    expect(words()).not.toMatch(/order/i);
  });

  it('is refused in plain words', async () => {
    const { world, id } = await go(request, has, ({ desk }) => desk.next(name, notDone(new RefusedError(422, ['account.beneficiary.invalid_pin'], name))));
    await world.clock.advance(700_000);
    expect([world.draft(id).state, world.desk.count(name)]).toEqual(['refused', 1]);
  });
});

describe('a bank beneficiary whose answer is lost', () => {
  it.each([
    ['with another number', { account_number: '11***0000' }], ['of another person', { full_name: 'Ben K' }],
  ])('is not taken for one of the same name %s', async (_what, over) => {
    const other: Beneficiary = { id: '870', currency: 'zar', name: 'FNB', data: { full_name: 'Thandi M', account_number: '62***6789', ...over }, state: 'active' };
    const { world, id } = await go(bank, [other], ({ desk }) => desk.next('createBeneficiary', notDone(lost('createBeneficiary'))));
    await world.clock.advance(60_000);
    expect(world.draft(id).state).toBe('unknown');
  });

  it('is known by its masked number', async () => {
    const { world, id } = await go(bank, [], ({ desk }) => desk.next('createBeneficiary', notDone(lost('createBeneficiary'))));
    world.desk.beneficiaries.push({ id: '880', currency: 'zar', name: 'FNB', data: { full_name: 'Thandi M', account_number: '62***6789' }, state: 'pending' });
    await world.clock.advance(60_000);
    expect(world.draft(id)).toMatchObject({ state: 'done', orderId: '880', result: { kind: 'beneficiary', state: 'pending' } });
  });
});

describe('the mailed pin', () => {
  it('may be looked up for ten minutes, goes as text, and is kept nowhere', async () => {
    const world = open();
    world.desk.beneficiaries.push(known);
    const { id } = await world.actions.draft(1, activate);
    await world.clock.advance(590_000);
    expect(await world.actions.confirm(1, id, card)).toMatchObject({ kind: 'codeNeeded', code: 'mailedPin' });
    expect(await world.actions.confirm(1, id, card, pin)).toMatchObject({ kind: 'claimed' });
    await world.clock.advance(0);
    expect(world.desk.calls.find((call) => call.name === 'activateBeneficiary')?.input).toEqual({ id: '871', pin });
    expect(JSON.stringify(world.record())).not.toContain(pin);
  });
});
