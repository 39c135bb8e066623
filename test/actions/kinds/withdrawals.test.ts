// Money out by withdrawal: claimed once, sent once with its code, and looked for when the answer is lost.
import { describe, expect, it } from '@jest/globals';
import { bindWithdrawals } from '../../../src/actions/resolving/bindWithdrawals.js';
import type { ActionRequest, Draft } from '../../../src/model/draft.js';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../../src/model/errors.js';
import type { Withdrawal } from '../../../src/model/payments/withdrawal.js';
import { withdrawalKey } from '../../../src/notifications/kinds/withdrawalMoved.js';
import { changed } from '../../../src/storage/store.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { doneThen, notDone, quoteMs } from '../exchangeDesk.js';
import { card, d, open, payout, start, type World } from '../world.js';

const otp = '123456';
const lost = new UnknownOutcomeError('createWithdrawal', 'timeout');
const sent = (world: World): number => world.desk.count('createWithdrawal');
const rowsOf = (world: World): readonly string[] => world.record().outbox.map((row) => row.id);

/** As delivery does when the rows so far have left. */
const deliverAll = (world: World): Promise<void> =>
  world.store.update(1, (record) => changed({ ...record, outbox: [], delivered: [...record.delivered, ...record.outbox.map((row) => row.id)] }));

async function loseAnswer(world: World, request: ActionRequest = payout(), done = true): Promise<Draft> {
  world.desk.next('createWithdrawal', done ? doneThen(lost) : notDone(lost));
  const draft = await world.place(request, otp);
  expect(draft.state).toBe('unknown');
  return draft;
}

const row = (over: Partial<Withdrawal> = {}): Withdrawal =>
  ({ id: '3999', currency: 'btc', amount: d('0.1'), fee: d('0.0002'), destination: 'bc1qcold', state: 'submitted', createdAt: start, ...over });

describe('a withdrawal', () => {
  it('goes once, whatever presses with a code come at the same time', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, payout());
    await world.actions.attachCard(1, id, card);
    const results = await Promise.all(Array.from({ length: 50 }, (_, index) => world.actions.confirm(1, id, undefined, String(100_000 + index))));
    await world.clock.advance(0);
    expect(results.filter((result) => result.kind === 'claimed')).toHaveLength(1);
    expect(results.filter((result) => result.kind === 'alreadyUsed')).toHaveLength(49);
    expect(sent(world)).toBe(1);
    expect(world.draft(id)).toMatchObject({ state: 'accepted', orderId: '3301' });
  });

  it('is not sent by a press without its code', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, payout());
    expect(await world.actions.confirm(1, id, card)).toMatchObject({ kind: 'codeNeeded', code: 'otp' });
    await world.clock.advance(0);
    expect([sent(world), world.draft(id).state]).toEqual([0, 'drafted']);
  });

  it('carries the code as text with its leading zero, the quote and the beneficiary, and keeps the code nowhere', async () => {
    const world = open();
    await world.place(payout(), '098765');
    expect(world.desk.calls.find((call) => call.name === 'createWithdrawal')?.input)
      .toEqual({ currency: 'btc', amount: '0.1', beneficiaryId: '871', quoteId: `quote-${start}`, otp: '098765' });
    await world.clock.advance(30_000);
    expect(JSON.stringify(world.record())).not.toContain('098765');
  });

  it('keeps the code nowhere when its answer is lost and when it is refused', async () => {
    const world = open();
    world.desk.next('createWithdrawal', notDone(lost), notDone(new RefusedError(422, ['account.withdraw.invalid_otp'], 'createWithdrawal')));
    await world.place(payout(), '987654');
    await world.place(payout(start, { amount: '0.2' }), '987654');
    expect(sent(world)).toBe(2);
    expect(JSON.stringify(world.record())).not.toContain('987654');
  });

  it('goes on as its own message from the answer on, and ends with the history', async () => {
    const world = open();
    const draft = await world.place(payout(), otp);
    expect(world.record().messages[withdrawalKey('3301')]).toMatchObject(card);
    const [listed] = world.desk.withdrawals;
    await world.store.update(1, (record) => changed(bindWithdrawals(record, [{ ...listed!, state: 'succeed' }], world.clock.now())));
    expect(world.draft(draft.id).state).toBe('done');
  });

  it.each([
    ['refused for its code', new RefusedError(422, ['account.withdraw.invalid_otp'], 'createWithdrawal'), /two-factor code/],
    ['refused for a code used before', new RefusedError(422, ['account.withdraw.create_error'], 'createWithdrawal'), /works only once/],
    ['never connected', new UnavailableError('network', 'createWithdrawal'), /./],
  ])('that is %s is told so and not sent again', async (_what, error, words) => {
    const world = open();
    world.desk.next('createWithdrawal', notDone(error));
    const draft = await world.place(payout(), otp);
    await world.clock.advance(700_000);
    expect([world.draft(draft.id).state, sent(world)]).toEqual(['refused', 1]);
    expect(draftCard(speak('en'), world.draft(draft.id), { now: start, timeZone: 'UTC' }).text.text).toMatch(words);
  });
});

