// What /pay shows of an invoice, what it refuses and why, and how it answers a PIN.
import { describe, expect, it } from '@jest/globals';
import type { Core } from '../../../commands/core.js';
import { pay } from '../../../commands/money/pay.js';
import type { ConfirmResult } from '../../../src/actions/actions.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readCallback } from '../../../src/model/callback.js';
import type { ActionRequest, Draft } from '../../../src/model/draft.js';
import { defaultPayDayLimit } from '../../../src/model/payments/payLimits.js';
import { decimal as money } from '../../../src/model/money.js';
import type { Dialog, PaidInvoice, Pin, UserRecord } from '../../../src/model/user.js';
import { qrPng } from '../../../src/pictures/qr.js';
import { encodeBolt11 } from '../../../src/sandbox/exchange/money/bolt11.js';
import { decimal } from '../../../src/sandbox/exchange/decimals.js';
import { seededRandom } from '../../../src/sandbox/exchange/random.js';
import { changed } from '../../../src/storage/store.js';
import { linkedUser, sat, start } from '../../accounts/samples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { photo } from '../../support/qrPhoto.js';
import { fakeCore } from '../fakeCore.js';

const hash = 'ab'.repeat(32);
const written = (sat: string | null = '50000', lifeS = 3600, description = 'coffee'): string =>
  encodeBolt11({ amountSat: sat === null ? null : decimal(sat), description, paymentHash: hash, createdAtS: start / 1000, expiresAtS: start / 1000 + lifeS }, seededRandom(5));
const withPin: Partial<UserRecord> = { pin: { hash: 'sealed', salt: 'x', wrong: 0, setAt: start } as unknown as Pin };
const paid = (amountSat: string, over: Partial<PaidInvoice> = {}): PaidInvoice => ({ amountSat: sat(amountSat), at: start - 1000, draftId: 'x', state: 'paid', ...over });

interface Stage { readonly core: Core; readonly drawn: ActionRequest[]; user(): UserRecord; run(rest: string, over?: Partial<Request>): Promise<Reply> }

function stage(over: Partial<UserRecord> = withPin): Stage {
  const store = createMemoryStore([{ ...linkedUser(), ...over }]);
  const made = fakeCore(store);
  const drawn: ActionRequest[] = [];
  const core: Core = { ...made, actions: { ...made.actions, draft: (userId, request) => { drawn.push(request); return made.actions.draft(userId, request); } } };
  const user = (): UserRecord => store.read(7)!;
  return {
    core, drawn, user,
    run: async (rest, more = {}) => await pay.run({ user: user(), rest, words: rest.split(/\s+/), via: 'message', inPrivate: true, messageId: 5, updateId: 9, ...more } as Request, core) as Reply,
  };
}

const said = ({ text }: Reply): string => text.text.replaceAll('\u00a0', ' ');

