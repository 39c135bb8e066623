// Adding, activating, deleting and listing beneficiaries, one question after the other.
import { describe, expect, it } from '@jest/globals';
import { beneficiaries } from '../../../commands/money/beneficiaries.js';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import type { ActionRequest } from '../../../src/model/draft.js';
import { aCurrency } from '../../markets/marketSamples.js';
import { createStroll } from '../stroll.js';

const genesis = 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh';
const first = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
const cold: Beneficiary = { id: '871', currency: 'btc', name: 'Cold wallet', state: 'active', data: { address: first } };
const waiting: Beneficiary = { ...cold, id: '873', name: 'New wallet', state: 'pending' };

function stroll(known: readonly Beneficiary[] = [cold, waiting]) {
  const drawn: ActionRequest[] = [];
  const made = createStroll((core) => ({
    accounts: { ...core.accounts, beneficiaries: async () => known },
    markets: { ...core.markets, findCurrency: async (code) => (code === 'shut' ? { ...aCurrency(code, code), withdrawalEnabled: false } : ['btc', 'xrp', 'zar', 'usdt'].includes(code) ? aCurrency(code, code) : code === 'usdc' ? { ...aCurrency(code, code), explorerAddress: 'https://etherscan.io/address/#{address}' } : undefined) },
    actions: { ...core.actions, draft: async (userId, request) => {
      drawn.push(request);
      const draft = await core.actions.draft(userId, request);
      await core.store.update(userId, (record) => ({ record: { ...record, drafts: { ...record.drafts, [draft.id]: draft } }, result: undefined }));
      return draft;
    } },
  }));
  return { ...made, drawn };
}

const made = (drawn: readonly ActionRequest[]) => (drawn.at(-1) as Extract<ActionRequest, { kind: 'createBeneficiary' }>).beneficiary;

