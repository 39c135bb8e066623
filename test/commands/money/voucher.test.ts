import { describe, expect, it } from '@jest/globals';
import type { Core } from '../../../commands/core.js';
import { voucher } from '../../../commands/money/voucher.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { emptyAccount, type Sealed } from '../../../src/model/account.js';
import type { ActionRequest, Draft, RedeemVoucher } from '../../../src/model/draft.js';
import { UserError } from '../../../src/model/errors.js';
import type { PaymentMethod } from '../../../src/model/payments/paymentMethod.js';
import type { UserRecord } from '../../../src/model/user.js';
import { linkedUser, start } from '../../accounts/samples.js';
import { d } from '../../accounts/samples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

function open(more: Partial<UserRecord> = {}, methods?: readonly PaymentMethod[], refuse: (asked: ActionRequest) => void = () => undefined) {
  const store = createMemoryStore([{ ...linkedUser(emptyAccount), ...more }]);
  const made = fakeCore(store);
  const drawn: ActionRequest[] = [];
  const draft: Core['actions']['draft'] = async (userId, asked) => { drawn.push(asked); refuse(asked); return made.actions.draft(userId, asked); };
  const core: Core = { ...made, actions: { ...made.actions, draft }, ...(methods === undefined ? {} : { accounts: { ...made.accounts, paymentMethods: async () => methods } }) };
  const user = (): UserRecord => [...store.all()][0]!;
  const request = (rest: string, via: Request['via']): Request =>
    ({ user: user(), words: rest.split(/\s+/).filter((one) => one !== ''), rest, via, inPrivate: true, messageId: 5, updateId: 1, progress: () => Promise.resolve() });
  const one = (reply: Reply | readonly Reply[]): Reply => (Array.isArray(reply) ? (reply as readonly Reply[])[0]! : reply as Reply);
  return {
    user, drawn,
    say: async (rest: string, via: Request['via'] = 'message') => one(await voucher.run(request(rest, via), core)),
    answer: async (rest: string) => one(await voucher.answer!(request(rest, 'answer'), user().dialog!, core)),
  };
}

