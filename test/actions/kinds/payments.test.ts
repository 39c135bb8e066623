// Promises of Lightning payments: the PIN before all else, one POST, no payment hash twice ever, no more in a day than allowed.
import { describe, expect, it } from '@jest/globals';
import { reconcile } from '../../../src/accounts/reconciling/reconciler.js';
import { bindWithdrawals } from '../../../src/actions/resolving/bindWithdrawals.js';
import type { ActionRequest, Draft, PaymentFacts } from '../../../src/model/draft.js';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../../src/model/errors.js';
import { defaultPayDayLimit, payDayMs } from '../../../src/model/payments/payLimits.js';
import type { PinVerdict } from '../../../src/model/pin.js';
import { newUser, type PaidInvoice, type UserRecord } from '../../../src/model/user.js';
import type { Withdrawal } from '../../../src/model/payments/withdrawal.js';
import { changed } from '../../../src/storage/store.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { contextAt } from '../../accounts/samples.js';
import { doneThen, notDone } from '../exchangeDesk.js';
import { card, d, open, sat, start, type Setting, type World } from '../world.js';

const pin = '271828';
const minute = 60_000;
const hash = 'ab'.repeat(32);
const bolt = `lnbc500u1${'q'.repeat(200)}`;
const lost = new UnknownOutcomeError('payLightning', 'timeout');

interface Over { readonly hash?: string; readonly amountSat?: string; readonly expiresAt?: number; readonly quote?: PaymentFacts['quote'] }

/** Pays 50 000 sats; the quote lives 88 s. */
const payment = (over: Over = {}, now = start): ActionRequest => ({
  kind: 'payInvoice',
  payment: { bolt: `${bolt}${over.hash ?? ''}`, amountSat: sat(over.amountSat ?? '50000'), quoteId: 'q1' },
  facts: { quote: over.quote ?? { fee: d('0.0000001'), renewals: 0, expiresAt: now + 88_000 }, paymentHash: over.hash ?? hash, invoiceExpiresAt: over.expiresAt ?? now + 60 * minute, leftAfter: d('1') },
});

const withdrawal = (over: Partial<Withdrawal> = {}): Withdrawal =>
  ({ id: '3301', currency: 'btc', amount: d('0.0005001'), fee: d('0.0000001'), state: 'submitted', createdAt: start, ...over });

/** A world whose exchange takes every payment and lists `listed`, newest first. */
function paying(listed: Withdrawal[] = [], setting: Setting = {}): World {
  const world = open(setting);
  world.desk.always('payLightning', () => ({ state: 'pending' }));
  world.desk.always('listWithdrawals', () => ((world.desk.calls.at(-1)?.input as { page: number }).page === 1 ? listed : []));
  world.desk.always('withdrawQuote', () => [{ id: `q${world.desk.count('withdrawQuote') + 1}`, currency: 'btc', fee: d('0.0000001'), createdAt: world.clock.now(), expiresAt: world.clock.now() + 90_000 }]);
  return world;
}

const posts = (world: World): number => world.desk.count('payLightning');
const ledger = (world: World, of = hash): PaidInvoice | undefined => world.record().payments?.[of];

/** Drafts, and presses with the right PIN. */
async function pay(world: World, request = payment({}, world.clock.now())): Promise<Draft> {
  const { id } = await world.actions.draft(1, request);
  await world.actions.attachCard(1, id, card);
  await world.actions.confirm(1, id, undefined, pin);
  await world.clock.advance(0);
  return world.draft(id);
}

/** The account's own read of its withdrawals. */
const hear = async (world: World, ...withdrawals: Withdrawal[]): Promise<void> => {
  await world.store.update(1, (record) => changed(bindWithdrawals(record, withdrawals, world.clock.now())));
};

