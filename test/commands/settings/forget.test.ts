// /forget: what it asks, what stops it, what a stale or repeated button does, and that nothing is left.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { forget } from '../../../commands/settings/forget.js';
import type { Core } from '../../../commands/core.js';
import { underWayLimitMs } from '../../../src/actions/resolving/underWay.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readButtonWords } from '../../../src/bot/commandList.js';
import type { Sealed } from '../../../src/model/account.js';
import { callbackDataLimit, readCallback } from '../../../src/model/callback.js';
import type { ActionRequest, Draft, DraftState } from '../../../src/model/draft.js';
import { sats } from '../../../src/model/money.js';
import type { UserRecord } from '../../../src/model/user.js';
import { changed } from '../../../src/storage/store.js';
import { d, linkedUser, start } from '../../accounts/samples.js';
import type { FakeClock } from '../../support/fakeClock.js';
import { createMemoryStore, type MemoryStore } from '../../support/memoryStore.js';
import { plainSpaces } from '../../support/startSandbox.js';
import { fakeCore } from '../fakeCore.js';

let store: MemoryStore;
let core: Core;
beforeEach(() => {
  store = createMemoryStore([linkedUser()]);
  core = fakeCore(store);
});
const put = (over: Partial<UserRecord>): Promise<unknown> => store.update(7, (record) => changed({ ...record, ...over }));

async function run(words: string, via: Request['via'] = 'message'): Promise<Reply> {
  const typed = readButtonWords(words);
  return (await forget.run({ user: store.read(7)!, words: typed.words, rest: typed.rest, via, inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined }, core)) as Reply;
}
const textOf = ({ text }: Reply): string => plainSpaces(text.text);
/** Taps one of the buttons of a reply. */
async function tap(reply: Reply, index = 0): Promise<string> {
  const button = reply.buttons?.flat()[index];
  const callback = button !== undefined && 'data' in button ? readCallback(button.data) : undefined;
  if (callback?.kind !== 'run') throw new Error('no such button');
  return textOf(await run(callback.words, 'button'));
}

const payout = { kind: 'withdraw' } as ActionRequest;
const placing = { kind: 'placeOrder' } as ActionRequest;
const draft = (state: DraftState, request: ActionRequest, changedAt = start): Draft => ({ id: 'd', request, requestHash: '', state, createdAt: start, expiresAt: start, changedAt });
const voucher = { id: 'v', amount: d('50.5'), pin: 'sealed' as Sealed, at: start };

describe('asking', () => {
  it('says what goes, what cannot, and which vouchers would be lost, by a button that fits', async () => {
    await put({ vouchers: Array.from({ length: 100 }, (_, index) => ({ ...voucher, id: String(index) })), payments: { ab: { amountSat: sats('1')!, at: 1, draftId: 'd', state: 'paid' } } });
    const reply = await run('forget');
    expect(textOf(reply)).toMatch(/name.*settings[\s\S]*API key[\s\S]*alerts \(0\)[\s\S]*vouchers \(100\)[\s\S]*payments \(1\)[\s\S]*worth R5 050\.00[\s\S]*\/voucher[\s\S]*Not deleted[\s\S]*Cape Crypto[\s\S]*backups/);
    const [yes] = reply.buttons?.flat() ?? [];
    expect(yes).toMatchObject({ style: 'danger' });
    expect(Buffer.byteLength(yes !== undefined && 'data' in yes ? yes.data : 'x'.repeat(99))).toBeLessThanOrEqual(callbackDataLimit);
    expect(store.read(7)).toBeDefined();
  });

  it('says nothing of vouchers where there are none, and deletes nothing when told to keep it', async () => {
    const reply = await run('forget');
    expect(textOf(reply)).not.toContain('⚠️');
    expect(await tap(reply, 1)).toBe('Nothing was deleted.');
    expect(store.read(7)).toBeDefined();
  });

  it('is not skipped by typing what the button says', async () => {
    const reply = await run('forget');
    const [button] = reply.buttons?.flat() ?? [];
    const words = button !== undefined && 'data' in button ? button.data.slice(3) : '';
    expect(textOf(await run(words))).toMatch(/^Delete everything/);
    expect(store.read(7)).toBeDefined();
  });
});

describe('deleting', () => {
  it('leaves no record and says so', async () => {
    expect(await tap(await run('forget'))).toMatch(/^Done: everything I kept about you is deleted/);
    expect([...store.all()]).toEqual([]);
  });

  it.each<[string, (reply: Reply) => Promise<unknown>]>([
    ['after five minutes', () => (core.clock as FakeClock).advance(301_000)],
    ['when another key was linked', () => put({ link: { ...store.read(7)!.link!, linkedAt: start + 1 } })],
    ['when a voucher has come that was not told of', () => put({ vouchers: [voucher] })],
    ['when the record is a new one', () => put({ createdAt: start + 99 })],
  ])('does not happen %s', async (_, change) => {
    const reply = await run('forget');
    await change(reply);
    expect(await tap(reply)).toMatch(/^That question has lapsed/);
    expect(store.read(7)).toBeDefined();
  });

  it.each<[string, Partial<UserRecord>, RegExp]>([
    ['locked', { lock: { since: start } }, /^🔒 Your account is locked, so nothing can be deleted/],
    ['with a confirmed payout', { drafts: { d: draft('confirmed', payout) } }, /^Not yet: something you confirmed is still on its way/],
  ])('does not happen when the account is %s since the tap', async (_, change, words) => {
    const reply = await run('forget');
    const forgetNow = core.accounts.forget.bind(core.accounts);
    core = { ...core, accounts: { ...core.accounts, forget: async (userId, mayGo) => { await put(change); return forgetNow(userId, mayGo); } } };
    expect(await tap(reply)).toMatch(words);
    expect(store.read(7)).toMatchObject(change);
  });

  it('that the disk refuses leaves everything', async () => {
    const reply = await run('forget');
    store.failWrites(1);
    await expect(tap(reply)).rejects.toThrow();
    expect(store.read(7)).toBeDefined();
  });
});

describe('what is on its way', () => {
  it.each<[string, Draft, boolean]>([
    ['a card that nobody confirmed', draft('drafted', payout), false], ['a confirmed order', draft('confirmed', placing), true],
    ['an order being sent', draft('sending', placing), true], ['an order of which no answer came', draft('unknown', placing), true],
    ['one of which none came for a day', draft('unknown', placing, start - underWayLimitMs), false], ['a voucher of which no answer came', draft('unknown', { kind: 'redeemVoucher' } as ActionRequest), true],
    ['a withdrawal the exchange has taken', draft('accepted', payout), true], ['a Lightning payment it has taken', draft('accepted', { kind: 'payInvoice' } as ActionRequest), true],
    ['an order it has taken', draft('accepted', placing), false], ['an open order', draft('open', placing), false],
    ['a withdrawal that is done', draft('done', payout), false], ['one that was refused', draft('refused', payout), false],
  ])('%s: holds it up %s', async (_, one, isHeld) => {
    await put({ drafts: { d: one } });
    const reply = await run('forget');
    expect([/^Not yet/.test(textOf(reply)), reply.buttons === undefined]).toEqual([isHeld, isHeld]);
    if (isHeld) expect(textOf(reply)).toMatch(/at the latest (tomorrow|.*\d\d:\d\d)/);
  });

  it('nor does a lock let it through', async () => {
    await put({ lock: { since: start } });
    const reply = await run('forget');
    expect([textOf(reply).startsWith('🔒'), reply.buttons]).toEqual([true, undefined]);
  });
});