describe('an invoice that can be paid', () => {
  it.each<readonly [string, (bolt: string) => string, string | undefined]>([
    ['pasted', (bolt) => bolt, undefined], ['with a note of one’s own', (bolt) => `${bolt} Lunch with Ann`, 'Lunch with Ann'],
    ['with lightning: before it', (bolt) => `lightning:${bolt.toUpperCase()}`, undefined], ['in a forwarded text', (bolt) => `Hi! ${bolt} thanks`, undefined],
  ])('%s is drawn as a card whose request is the invoice’s own', async (_how, text, note) => {
    const one = stage();
    const reply = await one.run(text(written()));
    expect(said(reply)).toMatch(/^Pay 50 000 sats over Lightning\?\nWorth about R0\.05\nFor: coffee\nPayee: 03e7156a[\s\S]*Network: Lightning, bitcoin main network[\s\S]*Fee: 10 sats\nTotal: 50 010 sats \(0\.0005001 BTC\)\nThen left: 1\.9994999 BTC/);
    expect(one.drawn).toEqual([{
      kind: 'payInvoice', payment: { bolt: expect.stringMatching(/^lnbc500000n1/), amountSat: '50000', quoteId: 'q1', ...(note === undefined ? {} : { memberDescription: note }) },
      facts: {
        quote: { fee: '0.0000001', renewals: 0, expiresAt: start + 88_000 }, paymentHash: hash, payee: expect.stringMatching(/^03e7/), description: 'coffee',
        invoiceExpiresAt: start + 3_600_000, leftAfter: '1.9994999', places: 8, randValue: '0.05',
      },
    }]);
    expect(reply.draftId).toBeDefined();
    expect(readCallback((reply.buttons?.[0]?.[0] as { data: string }).data)).toMatchObject({ kind: 'run', words: `pay code ${reply.draftId ?? ''}` });
  });

  it.each([['photographed', async () => photo('HELLO')], ['in a screenshot', async () => qrPng('HELLO')]])('%s as another code is told what it says', async (_how, make) => {
    const one = stage();
    const request = { user: one.user(), rest: '', words: [], via: 'message' } as unknown as Request;
    expect(said(await pay.picture!(request, await make(), one.core) as Reply)).toBe('This QR code is no Lightning invoice. It says: HELLO');
  });

  it('is recognised in any text, and nothing else is', () => {
    expect([written(), `pay ${written().toUpperCase()} now`, 'hello', 'lnbc', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'].map((text) => pay.recognises!(text))).toEqual([true, true, false, false, false]);
  });
});

describe('an invoice is not paid', () => {
  it.each<readonly [string, string, Partial<UserRecord>, RegExp]>([
    ['without a PIN', written(), {}, /Set one with \/pin first/],
    ['that has expired', written('50000', 0), withPin, /expired at 12:00/],
    ['that expires in 29 s', written('50000', 29), withPin, /expires in 29 s, too soon/],
    ['without an amount', written(null), withPin, /names no amount/],
    ['with a wrong character', written().replace(/.$/, (last) => (last === 'q' ? 'p' : 'q')), withPin, /damaged/],
    ['when there are two', `${written()} ${written('60000')}`, withPin, /more than one/],
    ['that was paid before', written(), { ...withPin, payments: { [hash]: paid('50000') } }, /never paid twice/],
    ['that may have been paid', written(), { ...withPin, payments: { [hash]: paid('50000', { state: 'sending', at: start - 9e9 }) } }, /never paid twice/],
    ['that is one’s own', written(), { ...withPin, invoices: { [hash]: { paymentHash: hash, bolt: '', amountSat: sat('1'), askedBy: 1, createdAt: start, expiresAt: start, state: 'paid' } } }, /your own invoice/],
    ['beyond the day’s limit', written(), { ...withPin, payments: { x: paid(String(Number(defaultPayDayLimit) - 49_999)) } }, /limit is 200 000 sats in 24 hours, of which 150 001 are used\. \/settings can raise it/],
    ['beyond the balance', written('200000000'), { ...withPin, settings: { ...linkedUser().settings, payDayLimit: sat('999999999') } }, /needs 2\.0000001 BTC with the fee, and you have 2 BTC/],
  ])('%s', async (_why, text, over, words) => {
    const one = stage(over);
    expect(said(await one.run(text))).toMatch(words);
    expect(one.drawn).toEqual([]);
  });

  it('an amount that failed before may be paid, to the sat of the limit', async () => {
    const one = stage({ ...withPin, payments: { [hash]: paid('50000', { state: 'failed' }), x: paid(String(Number(defaultPayDayLimit) - 50_010)) } });
    await one.run(written());
    expect(one.drawn).toHaveLength(1);
  });

  it('that its fee puts one sat over the limit', async () => {
    const one = stage({ ...withPin, payments: { x: paid(String(Number(defaultPayDayLimit) - 50_009)) } });
    expect(said(await one.run(written()))).toMatch(/^That is 50 010 sats, and your limit is/);
    expect(one.drawn).toEqual([]);
  });

  it('at a fee of more than the invoice itself, which is said with both figures', async () => {
    const one = stage();
    Object.assign(one.core.accounts, { paymentQuote: () => Promise.resolve({ id: 'q1', currency: 'btc', fee: money('0.00050001') }) });
    expect(said(await one.run(written()))).toMatch(/^The exchange asks a fee of 0\.00050001 BTC for it, more than the 0\.0005 BTC of the invoice itself\./);
    expect(one.drawn).toEqual([]);
  });

  it.each(['-0.00000001', '-1'])('at a quoted fee of %s, which cannot be right', async (fee) => {
    const one = stage();
    Object.assign(one.core.accounts, { paymentQuote: () => Promise.resolve({ id: 'q1', currency: 'btc', fee: money(fee) }) });
    expect(said(await one.run(written()))).toMatch(/^The exchange quotes a fee of .*, which cannot be right\./);
    expect(one.drawn).toEqual([]);
  });

  it.each([['a damaged PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47]), /is damaged/], ['no picture', Buffer.from('x'), /this is neither/]])('from %s', async (_what, bytes, words) => {
    const one = stage();
    const request = { user: one.user(), rest: '', words: [], via: 'message' } as unknown as Request;
    expect(said(await pay.picture!(request, bytes, one.core) as Reply)).toMatch(words);
  });
});

const cardId = 'a'.repeat(22);

describe('the PIN', () => {
  const draftOf = (state: Draft['state']): Draft => ({ id: cardId, request: { kind: 'payInvoice', payment: { amountSat: '500' } } as unknown as ActionRequest, requestHash: '', state, createdAt: start, expiresAt: start + 1, changedAt: start });

  it.each<readonly [Draft['state'] | 'none', Partial<UserRecord>, RegExp]>([
    ['drafted', withPin, /^For: pay 500 sats\nYour 6-digit PIN, please/], ['replaced', withPin, /^For: pay 500 sats\nYour 6-digit PIN, please/], ['expired', withPin, /has ended/], ['dismissed', withPin, /has ended/], ['done', withPin, /already used/], ['none', withPin, /has ended/],
    ['drafted', {}, /\/pin first/], ['drafted', { pin: { ...withPin.pin!, blockedUntil: start + 60_000 } }, /no PIN until 12:01/],
  ])('of a card that is %s is asked for, or it is said why not', async (state, over, words) => {
    const one = stage({ ...over, drafts: state === 'none' ? {} : { [cardId]: draftOf(state) } });
    const reply = await one.run(`code ${cardId}`, { via: 'button' });
    expect(said(reply)).toMatch(words);
    expect(one.user().dialog?.data).toEqual(/please/.test(words.source) ? { draftId: cardId } : undefined);
  });

  it('is asked for by the card alone: typed, the words are an invoice that is none', async () => {
    expect(said(await stage({ ...withPin, drafts: { [cardId]: draftOf('drafted') } }).run(`code ${cardId}`))).toMatch(/no Lightning invoice/);
  });

  const dialog: Dialog = { command: 'pay', step: 'code', data: { draftId: cardId }, expiresAt: start + 60_000 };
  const draft = draftOf('drafted');

  it.each<readonly [string, ConfirmResult | undefined, RegExp, boolean]>([
    ['that is right', { kind: 'claimed', draft }, /^$/, false],
    ['that is wrong', { kind: 'wrongPin', draft, verdict: { kind: 'wrong', left: 3 } }, /not your PIN.*3 more tries/, true],
    ['that is blocked', { kind: 'wrongPin', draft, verdict: { kind: 'blocked', until: start + 60_000 } }, /until 12:01/, false],
    ['that is not set any more', { kind: 'wrongPin', draft, verdict: { kind: 'none' } }, /\/pin first/, false],
    ['for a card that has expired', { kind: 'expired', draft }, /has ended/, false],
    ['for a card that was used', { kind: 'alreadyUsed', draft }, /already used/, false],
    ['for a card whose fee has changed', { kind: 'askedAgain', draft }, /fee has changed/, false],
    ['for a card nobody knows', { kind: 'unknownDraft' }, /has ended/, false],
    ['for a payment beyond the limit', { kind: 'barred', draft, bar: 'own.dayLimit' }, /your limit/, false],
    ['while the account is locked', { kind: 'locked', draft }, /Locked: nothing was sent/, false],
  ])('%s is answered', async (_which, result, words, asksAgain) => {
    const store = createMemoryStore([{ ...linkedUser(), ...withPin, dialog }]);
    const made = fakeCore(store);
    const pressed: unknown[] = [];
    const core: Core = {
      ...made, actions: { ...made.actions, confirm: (...args) => { pressed.push(args); return Promise.resolve(result!); } },
      setDialog: ({ user: { id } }, next) => store.update(id, ({ dialog: _old, ...record }) => changed(next === undefined ? record : { ...record, dialog: next })),
    };
    const answer = await pay.answer!({ user: store.read(7)!, rest: '271 828', words: ['271', '828'], via: 'answer' } as unknown as Request, dialog, core);
    expect([answer].flat().map((one) => said(one)).join('')).toMatch(words);
    expect(pressed).toEqual([[7, cardId, undefined, '271828']]);
    expect(store.read(7)?.dialog !== undefined).toBe(asksAgain);
    expect(JSON.stringify(store.read(7))).not.toContain('271828');
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('"%s" has not the shape of one: it is asked for again, and counts as no try', async (typed) => {
    const one = stage();
    expect(said(await pay.answer!({ user: one.user(), rest: typed, words: [], via: 'answer' } as unknown as Request, dialog, { ...one.core, actions: { ...one.core.actions, confirm: () => Promise.reject(new Error('not to be asked')) } }) as Reply)).toMatch(/6 digits/);
  });
});