describe('the PIN', () => {
  it.each<readonly [string, PinVerdict]>([['a wrong one', { kind: 'wrong', left: 3 }], ['a blocked one', { kind: 'blocked', until: start + minute }], ['none set', { kind: 'none' }]])('%s sends nothing and leaves the card as it was', async (_what, verdict) => {
    const world = paying([], { checkPin: () => Promise.resolve(verdict) });
    const { id } = await world.actions.draft(1, payment());
    expect(await world.actions.confirm(1, id, undefined, '000000')).toMatchObject({ kind: 'wrongPin', verdict });
    expect([posts(world), world.draft(id).state, ledger(world)]).toEqual([0, 'drafted', undefined]);
  });

  it('is needed: a press of Confirm without it sends nothing', async () => {
    const world = paying();
    const { id } = await world.actions.draft(1, payment());
    expect(await world.actions.confirm(1, id, card)).toMatchObject({ kind: 'codeNeeded', code: 'pin' });
    expect([posts(world), world.draft(id).state]).toEqual([0, 'drafted']);
  });

  it('once right sends exactly what was shown, one time under 50 presses at once, and stands nowhere afterwards', async () => {
    const world = paying();
    const request = payment();
    const { id } = await world.actions.draft(1, request);
    const results = await Promise.all(Array.from({ length: 50 }, () => world.actions.confirm(1, id, undefined, pin)));
    await world.clock.advance(0);
    expect(results.filter((one) => one.kind === 'claimed')).toHaveLength(1);
    expect(new Set(results.map((one) => one.kind))).toEqual(new Set(['claimed', 'alreadyUsed']));
    expect(world.desk.calls.filter((call) => call.name === 'payLightning').map((call) => call.input)).toEqual([request.kind === 'payInvoice' && request.payment]);
    expect(JSON.stringify([world.record(), world.desk.calls])).not.toContain(pin);
    expect([world.draft(id).state, ledger(world)]).toEqual(['accepted', { amountSat: '50000', fee: '10', at: start, draftId: id, state: 'sending' }]);
  });
});

describe('an answer that is lost', () => {
  it.each<readonly [string, Partial<Withdrawal>]>([
    ['the invoice', { destination: bolt, amount: d('0.7') }], ['the invoice in upper case', { destination: bolt.toUpperCase() }],
    ['the payment hash', { txid: hash, amount: d('0.7') }], ['the amount with the fee', {}], ['the amount without the fee', { amount: d('0.0005') }],
  ])('is found in the history by %s, and nothing is sent again', async (_what, over) => {
    const listed: Withdrawal[] = [];
    const world = paying(listed);
    world.desk.next('payLightning', doneThen(lost));
    const { id, state } = await pay(world);
    expect([state, ledger(world)?.state]).toEqual(['unknown', 'sending']);
    listed.push(withdrawal(over));
    await world.clock.advance(2000);
    expect(world.draft(id)).toMatchObject({ state: 'accepted', orderId: '3301' });
    listed[0] = withdrawal({ ...over, state: 'succeed' });
    await hear(world, ...listed);
    expect([world.draft(id).state, ledger(world)?.state, posts(world)]).toEqual(['done', 'paid', 1]);
    expect(world.record().messages['withdrawal:3301']).toMatchObject(card);
  });

  it.each<readonly [string, Partial<Withdrawal>]>([
    ['another amount', { amount: d('0.0006') }], ['an older time', { createdAt: start - 2 * minute }], ['another currency', { currency: 'eth' }], ['an address', { destination: 'bc1qcold' }],
  ])('is not mistaken for a withdrawal of %s', async (_what, over) => {
    const world = paying([withdrawal(over)]);
    world.desk.next('payLightning', notDone(lost));
    const { id } = await pay(world);
    await world.clock.advance(11 * minute);
    expect([world.draft(id).state, world.draft(id).reason, ledger(world)?.state, posts(world)]).toEqual(['unknown', ['own.notSeen'], 'sending', 1]);
  });

  it('keeps its hash from being tried again for as long as it is unknown', async () => {
    const world = paying();
    world.desk.next('payLightning', notDone(lost));
    await pay(world);
    await world.clock.advance(2 * 24 * 60 * minute);
    const { id } = await world.actions.draft(1, payment({}, world.clock.now()));
    expect(await world.actions.confirm(1, id, undefined, pin)).toMatchObject({ kind: 'barred', bar: 'own.paidBefore' });
    expect(posts(world)).toBe(1);
  });
});