describe('a withdrawal whose answer is lost', () => {
  it('is found in the history, on the same card, and never sent again', async () => {
    const world = open();
    const draft = await loseAnswer(world);
    await world.clock.advance(1000);
    expect(world.draft(draft.id)).toMatchObject({ state: 'accepted', orderId: '3301' });
    expect(world.record().messages[withdrawalKey('3301')]).toMatchObject(card);
    await world.clock.advance(700_000);
    expect(sent(world)).toBe(1);
  });

  it('is said to be not in the history after ten minutes of looking, stays unknown, and is found later all the same', async () => {
    const world = open();
    const draft = await loseAnswer(world, payout(), false);
    await deliverAll(world);
    await world.clock.advance(599_000);
    expect(world.draft(draft.id).reason).not.toEqual(['own.notSeen']);
    await world.clock.advance(120_000);
    expect(world.draft(draft.id)).toMatchObject({ state: 'unknown', reason: ['own.notSeen'] });
    expect(rowsOf(world).filter((id) => id.startsWith(`card:${draft.id}`))).toHaveLength(1);
    expect(draftCard(speak('en'), world.draft(draft.id), { now: start, timeZone: 'UTC' }).text.text).toMatch(/has not shown it for ten minutes/);
    world.desk.withdrawals.unshift(row({ createdAt: start + 2000 }));
    await world.clock.advance(120_000);
    expect([world.draft(draft.id).state, world.draft(draft.id).orderId, sent(world)]).toEqual(['accepted', '3999', 1]);
  });

  it('is unknown after a kill while it was sending, and is found by the next start', async () => {
    const first = open();
    first.desk.next('createWithdrawal', (answer) => { answer(); return new Promise(() => undefined); });
    const { id } = await first.place(payout(), otp);
    expect(first.draft(id).state).toBe('sending');
    const next = open({ store: first.store, clock: first.clock, desk: first.desk });
    await next.actions.start();
    expect(next.draft(id).state).toBe('unknown');
    await next.clock.advance(2000);
    expect([next.draft(id).state, sent(next)]).toEqual(['accepted', 1]);
  });

  it('was certainly not sent when the kill came between its claim and its sending', async () => {
    const first = open({ clientFor: () => { throw new Error('killed here'); } });
    const { id } = await first.actions.draft(1, payout());
    await first.store.update(1, (record) => changed({ ...record, drafts: { ...record.drafts, [id]: { ...record.drafts[id]!, state: 'confirmed' as const } } }));
    const next = open({ store: first.store, clock: first.clock });
    await next.actions.start();
    await next.clock.advance(700_000);
    expect([next.draft(id).state, next.draft(id).reason, sent(next)]).toEqual(['notPlaced', ['own.notSent'], 0]);
  });

  it('stays unknown beside another that looks the same while the history shows only one of them', async () => {
    const world = open();
    const one = await loseAnswer(world, payout(), false);
    const two = await loseAnswer(world, payout(start, { again: true }), false);
    world.desk.withdrawals.unshift(row({ createdAt: start + 1000 }));
    await world.clock.advance(60_000);
    expect([one, two].map(({ id }) => [world.draft(id).state, world.draft(id).orderId])).toEqual([['unknown', undefined], ['unknown', undefined]]);
    world.desk.withdrawals.unshift(row({ id: '4000', createdAt: start + 1500 }));
    await world.clock.advance(120_000);
    expect([one, two].map(({ id }) => [world.draft(id).state, world.draft(id).orderId])).toEqual([['accepted', '3999'], ['accepted', '4000']]);
    expect(sent(world)).toBe(2);
  });

  it('is found although the same was refused a moment before, which stays refused', async () => {
    const world = open();
    world.desk.next('createWithdrawal', notDone(new RefusedError(422, ['account.withdraw.invalid_otp'], 'createWithdrawal')));
    const refused = await world.place(payout(), otp);
    const second = await loseAnswer(world);
    await world.clock.advance(2000);
    expect([refused.id, second.id].map((id) => world.draft(id).state)).toEqual(['refused', 'accepted']);
  });

  it.each([
    ['of another amount', { amount: d('0.11') }],
    ['of another coin', { currency: 'eth' }],
    ['to another address', { destination: 'bc1qwarm' }],
    ['to the same address with another tag', { destination: 'bc1qcold?dt=7' }],
    ['from well before it', { createdAt: start - 61_000 }],
  ])('is not taken for one %s', async (_what, over) => {
    const world = open();
    const draft = await loseAnswer(world, payout(), false);
    world.desk.withdrawals.unshift(row({ createdAt: start + 500, ...over }));
    await world.clock.advance(60_000);
    expect([world.draft(draft.id).state, world.draft(draft.id).orderId]).toEqual(['unknown', undefined]);
  });

  it.each([
    ['the beneficiary’s id', { destination: '871' }, 'accepted'], ['the name the exchange makes of it', { destination: 'thandi-m-btc-00000871' }, 'accepted'],
    ['the account number', { destination: '1234566789' }, 'accepted'], ['no destination at all', {}, 'accepted'],
    ['another’s name', { destination: 'thandi-m-btc-00000872' }, 'unknown'], ['another account number', { destination: '1234560000' }, 'unknown'],
  ])('and that goes to a bank is looked for by %s', async (_what, over, state) => {
    const world = open();
    const request = payout();
    world.desk.known.set('871', { data: { full_name: 'Thandi M', account_number: '1234566789' } });
    const draft = await loseAnswer(world, { ...request, facts: { ...request.facts, destination: { full_name: 'Thandi M', account_number: '12***6789' } } }, false);
    world.desk.withdrawals.unshift({ id: '3999', currency: 'btc', amount: d('0.1'), fee: d('0.0002'), state: 'submitted', createdAt: start + 500, ...over });
    await world.clock.advance(60_000);
    expect(world.draft(draft.id).state).toBe(state);
  });
});