describe('/beneficiaries add', () => {
  it('asks for the coin, its address and a name, repeats what it understood, and draws a card', async () => {
    const person = stroll();
    const question = await person.tap(await person.type('beneficiaries add'), /^BTC$/);
    expect(question.text).toMatch(/BTC address.*Any other command leaves this/);
    expect((await person.answer(first)).text).toMatch(/So far:\nAddress: 1A1z P1eP 5QGe fi2D MPTf TL5S Lmv7 Divf Na\nWhat do you want to call it/);
    const card = await person.answer('Cold  wallet\n\u202e\u200b2');
    expect([card.draftId !== undefined, made(person.drawn)]).toEqual([true, { currency: 'btc', name: 'Cold wallet 2', data: { address: first } }]);
    expect([card.text.includes('Add Cold wallet 2 as a beneficiary for BTC?'), person.dialog()]).toEqual([true, undefined]);
  });

  it.each([
    ['one letter off', `${first.slice(0, -1)}b`, /checksum is wrong/], ['with a Cyrillic letter', first.replace('a', '\u0430'), /only look like letters/],
    ['with an invisible character', `${first.slice(0, 5)}\u200b${first.slice(5)}`, /cannot be seen/], ['with a sign no address has', `${first}<`, /no address has/], ['of something else', 'hello there', /no address has/],
  ])('refuses an address %s and keeps asking', async (_what, address, why) => {
    const person = stroll();
    await person.type('beneficiaries add btc');
    expect((await person.answer(address)).text).toMatch(why);
    expect(person.dialog()).toMatchObject({ step: 'address', data: { currency: 'btc' } });
  });

  it.each(['helloworld123', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'])('refuses %s for a token that moves over Ethereum', async (address) => {
    const person = stroll();
    await person.type('beneficiaries add usdc');
    expect((await person.answer(address)).text).toMatch(/not how an address of this coin looks/);
    await person.answer('0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359');
    await person.answer('Token wallet');
    expect(made(person.drawn)).toEqual({ currency: 'usdc', name: 'Token wallet', data: { address: '0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359' } });
  });

  it('where the network is not known refuses another coin’s address, and says on the card what it could not check', async () => {
    const person = stroll();
    await person.type('beneficiaries add usdt');
    expect((await person.answer('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).text).toMatch(/address of another coin/);
    await person.answer('TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf');
    expect((await person.answer('Token wallet')).text).toMatch(/do not know what a USDT address looks like/);
  });

  it('speaks of the tag inside an address without naming a button that is not there', async () => {
    const person = stroll();
    await person.type('beneficiaries add xrp');
    const asked = await person.answer(`${genesis}?dt=abc`);
    expect([asked.text.includes('?dt='), asked.text.includes('No tag'), asked.buttons]).toEqual([true, false, []]);
  });

  it.each([['12345', `${genesis}?dt=12345`], ['0', `${genesis}?dt=0`], [undefined, genesis]])('asks an XRP address for its tag: %s', async (tag, address) => {
    const person = stroll();
    await person.type('beneficiaries add xrp');
    const asked = await person.answer(genesis);
    expect(asked.text).toMatch(/destination tag/);
    await (tag === undefined ? person.tap(asked, /No tag/) : person.answer(tag));
    await person.answer('Exchange');
    expect(made(person.drawn).data).toEqual({ address });
  });

  it('takes a tag that comes with the address, and refuses one that is none', async () => {
    const person = stroll();
    await person.type('beneficiaries add xrp');
    expect((await person.answer(`${genesis}?dt=4294967296`)).text).toMatch(/up to 4294967295/);
    const { text } = await person.answer(`${genesis}?dt=7`);
    expect(text).toMatch(/Destination tag: 7\nWhat do you want to call it/);
  });

  it('asks for the details of a bank account one by one, and those that may be skipped can be', async () => {
    const person = stroll();
    await person.type('beneficiaries add zar');
    await person.answer('Thandi Mokoena');
    expect((await person.answer('12')).text).toMatch(/5 to 34 digits/);
    await person.answer('621-2345 6789');
    const branch = await person.answer('FNB');
    expect((await person.answer('12')).text).toMatch(/6 digits/);
    const type = await person.tap(branch, /Skip/);
    await person.tap(type, /Skip/);
    const card = await person.answer('My FNB');
    expect(made(person.drawn)).toEqual({ currency: 'zar', name: 'My FNB', data: { full_name: 'Thandi Mokoena', account_number: '62123456789', bank_name: 'FNB' } });
    expect(card.text).toMatch(/documents only the holder’s name/);
  });

  it.each([['250655', { branch_code: '250655' }], ['firnzajj', { bank_swift_code: 'FIRNZAJJ' }], ['FIRNZAJJXXX', { bank_swift_code: 'FIRNZAJJXXX' }]])('sends %s under its own name', async (typed, field) => {
    const person = stroll();
    for (const words of ['Thandi', '62123456789', 'FNB', typed, 'Cheque', 'My FNB']) await (person.dialog() === undefined ? person.type('beneficiaries add zar').then(() => person.answer(words)) : person.answer(words));
    expect(made(person.drawn).data).toEqual({ full_name: 'Thandi', account_number: '62123456789', bank_name: 'FNB', account_type: 'Cheque', ...field });
  });

  it.each([['', /1 to 64 characters/], ['\u200b\u202e', /1 to 64 characters/], ['x'.repeat(65), /1 to 64 characters/]])('wants a name that can be seen and is not too long: “%s”', async (name, why) => {
    const person = stroll();
    await person.type('beneficiaries add btc');
    await person.answer(first);
    expect((await person.answer(name)).text).toMatch(why);
    expect(person.drawn).toEqual([]);
  });

  it('says so where a currency is closed, unknown, or there is nothing to skip', async () => {
    const person = stroll();
    expect((await person.type('beneficiaries add shut')).text).toMatch(/switched off/);
    expect((await person.type('beneficiaries add doge')).text).toMatch(/doge/);
    expect((await person.type('beneficiaries skip')).text).toMatch(/no open question/);
  });
});

describe('/beneficiaries', () => {
  it('lists each with what can be done with it', async () => {
    const { text, buttons } = await stroll().type('beneficiaries');
    expect(text).toMatch(/Your beneficiaries: 2\n\n✅ Cold wallet · BTC\nAddress: 1A1z.*\n\n⏳ New wallet · BTC · waits for the mailed pin/);
    expect(buttons.map((button) => ('data' in button ? button.data : ''))).toEqual([
      'do:withdraw #871', 'do:beneficiaries delete 871', 'do:beneficiaries activate 873', 'do:beneficiaries delete 873', 'do:beneficiaries add',
    ]);
  });

  it('tells two of the same name apart by the end of the address, not of its tag', async () => {
    const { buttons } = await stroll([{ ...cold, currency: 'xrp', data: { address: `${genesis}?dt=42` } }]).type('beneficiaries');
    expect(buttons[0]?.label).toBe('Withdraw to Cold wallet …tyTh');
  });

  it('shows eight to a page', async () => {
    const person = stroll(Array.from({ length: 9 }, (_, index) => ({ ...cold, id: String(index), name: `No ${index}` })));
    const next = await person.tap(await person.type('beneficiaries'), /▶/);
    expect(next.text).toMatch(/No 8[\s\S]*Page 2 of 2/);
  });

  it('asks for the mailed pin as a secret, along with the card', async () => {
    const person = stroll();
    expect((await person.type('beneficiaries activate 873')).text).toMatch(/Activate New wallet[\s\S]*Now send me the pin/);
    expect(beneficiaries.secretAnswers).toEqual([person.dialog()?.step]);
    expect((await person.answer('12')).text).toMatch(/4 to 8 digits/);
    expect((await person.answer('482915')).text).toBe('');
  });

  it('asks before it deletes, and knows what it has not', async () => {
    const person = stroll();
    expect((await person.type('beneficiaries delete 871')).text).toMatch(/Delete the beneficiary Cold wallet for BTC\?/);
    expect((await person.type('beneficiaries delete 1')).text).toMatch(/no beneficiary 1/);
    expect((await person.type('beneficiaries activate 871')).text).toMatch(/active already/);
    expect(person.drawn).toHaveLength(1);
  });
});