describe('a payment hash', () => {
  it('is never paid twice: not while under way, not weeks later, not after a restart that has forgotten the draft', async () => {
    const world = paying();
    const { id } = await pay(world);
    const again = async (one: World): Promise<unknown> => {
      const next = await one.actions.draft(1, payment({}, one.clock.now()));
      return one.actions.confirm(1, next.id, undefined, pin);
    };
    expect(await again(world)).toMatchObject({ kind: 'barred', bar: 'own.paidBefore' });
    await hear(world, withdrawal({ state: 'succeed' }));
    await world.clock.advance(30 * 24 * 60 * minute);
    await world.actions.stop();
    const later = paying([], { store: world.store, clock: world.clock, desk: world.desk });
    await later.actions.start();
    expect(later.record().drafts[id]).toBeUndefined();
    expect(await again(later)).toMatchObject({ kind: 'barred', bar: 'own.paidBefore' });
    expect([posts(world), ledger(later)?.state]).toEqual([1, 'paid']);
  });

  it('of two cards of the same invoice only one is paid', async () => {
    const world = paying();
    const drafts = await Promise.all([world.actions.draft(1, payment()), world.actions.draft(1, payment())]);
    const results = await Promise.all(drafts.map(({ id }) => world.actions.confirm(1, id, undefined, pin)));
    await world.clock.advance(0);
    expect(results.map((one) => one.kind).sort()).toEqual(['barred', 'claimed']);
    expect(posts(world)).toBe(1);
  });

  it.each<readonly [string, Error]>([['refused', new RefusedError(422, ['account.withdraw.insufficient_balance'], 'payLightning')], ['never sent', new UnavailableError('network', 'payLightning')]])('that was %s may be tried again', async (_what, error) => {
    const world = paying();
    world.desk.next('payLightning', notDone(error));
    expect([(await pay(world)).state, ledger(world)?.state]).toEqual(['refused', 'failed']);
    const second = await pay(world);
    expect([second.state, posts(world)]).toEqual(['accepted', 2]);
    await hear(world, withdrawal({ state: 'succeed' }));
    expect([world.draft(second.id).state, ledger(world)?.state]).toEqual(['done', 'paid']);
  });

  it.each<readonly [string, (world: World) => Promise<unknown>]>([
    ['paid', async (world) => { await pay(world); await hear(world, withdrawal({ state: 'succeed' })); }],
    ['failed on the network', async (world) => { await pay(world); await hear(world, withdrawal({ state: 'failed' })); }],
    ['paid at the second try', async (world) => {
      world.desk.next('payLightning', notDone(new RefusedError(422, ['account.withdraw.insufficient_balance'], 'payLightning')));
      await pay(world);
      await pay(world);
      await hear(world, withdrawal({ state: 'succeed', destination: bolt }));
    }],
    ['dismissed', async (world) => { const { id } = await world.actions.draft(1, payment()); await world.actions.dismiss(1, id, card); }],
    ['expired after every renewal', async (world) => { await world.actions.draft(1, payment()); await world.clock.advance(10 * minute); }],
  ])('that was %s is not kept in the record, only its hash', async (_what, end) => {
    const world = paying();
    await end(world);
    const { drafts } = world.record();
    expect(Object.values(drafts).length).toBeGreaterThan(0);
    expect(JSON.stringify(drafts)).not.toContain('lnbc');
    expect(JSON.stringify(drafts)).toContain(hash);
  });

  it('that was refused and was carried out all the same is seen to be paid', async () => {
    const world = paying();
    world.desk.next('payLightning', notDone(new RefusedError(500, ['server.internal_error'], 'payLightning')));
    const { id } = await pay(world);
    await hear(world, withdrawal({ state: 'succeed', destination: bolt }));
    expect([world.draft(id).state, ledger(world)?.state]).toEqual(['done', 'paid']);
  });

  it('on its way is not freed by news of an earlier try that failed', async () => {
    const world = paying();
    world.desk.next('payLightning', notDone(new RefusedError(422, ['account.withdraw.insufficient_balance'], 'payLightning')));
    const first = await pay(world);
    const second = await pay(world);
    await world.actions.attachCard(1, first.id, { ...card, messageId: 501 });
    expect(ledger(world)).toMatchObject({ draftId: second.id, state: 'sending' });
    const third = await world.actions.draft(1, payment());
    expect(await world.actions.confirm(1, third.id, undefined, pin)).toMatchObject({ kind: 'barred', bar: 'own.paidBefore' });
    await hear(world, withdrawal({ state: 'succeed', destination: bolt }));
    await world.actions.attachCard(1, first.id, { ...card, messageId: 502 });
    expect(ledger(world)).toMatchObject({ draftId: second.id, state: 'paid' });
  });

  it('whose payment failed on the network may be tried again, and the second is told apart from the first', async () => {
    const world = paying();
    const first = await pay(world);
    await hear(world, withdrawal({ state: 'failed' }));
    expect([world.draft(first.id).state, ledger(world)?.state]).toEqual(['rejected', 'failed']);
    const second = await pay(world);
    await hear(world, withdrawal({ id: '3302', state: 'succeed', createdAt: world.clock.now() }), withdrawal({ state: 'failed' }));
    expect([world.draft(second.id).state, world.draft(second.id).orderId, ledger(world)?.state]).toEqual(['done', '3302', 'paid']);
  });

  it('that may be on its way at a kill is not paid again, one that was certainly not sent may be', async () => {
    const before = paying();
    before.desk.next('payLightning', () => new Promise(() => undefined));
    const { id } = await pay(before);
    expect(before.draft(id).state).toBe('sending');
    const after = paying([], { store: createMemoryStore([before.record()]), clock: before.clock });
    await after.actions.start();
    expect(after.draft(id)).toMatchObject({ state: 'unknown', reason: ['own.stoppedSending'] });
    const next = await after.actions.draft(1, payment());
    expect(await after.actions.confirm(1, next.id, undefined, pin)).toMatchObject({ kind: 'barred' });
    const confirmed = { ...before.record(), drafts: { [id]: { ...before.draft(id), state: 'confirmed' as const } } };
    const third = paying([], { store: createMemoryStore([confirmed]), clock: before.clock });
    await third.actions.start();
    expect([third.draft(id).state, ledger(third)?.state]).toEqual(['notPlaced', 'failed']);
    expect((await pay(third)).state).toBe('accepted');
  });
});