describe('/voucher', () => {
  it('asks for the amount, then for the pin, then shows a card that holds neither', async () => {
    const { say, answer, user } = open();
    await say('by 1', 'button');
    expect(user().dialog).toMatchObject({ step: 'amount', data: { method: '1' } });
    expect((await answer('R100')).text.text).toMatch(/R100\.00.*pin/s);
    expect(user().dialog).toMatchObject({ step: 'pin', data: { method: '1', amount: '100' } });
    const card = await answer('1234 5678-1234 5678');
    expect([card.draftId === undefined, card.text.text.includes('12345678'), user().dialog]).toEqual([false, false, undefined]);
    expect(card.text.text).toMatch(/R100\.00[\s\S]*ends in 5678/);
  });

  it.each([['0', /cannot read/], ['R9', /outside/], ['5001', /outside/], ['1,000', /only when you say so/], ['100,000', /only when you say so/], ['9,000', /outside/], ['10.005', /outside/], ['$10', /only when you say so/], ['abc', /cannot read/]])('an amount of %s is asked again', async (typed, words) => {
    const { say, answer, user } = open();
    await say('by 1', 'button');
    expect((await answer(typed)).text.text).toMatch(words);
    expect(user().dialog?.step).toBe('amount');
  });

  it.each(['12345', '1'.repeat(33), '1234 5678 ü', '<b>'])('a pin like %s is asked again and drafts nothing', async (typed) => {
    const { say, answer, user } = open();
    await say('R100');
    const reply = await answer(typed);
    expect([reply.draftId, user().dialog?.step]).toEqual([undefined, 'pin']);
  });

  it.each(['8627665611610792', '8627 6656 1161 0792', '8627-6656-1161-0792', 'AB12CD34EF56'])('takes %s for a pin where an amount is due, never repeats it, and goes on to the amount', async (typed) => {
    for (const begin of ['', 'by 1']) {
      const { say, answer, user } = open();
      const asked = begin === '' ? await say(typed) : (await say(begin, 'button'), await answer(typed));
      expect([asked.text.text.includes(typed.slice(0, 4)), asked.forceReply, user().dialog?.step]).toEqual([false, true, 'amount']);
      expect((await answer('R9')).text.text).toMatch(/outside/);
      const card = await answer('R100');
      expect(card.text.text).toMatch(new RegExp(`R100\\.00[\\s\\S]*ends in ${typed.slice(-4)}`));
      expect([card.draftId === undefined, user().dialog]).toEqual([false, undefined]);
    }
  });

  it('keeps a pin that comes first until one of several kinds is tapped', async () => {
    const method = { id: '1', name: 'One', type: 'voucher', minAmount: d('10'), maxAmount: d('5000') };
    const { say, answer, user } = open({}, [method, { ...method, id: '2', name: 'Two' }]);
    const asked = await say('8627665611610792');
    expect([asked.buttons?.length, asked.text.text.includes('8627'), user().dialog?.step]).toEqual([2, false, 'kind']);
    await say('by 2', 'button');
    expect((await answer('R100')).text.text).toMatch(/Two[\s\S]*ends in 0792/);
  });

  it.each(['R9', '5001', 'abc', '12345', '1'.repeat(33)])('never repeats %s, whatever was asked for', async (typed) => {
    const { say, answer } = open();
    const replies = [await say(typed), await answer(typed), (await say('R100'), await answer(typed))];
    expect(replies.filter((one) => one.text.text.includes(typed))).toEqual([]);
  });

  it('has the answers to every step deleted', () => {
    expect([voucher.secret, voucher.secretAnswers]).toEqual([true, true]);
  });

  it('shows a kept pin under a spoiler, and forgets it when it is used', async () => {
    const { say, user } = open({ vouchers: [{ id: 'v1', amount: d('50'), pin: 'sealed' as Sealed, at: start, expiry: '2027' }] });
    expect((await say('')).text.text).toMatch(/R50\.00/);
    const shown = await say('pin v1', 'button');
    expect(shown.text.marks).toEqual([expect.objectContaining({ type: 'spoiler' })]);
    await say('used v1', 'button');
    expect(user().vouchers).toEqual([]);
    expect((await say('pin v1', 'button')).text.text).toMatch(/no longer/);
  });

  it('begins no further voucher when there is no room for its change', async () => {
    const vouchers = Array.from({ length: 100 }, (_, index) => ({ id: `v${index}`, amount: d('1'), pin: 'sealed' as Sealed, at: start }));
    const { say } = open({ vouchers });
    const reply = await say('R100');
    expect([reply.draftId, /drop none/.test(reply.text.text)]).toEqual([undefined, true]);
  });

  it('its buttons do nothing when typed', async () => {
    const { say, user } = open({ vouchers: [{ id: 'v1', amount: d('50'), pin: 'sealed' as Sealed, at: start }] });
    await say('used v1');
    expect(user().vouchers).toHaveLength(1);
  });

  it('names the kept voucher in the card of its own button, so that it is known when it is spent', async () => {
    const { say, drawn } = open({ vouchers: [{ id: 'v1', amount: d('50'), pin: 'sealed 1234567890' as Sealed, at: start }] });
    expect((await say('again v1', 'button')).draftId).toBeDefined();
    expect(drawn.at(-1)).toMatchObject({ kind: 'redeemVoucher', keptId: 'v1', pinTail: '7890' });
  });

  it('warns of a pin that is on its way to an unknown end, and sends it again only from a button that says so', async () => {
    const id = 'A'.repeat(22);
    const request: RedeemVoucher = { kind: 'redeemVoucher', voucher: { paymentMethodId: '1', amount: d('100'), pin: 'sealed 1234567812345678' as Sealed }, methodName: 'OTT', pinTail: '5678' };
    const unknown: Draft = { id, request, requestHash: '', state: 'unknown', createdAt: start, expiresAt: start, changedAt: start };
    const { say, answer, drawn } = open({ drafts: { [id]: unknown } }, undefined, (asked) => { if (asked.kind === 'redeemVoucher' && asked.again !== true) throw new UserError('voucher.twin', { draftId: id }); });
    await say('R100');
    const warned = await answer('1234567812345678');
    expect([warned.draftId, warned.text.text]).toEqual([undefined, expect.stringMatching(/already on its way/)]);
    expect(warned.buttons?.flat().map((button) => ('data' in button ? button.data : ''))).toEqual(['do:balance', `do:voucher retry ${id}`]);
    expect((await say(`retry ${id}`)).draftId).toBeUndefined();
    expect((await say(`retry ${id}`, 'button')).draftId).toBeDefined();
    expect(drawn.at(-1)).toMatchObject({ again: true, voucher: request.voucher });
  });
});