describe('the same withdrawal once more', () => {
  it('is refused while the first is unknown, and drawn when the user has looked and says again', async () => {
    const world = open();
    await loseAnswer(world, payout(), false);
    await expect(world.actions.draft(1, payout())).rejects.toMatchObject({ key: 'payout.twin' });
    const again = await world.actions.draft(1, payout(start, { again: true }));
    expect(await world.actions.confirm(1, again.id, card)).toMatchObject({ kind: 'codeNeeded' });
    expect(sent(world)).toBe(1);
    expect(await world.actions.confirm(1, again.id, card, '654321')).toMatchObject({ kind: 'claimed' });
    await world.clock.advance(0);
    expect(sent(world)).toBe(2);
  });

  it('does not leave from a card drawn before the first became unknown', async () => {
    const world = open();
    const early = await world.actions.draft(1, payout());
    await loseAnswer(world, payout(), false);
    expect(await world.actions.confirm(1, early.id, card, '654321')).toMatchObject({ kind: 'barred', bar: 'own.twin' });
    await world.clock.advance(0);
    expect([sent(world), world.draft(early.id).state]).toEqual([1, 'drafted']);
  });

  it.each([['another amount', { amount: '0.2' }], ['another beneficiary', { beneficiaryId: '872' }]])('with %s is no twin', async (_what, over) => {
    const world = open();
    await loseAnswer(world, payout(), false);
    await expect(world.actions.draft(1, payout(start, over))).resolves.toMatchObject({ state: 'drafted' });
  });
});