describe('a row of the history that does not name the invoice', () => {
  const quote = { fee: d('0.00000012'), renewals: 0, expiresAt: start + 88_000 };
  const paid = { amountSat: '25000', quote };
  const rows: readonly (readonly [string, Partial<Withdrawal>])[] = [undefined, 'lightning', 'Lightning', '3301', 'TID0A1B2C3D4E', 'a3f1c9d2-0000-4000-8000-0123456789ab'].flatMap((destination) => [
    ['with its fee in the amount', { ...(destination === undefined ? {} : { destination }), amount: d('0.00025012'), fee: d('0.00000012') }],
    ['with its fee beside the amount', { ...(destination === undefined ? {} : { destination }), amount: d('0.00025'), fee: d('0.00000012') }],
    ['without a fee', { ...(destination === undefined ? {} : { destination }), amount: d('0.00025'), fee: d('0') }],
  ] as const);

  it.each(rows)('%s %j is the payment, told with the amount of the invoice', async (_what, over) => {
    const world = paying();
    const { id } = await pay(world, payment(paid));
    const listed = (state: string): UserRecord => reconcile(world.record(), { type: 'withdrawals', withdrawals: [withdrawal({ ...over, state })] }, contextAt(world.clock.now())).record;
    await world.store.update(1, () => changed(listed('submitted')));
    await world.store.update(1, () => changed(listed('succeed')));
    expect([world.draft(id).state, world.draft(id).orderId, ledger(world)]).toMatchObject(['done', '3301', { state: 'paid', fee: '12' }]);
    const told = world.record().outbox.filter((one) => one.kind === 'withdrawalMoved').map((one) => one.data);
    expect(told.length).toBeGreaterThan(0);
    for (const data of told) {
      expect(data).toMatchObject({ lightning: true, receives: '0.00025', fee: '0.00000012', amount: '0.00025012' });
      expect(data).not.toHaveProperty('destination');
    }
  });

  it.each<readonly [string, Partial<Withdrawal>]>([
    ['another fee', { fee: d('0.00001') }], ['a later time', { createdAt: start + 20 * minute }], ['another invoice', { destination: `lnbc250u1${'p'.repeat(200)}` }],
    ['another invoice in a field of its own', { marks: [`lnbc250u1${'p'.repeat(200)}`] }], ['another node', { destination: `02${'cd'.repeat(32)}` }],
    ['an address', { destination: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT' }],
  ])('with %s is another withdrawal', async (_what, over) => {
    const world = paying();
    const { id } = await pay(world, payment(paid));
    await hear(world, withdrawal({ amount: d('0.00025'), fee: d('0.00000012'), state: 'succeed', ...over }));
    expect(world.draft(id)).toMatchObject({ state: 'accepted' });
    expect(world.draft(id).orderId).toBeUndefined();
  });

  it('is known by the hash in any field, whatever its amount', async () => {
    const world = paying();
    const { id } = await pay(world, payment(paid));
    await hear(world, withdrawal({ amount: d('0.7'), marks: [hash.toUpperCase()], state: 'succeed' }));
    expect(world.draft(id)).toMatchObject({ state: 'done', orderId: '3301' });
  });

  it('of two alike payments stands for neither, two for both, and one that is named for its own', async () => {
    const world = paying();
    const [first, second] = [await pay(world, payment(paid)), await pay(world, payment({ ...paid, hash: 'cd'.repeat(32) }))];
    const like = withdrawal({ amount: d('0.00025012'), fee: quote.fee });
    await hear(world, like);
    expect([world.draft(first.id).orderId, world.draft(second.id).orderId]).toEqual([undefined, undefined]);
    // The older row is the second's, by its name.
    await hear(world, { ...like, txid: 'cd'.repeat(32) }, { ...like, id: '3302', createdAt: start + 1 });
    expect([world.draft(first.id).orderId, world.draft(second.id).orderId]).toEqual(['3302', '3301']);
  });
});

describe('the day limit', () => {
  const earlier = (amountSat: string, over: Partial<PaidInvoice> = {}): PaidInvoice => ({ amountSat: sat(amountSat), at: start - 1000, draftId: 'x', state: 'paid', ...over });
  const withPaid = (...paid: PaidInvoice[]): World =>
    paying([], { store: createMemoryStore([{ ...newUser(1, 11, 'Ann', start), payments: Object.fromEntries(paid.map((one, index) => [String(index), one])) }]) });
  const most = Number(defaultPayDayLimit);

  it.each<readonly [string, string, readonly PaidInvoice[], string]>([
    ['all of it at once, with its fee', String(most - 10), [], 'claimed'],
    ['one sat more', String(most - 9), [], 'barred'],
    ['what the fee alone makes too much', String(most), [], 'barred'],
    ['the rest of it, to the sat', '50000', [earlier(String(most - 50_010))], 'claimed'],
    ['the rest beside the fee of an earlier one', '50000', [earlier(String(most - 50_020), { fee: sat('10') })], 'claimed'],
    ['one sat more than that', '50000', [earlier(String(most - 50_020), { fee: sat('11') })], 'barred'],
    ['one sat more than the rest', '50001', [earlier(String(most - 50_010))], 'barred'],
    ['the rest while another is on its way', '50001', [earlier(String(most - 50_010), { state: 'sending' })], 'barred'],
    ['what a failed one has given back', '50000', [earlier(String(most), { state: 'failed' })], 'claimed'],
    ['as much as yesterday, a day later', '50000', [earlier(String(most), { at: start - payDayMs })], 'claimed'],
    ['as much as yesterday, a ms before that', '50000', [earlier(String(most), { at: start - payDayMs + 1 })], 'barred'],
  ])('%s: %s sats', async (_what, amountSat, paid, kind) => {
    const world = withPaid(...paid);
    const { id } = await world.actions.draft(1, payment({ amountSat }));
    const result = await world.actions.confirm(1, id, undefined, pin);
    await world.clock.advance(0);
    expect(result).toMatchObject(kind === 'barred' ? { kind, bar: 'own.dayLimit' } : { kind });
    expect(posts(world)).toBe(kind === 'claimed' ? 1 : 0);
  });

  it('holds over cards confirmed at once', async () => {
    const world = paying();
    const half = String(most / 2 + 1);
    const drafts = await Promise.all(['aa', 'bb', 'cc'].map((one) => world.actions.draft(1, payment({ hash: one.repeat(32), amountSat: half }))));
    const results = await Promise.all(drafts.map(({ id }) => world.actions.confirm(1, id, undefined, pin)));
    await world.clock.advance(0);
    expect(results.filter((one) => one.kind === 'claimed')).toHaveLength(1);
    expect(posts(world)).toBe(1);
  });
});

describe('time', () => {
  it('an invoice that expires between card and PIN is not paid, and its card ends without asking for quotes', async () => {
    const world = paying();
    const { id } = await world.actions.draft(1, payment({ expiresAt: start + 40_000 }));
    await world.actions.attachCard(1, id, card);
    await world.clock.advance(39_999);
    expect(world.draft(id).state).toBe('drafted');
    await world.clock.advance(1);
    expect(await world.actions.confirm(1, id, undefined, pin)).toMatchObject({ kind: 'expired' });
    await world.clock.advance(10 * minute);
    expect([posts(world), world.desk.count('withdrawQuote'), world.draft(id).state]).toEqual([0, 0, 'expired']);
  });

  it('a PIN typed after a renewal at the same fee still pays, with the new quote', async () => {
    const world = paying();
    const { id } = await world.actions.draft(1, payment());
    await world.actions.attachCard(1, id, card);
    await world.clock.advance(100_000);
    expect(world.draft(id).state).toBe('replaced');
    expect(await world.actions.confirm(1, id, undefined, pin)).toMatchObject({ kind: 'claimed' });
    await world.clock.advance(0);
    expect(world.desk.calls.find((call) => call.name === 'payLightning')?.input).toMatchObject({ quoteId: 'q2', amountSat: '50000' });
    expect(posts(world)).toBe(1);
  });

  it.each(['-0.00000001', '0.00050001'])('a renewal at a fee of %s, which cannot be right, draws no card', async (fee) => {
    const world = paying();
    world.desk.always('withdrawQuote', () => [{ id: 'odd', currency: 'btc', fee: d(fee), createdAt: world.clock.now(), expiresAt: world.clock.now() + 90_000 }]);
    await world.actions.draft(1, payment());
    await world.clock.advance(90_000);
    expect(Object.values(world.record().drafts).map((one) => one.state)).toEqual(['expired']);
  });

  it('a renewal at another fee asks again and sends nothing', async () => {
    const world = paying();
    world.desk.always('withdrawQuote', () => [{ id: 'dear', currency: 'btc', fee: d('0.00002'), createdAt: world.clock.now(), expiresAt: world.clock.now() + 90_000 }]);
    const { id } = await world.actions.draft(1, payment());
    await world.actions.attachCard(1, id, card);
    await world.clock.advance(90_000);
    const result = await world.actions.confirm(1, id, undefined, pin);
    expect(result).toMatchObject({ kind: 'askedAgain' });
    const next = Object.values(world.record().drafts).find((one) => one.state === 'drafted');
    expect(next).toMatchObject({ change: { why: 'quote', from: '0.0000001', to: '0.00002' }, request: { facts: { leftAfter: '0.9999801' } } });
    expect(posts(world)).toBe(0);
  });

  it('a card nobody confirms is renewed three times and then ends', async () => {
    const world = paying();
    const { id } = await world.actions.draft(1, payment());
    await world.actions.attachCard(1, id, card);
    await world.clock.advance(20 * minute);
    expect([world.desk.count('withdrawQuote'), Object.values(world.record().drafts).map((one) => one.state)]).toEqual([3, ['replaced', 'replaced', 'replaced', 'expired']]);
  });
});
