import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainSpaces, startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ settings: { DEPOSIT_POLL_SECONDS: '1' } });
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const uid = (): string => stage.sandbox.practice.uid;
const posted = () => control().requests.filter((request) => request.method === 'POST' && request.path === '/account/withdraws');
const textOf = (messageId: number): string => plainSpaces(stage.person.user.messages().find((message) => message.messageId === messageId)?.text ?? '');
const isDeleted = (messageId: number): boolean => stage.person.user.messages().find((message) => message.messageId === messageId)?.deleted === true;
const hostileName = 'FNB <b>*`[x](tg://user?id=1)`*</b>\u202e';

/** Types a secret and gives the id of its message. */
async function secretly(code: string, words: RegExp): Promise<number> {
  const id = stage.person.send(code);
  await stage.person.hear(words);
  return id;
}

describe('a beneficiary', () => {
  it('for a bank is added step by step, survives a hostile name, and is active after the mailed pin', async () => {
    await stage.person.ask('/beneficiaries add zar', /full name of the account holder/);
    await stage.person.ask('Thandi Mokoena', /So far:\nfull name: Thandi Mokoena\n.*account number/s);
    await stage.person.ask('621 2345 6789', /account number: 62123456789\n.*name of the bank/s);
    await stage.person.tap(await stage.person.ask('FNB', /branch code/), 'Skip');
    await stage.person.hear(/What kind of account/);
    await stage.person.ask('Cheque', /What do you want to call it/);
    const card = await stage.person.ask(hostileName, /Add FNB <b>\*`\[x\]/);
    expect(plainSpaces(card.text)).toMatch(/account number: 62123456789[\s\S]*documents only the holder’s name/);
    await stage.person.tap(card, 'Confirm');
    const added = await stage.person.hear(/is added\. The exchange mails you a pin/);
    expect(added.messageId).toBe(card.messageId);

    const [made] = control().beneficiaries(uid());
    expect(made).toMatchObject({ currency: 'zar', state: 'pending', data: { full_name: 'Thandi Mokoena', bank_name: 'FNB', account_type: 'Cheque' } });
    await stage.person.tap(added, 'Enter the pin');
    await stage.person.hear(/send me the pin that Cape Crypto has mailed you/);
    const pin = await secretly(control().beneficiaryPin(Number(made?.['id'])), /is active: you can withdraw to it/);
    expect(isDeleted(pin)).toBe(true);
    expect(control().beneficiaries(uid())[0]).toMatchObject({ state: 'active' });
  });
});

describe('a withdrawal', () => {
  it('of R500 is drawn anew for the same day, goes once with a code that is deleted, and its states come to one message until a sounding end', async () => {
    const drawn = await stage.person.ask('/withdraw R500 to fnb', /Arrives: R491\.50[\s\S]*This fee holds for \d+ s/);
    await stage.person.tap(drawn, 'Same day');
    const card = await stage.person.hear(/Same day: yes[\s\S]*Arrives: R491\.50/);
    await until(() => /Cancelled|nothing/i.test(textOf(drawn.messageId)), 'the first card is dismissed');
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/6-digit code/);
    const code = await secretly('428 173', /The exchange has taken it|on its way/);
    expect([isDeleted(code), posted().length]).toEqual([true, 1]);
    expect(JSON.parse(posted()[0]?.body ?? '{}')).toMatchObject({ otp: '428173', currency: 'zar', amount: '500', note: 'same_day_rtc', quote_id: expect.any(String) });

    const id = Number(control().withdrawals(uid())[0]?.['id']);
    await until(() => /Withdrawal on its way: R500/.test(textOf(card.messageId)), 'the card goes on as the withdrawal');
    control().setWithdrawalState(id, 'processing');
    await until(() => /being sent/.test(textOf(card.messageId)), 'the state comes to the same message');
    stage.person.mark();
    control().setWithdrawalState(id, 'succeed');
    const end = await stage.person.hear(/✅ Withdrawal done: R500\.00/);
    await until(() => /Withdrawal done/.test(textOf(card.messageId)), 'the card says so too');
    expect([end.silent, posted().length]).toEqual([false, 1]);
    expect(stage.sandbox.program().output()).not.toContain('428173');
  });

  it('whose answer is lost is found in the history, and nothing is sent twice', async () => {
    control().clearRequests();
    control().setFault({ match: { method: 'POST', path: '/account/withdraws' }, kind: 'dropAnswerAfterAccept', times: 1 });
    const card = await stage.person.ask('/withdraw R600 to fnb', /Arrives: R591\.50/);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/6-digit code/);
    await secretly('428174', /Checking|on its way/);
    await until(() => /Withdrawal on its way: R600/.test(textOf(card.messageId)), 'the card goes on as the withdrawal');
    expect(posted()).toHaveLength(1);
  });

  it('whose code is refused offers the same again; the next code is deleted, unused, until it is asked for', async () => {
    control().clearRequests();
    const first = await stage.person.ask('/withdraw R700 to fnb', /Arrives: R691\.50/);
    await stage.person.tap(first, 'Confirm');
    await stage.person.hear(/^For: withdraw R700\.00/);
    await secretly('428174', /Not done: withdraw R700\.00[\s\S]*Try again/);
    const late = await secretly('428175', /looks like a code or a PIN/);
    expect([isDeleted(late), posted().length]).toEqual([true, 1]);
    await stage.person.tap(stage.person.user.messages().find((message) => message.messageId === first.messageId)!, 'Try again');
    await stage.person.tap(await stage.person.hear(/Withdraw R700\.00 to/), 'Confirm');
    await stage.person.hear(/^For: withdraw R700\.00/);
    const code = await secretly('428176', /The exchange has taken it|on its way/);
    expect([isDeleted(code), posted().length]).toEqual([true, 2]);
    expect(stage.person.texts().join('\n')).not.toMatch(/42817[3-6]/);
  });

  it('to a beneficiary that was changed at the exchange after its card was drawn asks anew, shows where it leads now, and only then goes', async () => {
    control().clearRequests();
    const [one] = control().beneficiaries(uid());
    const id = Number(one?.['id']);
    const before = { full_name: 'Thandi Mokoena', bank_name: 'FNB', account_type: 'Cheque', account_number: '62123456789' };
    const card = await stage.person.ask('/withdraw R800 to fnb', /Arrives: R791\.50/);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/^For: withdraw R800\.00/);
    control().changeBeneficiary(id, { ...before, full_name: 'Somebody Else', account_number: '62999999999' });
    await secretly('428177', /what the card says has changed/);
    await until(() => /was changed at the exchange after the last card was drawn[\s\S]*Somebody Else[\s\S]*62\*\*\*9999/.test(textOf(card.messageId)), 'the card shows where it leads now');
    expect(posted()).toHaveLength(0);
    stage.person.mark();
    await stage.person.tap(stage.person.user.messages().find((message) => message.messageId === card.messageId)!, 'Confirm');
    await stage.person.hear(/^For: withdraw R800\.00/);
    // The news must have been there to be read before it can be confirmed.
    await new Promise((resolve) => { setTimeout(resolve, 1500); });
    await secretly('428178', /The exchange has taken it|on its way/);
    expect(posted()).toHaveLength(1);
  });
});