describe('the quote of a withdrawal', () => {
  it('that has ended is renewed at the same fee and the press goes on with the same code, also on the old button', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, payout());
    await world.actions.attachCard(1, id, card);
    await world.clock.advance(quoteMs + 1000);
    const { replacedBy } = world.draft(id);
    expect(world.draft(replacedBy!)).toMatchObject({ state: 'drafted', card, request: { withdrawal: { quoteId: `quote-${start + quoteMs}` } } });
    expect(await world.actions.confirm(1, id, undefined, otp)).toMatchObject({ kind: 'claimed' });
    await world.clock.advance(0);
    expect(world.desk.calls.filter((call) => call.name === 'createWithdrawal').map((call) => call.input)).toEqual([expect.objectContaining({ otp, quoteId: `quote-${start + quoteMs}` })]);
  });

  it('that ends in the very moment of the press is renewed before anything is sent', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, payout());
    world.clock.set(start + quoteMs);
    expect(await world.actions.confirm(1, id, card, otp)).toMatchObject({ kind: 'claimed' });
    await world.clock.advance(0);
    expect(world.desk.calls.map((call) => call.name).filter((name) => name !== 'listWithdrawals')).toEqual(['withdrawQuote', 'getBeneficiary', 'createWithdrawal']);
  });

  it('that is renewed at another fee asks again on the same card, and the old code sends nothing', async () => {
    const world = open();
    const request = payout();
    const { id } = await world.actions.draft(1, { ...request, facts: { ...request.facts, randValue: d('99800') } });
    await world.actions.attachCard(1, id, card);
    world.desk.fee = d('0.0005');
    await world.clock.advance(quoteMs + 1000);
    expect(await world.actions.confirm(1, id, undefined, otp)).toMatchObject({ kind: 'askedAgain' });
    expect(sent(world)).toBe(0);
    const next = world.draft(world.draft(id).replacedBy!);
    expect(next).toMatchObject({ card, change: { why: 'quote', from: '0.0002', to: '0.0005' }, request: { facts: { receives: '0.0995', randValue: '99500' } } });
    expect(draftCard(speak('en'), next, { now: start, timeZone: 'UTC' }).text.text).toMatch(/The fee was 0\.0002.BTC and is now 0\.0005.BTC/);
    expect(await world.actions.confirm(1, next.id, card, otp)).toMatchObject({ kind: 'claimed' });
  });

  it('that cannot be renewed expires the card, and so does the end of the last renewal', async () => {
    const away = open();
    const first = await away.actions.draft(1, payout());
    away.desk.always('withdrawQuote', notDone(new UnavailableError('network', 'withdrawQuote')));
    await away.clock.advance(quoteMs + 1000);
    expect(await away.actions.confirm(1, first.id, card, otp)).toMatchObject({ kind: 'expired' });
    const world = open();
    await world.actions.draft(1, payout());
    await world.clock.advance(6 * quoteMs);
    expect(Object.values(world.record().drafts).map((draft) => draft.state)).toEqual(['replaced', 'replaced', 'replaced', 'expired']);
    expect([sent(away), sent(world)]).toEqual([0, 0]);
  });

  it.each([
    ['only another network is offered', [{ id: 'qTRON', blockchain: 'Tron' }]],
    ['only other networks are offered', [{ id: 'qTRON', blockchain: 'Tron' }, { id: 'qSOL', blockchain: 'Solana' }]],
  ])('ends its card and says why when %s, and its code sends nothing', async (_what, offered) => {
    for (const presses of [true, false]) {
      const world = open();
      const request = payout();
      const { id } = await world.actions.draft(1, { ...request, facts: { ...request.facts, blockchain: 'Ethereum' } });
      await world.actions.attachCard(1, id, card);
      world.desk.always('withdrawQuote', () => offered.map((one) => ({ ...one, currency: 'btc', fee: d('0.0002') })));
      if (presses) world.clock.set(start + quoteMs);
      else await world.clock.advance(quoteMs + 1000);
      expect(await world.actions.confirm(1, id, undefined, otp)).toMatchObject({ kind: 'expired' });
      await world.clock.advance(0);
      expect([world.draft(id).state, sent(world)]).toEqual(['expired', 0]);
      expect(draftCard(speak('en'), world.draft(id), { now: start, timeZone: 'UTC' }).text.text).toMatch(/does not offer the network on this card now/);
    }
  });

  it('is renewed over the network on the card, whatever others are offered, and over one that is not named only where the card names none or it is alone', async () => {
    const quote = (id: string, blockchain?: string): object => ({ id, currency: 'btc', fee: d('0.0002'), ...(blockchain === undefined ? {} : { blockchain }) });
    const renewedBy = async (shown: string | undefined, offered: readonly object[]): Promise<string | undefined> => {
      const world = open();
      const request = payout();
      const { id } = await world.actions.draft(1, { ...request, facts: { ...request.facts, ...(shown === undefined ? {} : { blockchain: shown }) } });
      world.desk.always('withdrawQuote', () => offered);
      await world.clock.advance(quoteMs + 1000);
      const next = world.draft(id).replacedBy;
      return next === undefined ? undefined : (world.draft(next).request as ReturnType<typeof payout>).withdrawal.quoteId;
    };
    expect(await renewedBy('Ethereum', [quote('qTRON', 'Tron'), quote('qETH', 'Ethereum')])).toBe('qETH');
    expect(await renewedBy('Ethereum', [quote('q')])).toBe('q');
    expect(await renewedBy(undefined, [quote('q')])).toBe('q');
    expect(await renewedBy(undefined, [quote('qTRON', 'Tron')])).toBeUndefined();
    expect(await renewedBy('Ethereum', [quote('q1'), quote('q2')])).toBeUndefined();
  });

  it('that the exchange never gave is not renewed: the card expires by its own time', async () => {
    const world = open();
    const { id } = await world.actions.draft(1, payout(start, { quoted: false }));
    await world.clock.advance(100_000);
    expect([world.draft(id).state, world.desk.count('withdrawQuote')]).toEqual(['expired', 0]);
  });
});
