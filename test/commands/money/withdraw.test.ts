// The way to a withdrawal's card, and what is said where there is none.
import { describe, expect, it } from '@jest/globals';
import { withdraw } from '../../../commands/money/withdraw.js';
import type { Core } from '../../../commands/core.js';
import type { ConfirmResult } from '../../../src/actions/actions.js';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import type { ActionRequest, Draft } from '../../../src/model/draft.js';
import { withQuestion } from '../../../src/bot/answering/codeQuestions.js';
import { QuestionBarredError } from '../../../src/bot/answering/dialogs.js';
import { UserError } from '../../../src/model/errors.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';
import { d, start } from '../../accounts/samples.js';
import { aCurrency } from '../../markets/marketSamples.js';
import type { FakeClock } from '../../support/fakeClock.js';
import { createStroll, type Shown, type Stroll } from '../stroll.js';

const cold: Beneficiary = { id: '871', currency: 'btc', name: 'Cold wallet', state: 'active', data: { address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' } };
const warm: Beneficiary = { ...cold, id: '872', name: 'Warm wallet', data: { address: '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy' } };
const waiting: Beneficiary = { ...cold, id: '873', name: 'New wallet', state: 'pending' };
const spoof: Beneficiary = { ...cold, id: '874', name: 'Spoof', data: { address: '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfN\u0430' } };
const fnb: Beneficiary = { id: '900', currency: 'zar', name: 'FNB', state: 'active', data: { full_name: 'Thandi M', account_number: '12***6789' } };

type Accounts = Core['accounts'];

function stroll(over: Partial<Accounts> = {}, beneficiaries: readonly Beneficiary[] = [cold, warm, waiting, spoof, fnb]): Stroll & { readonly drawn: ActionRequest[]; readonly confirmed: (readonly unknown[])[]; result: ConfirmResult['kind'] } {
  const drawn: ActionRequest[] = [];
  const confirmed: (readonly unknown[])[] = [];
  const made = createStroll((core) => ({
    accounts: { ...core.accounts, beneficiaries: async (_user, currency) => beneficiaries.filter((one) => currency === undefined || one.currency === currency), withdrawQuotes: async (_user, currency) => [{ id: 'q1', currency, fee: d('0.0002'), createdAt: start, expiresAt: start + 90_000 }], ...over },
    markets: { ...core.markets, findCurrency: async (code) => (code === 'btc' || code === 'zar' ? { ...aCurrency(code, code), minWithdrawAmount: d('0.001'), withdrawFee: d('0.0005') } : undefined) },
    actions: {
      ...core.actions,
      draft: async (userId, request) => {
        drawn.push(request);
        const draft = await core.actions.draft(userId, request);
        await core.store.update(userId, (record) => ({ record: { ...record, drafts: { ...record.drafts, [draft.id]: draft } }, result: undefined }));
        return draft;
      },
      confirm: async (...asked) => { confirmed.push(asked); return { kind: self.result, draft: {} as Draft } as ConfirmResult; },
    },
  }));
  const self = { ...made, drawn, confirmed, result: 'claimed' as ConfirmResult['kind'] };
  return self;
}

const last = (drawn: readonly ActionRequest[]) => drawn.at(-1) as Extract<ActionRequest, { kind: 'withdraw' }>;

describe('/withdraw', () => {
  it('leads by buttons from the coins to a card that shows the whole destination in groups of four', async () => {
    const person = stroll();
    const amounts = await person.tap(await person.type('withdraw'), /2 BTC/);
    expect(amounts.text).toMatch(/2 BTC is available\.\nSmallest amount: 0\.001 BTC\. Usual fee: 0\.0005 BTC/);
    expect(amounts.buttons.map((button) => button.label.replaceAll('\u00a0', ' '))).toEqual(['25% · 0.5 BTC', '50% · 1 BTC', '75% · 1.5 BTC', 'All · 2 BTC']);
    const where = await person.tap(amounts, /25%/);
    expect(where.buttons.map((button) => button.label)).toEqual(['Cold wallet …vfNa', 'Warm wallet …WNLy']);
    const card = await person.tap(where, /Cold/);
    expect(card.text).toMatch(/Withdraw 0\.5 BTC to Cold wallet\?\nAddress: 1A1z P1eP 5QGe fi2D MPTf TL5S Lmv7 Divf Na\nFee: 0\.0002 BTC\nThen left: 1\.5 BTC\nArrives: 0\.4998 BTC\nWorth about R49\.98\nThis cannot be undone.*\nThis fee holds for 88 s/);
    expect(last(person.drawn)).toMatchObject({ withdrawal: { currency: 'btc', amount: '0.5', beneficiaryId: '871', quoteId: 'q1' }, facts: { receives: '0.4998', leftAfter: '1.5', randValue: '49.98' } });
  });

  it.each<readonly [string, RegExp, string]>([['0.1', /^0\.1 BTC/, '0.1'], ['half', /^1 BTC/, '1'], ['25%', /^0\.5 BTC/, '0.5'], ['500', /^R500/, '500']])('%s without a coin asks which, and the coin that is tapped keeps it', async (words, coin, amount) => {
    const person = stroll();
    const where = await person.tap(await person.type(`withdraw ${words}`), coin);
    await person.tap(where, amount === '500' ? /FNB/ : /Cold/);
    expect(last(person.drawn)).toMatchObject({ withdrawal: { amount } });
  });

  it('says of a masked account number that only its ends can be compared, and nothing of the kind of an address', async () => {
    const person = stroll();
    expect((await person.type('withdraw R500 to FNB')).text).toMatch(/account number: 12\*\*\*6789[\s\S]*Masked by the exchange: .*only the ends/);
    expect((await person.type('withdraw 0.1 btc #871')).text).not.toMatch(/Masked/);
  });

  it('shows rand that is available, or left, in cents, rounded down', async () => {
    const person = stroll({ balances: async () => [{ currency: 'zar', available: d('49500.009'), locked: d('0') }] });
    expect((await person.type('withdraw zar')).text).toMatch(/R49 500\.00 is available/);
    expect((await person.type('withdraw R49500 to FNB')).text).toMatch(/Then left: R0\.00\n/);
  });

  it('gives each card a message of its own, so that two taps on one question do not share one', async () => {
    const person = stroll();
    const where = await person.type('withdraw 0.1 btc');
    const cards = [await person.tap(where, /Cold/), await person.tap(where, /Cold/)];
    expect([where.inPlace, ...cards.map((one) => one.inPlace)]).toEqual([true, false, false]);
    expect(cards[0]?.draftId).not.toBe(cards[1]?.draftId);
  });

  it.each([
    ['withdraw 0.1 btc to cold wallet', '871', '0.1'], ['withdraw 0.1 btc to cold', '871', '0.1'], ['withdraw 0.1 to Warm', '872', '0.1'], ['withdraw R500 to FNB', '900', '500'],
    ['withdraw half btc to #872', '872', '1'], ['w all btc #871', '871', '2'], ['withdraw 10000000 sats to cold', '871', '0.1'],
  ])('“%s” draws the card in one line', async (words, id, amount) => {
    const person = stroll();
    expect((await person.type(words)).draftId).toBeDefined();
    expect(last(person.drawn).withdrawal).toMatchObject({ beneficiaryId: id, amount });
  });

  it('takes a typed amount after the coin, whatever it is written with, and asks again after nonsense', async () => {
    const person = stroll();
    await person.type('withdraw btc');
    expect((await person.answer('lots')).text).toMatch(/Usage: \/withdraw/);
    expect((await person.answer('0,25')).text).toMatch(/Withdraw 0\.25 BTC: where to/);
    expect(person.dialog()).toBeUndefined();
    await person.type('withdraw #872');
    expect((await person.answer('0.25')).draftId).toBeDefined();
    expect(last(person.drawn).withdrawal).toMatchObject({ beneficiaryId: '872', amount: '0.25' });
  });

  it.each([
    ['withdraw 0.1 btc to wallet', /More than one beneficiary fits “wallet”/], ['withdraw 0.1 btc to nobody', /No active beneficiary fits “nobody”/],
    ['withdraw 0.1 btc #873', /New wallet is not active yet/], ['withdraw 0.1 btc #999', /not there any more/], ['withdraw 5 zar #871', /Cold wallet takes BTC, not ZAR/],
    ['withdraw 0.1 btc #874', /may be a fake/], ['withdraw 0.0001 btc #871', /smallest withdrawal is 0\.001 BTC/], ['withdraw 3 btc #871', /more than you have: 2 BTC/],
    ['withdraw 0.123456789 btc #871', /too many decimals: BTC has 8/], ['withdraw R500 btc', /an amount of rand/], ['withdraw 1,000 zar', /two ways/], ['withdraw 1.000 to FNB', /two ways/], ['withdraw 1.500 btc', /What do you mean by 1\.500/], ['withdraw 5,000 btc', /^5 BTC is more than you have: 2 BTC is available/], ['withdraw 1.500 zar #900', /What do you mean by 1\.500/], ['withdraw R1.500', /What do you mean/],
    ['withdraw R100 to Cold wallet', /^Cold wallet takes BTC, not ZAR\.\nExample: \/withdraw 0\.5 btc to Cold wallet$/], ['withdraw R500 btc to Cold wallet', /^“R500” is an amount of rand.*\nExample: \/withdraw 0\.5 btc to Cold wallet$/],
    ['withdraw 0.1 btc lol', /^I did not read lol, so nothing is withdrawn yet\.$/], ['withdraw lol 0.1 btc to Cold wallet', /^I did not read lol, so nothing is withdrawn yet\.$/], ['withdraw 0.1 btc never', /^Nothing withdrawn: I read never as no withdrawal\.$/], ['withdraw 5 btc lol', /^I did not read lol.*\n5 BTC is more than you have/],
    ['withdraw 3000', /^You have no coin of which so much can be withdrawn\.$/], ['withdraw 1 doge', /doge/],
  ])('“%s” draws no card and says why', async (words, why) => {
    const person = stroll();
    const { text, draftId } = await person.type(words);
    expect([why.test(text) ? '' : text, draftId, person.drawn.length]).toEqual(['', undefined, 0]);
  });

  it('asks which of two readings is meant where only the question says that it is rand, and each button draws a card', async () => {
    const person = stroll();
    await person.type('withdraw #900');
    const asked = await person.answer('1.000');
    expect(asked.buttons.map((one) => one.label.replaceAll('\u00a0', ' '))).toEqual(['R1 000.00', 'R1.00']);
    expect((await person.tap(asked, /1.000/)).draftId).toBeDefined();
    expect(last(person.drawn).withdrawal).toMatchObject({ beneficiaryId: '900', amount: '1000', currency: 'zar' });
  });

  it.each([
    ['withdraw 1.500 btc', ['1.5 BTC']], ['withdraw R1.500', ['R1.50']], ['withdraw 1.500 zar #900', ['R1.50']], ['withdraw R100 to Cold wallet', ['Withdraw to Cold wallet …vfNa']],
    ['withdraw 0.1 btc cold wallet', ['0.1 BTC · Cold wallet …vfNa']], ['withdraw 0.1 btc lol', ['0.1 BTC']], ['withdraw lol 0.1 btc to Cold wallet', ['0.1 BTC · Cold wallet …vfNa']], ['withdraw 5 btc lol', ['Use 2 BTC']],
  ])('“%s” offers %j, and each leads on', async (words, offered) => {
    const person = stroll();
    const asked = await person.type(words);
    expect(asked.buttons.map((one) => one.label.replaceAll('\u00a0', ' '))).toEqual(offered);
    const next = await person.tap(asked, /./);
    expect(next.draftId !== undefined || /where to\?|How much|Which one do you mean/.test(next.text)).toBe(true);
  });

  it.each(['withdraw 0.1 btc to my Cold wallet please', 'withdraw 0.1 btc to the cold wallet', 'withdraw please 0.1 btc to cold wallet thanks'])('“%s” looks past the words that say nothing', async (words) => {
    const person = stroll();
    expect((await person.type(words)).draftId).toBeDefined();
    expect(last(person.drawn).withdrawal.beneficiaryId).toBe('871');
  });

  it('offers the nearest amount that would work', async () => {
    const person = stroll();
    const card = await person.tap(await person.type('withdraw 3 btc #871'), /Use 2 BTC/);
    expect([card.draftId !== undefined, last(person.drawn).withdrawal.amount]).toEqual([true, '2']);
  });

  describe('where the fee and the limits leave little', () => {
    const tight = { ...aCurrency('btc', 'btc'), minWithdrawAmount: d('0.001'), withdrawFee: d('0.0005'), withdrawLimit24h: d('1.2') };
    const gone = { id: '1', currency: 'btc', amount: d('0.5'), fee: d('0'), state: 'succeed', createdAt: start - 60_000 };
    const person = (over: Partial<Accounts> = {}): Stroll => createStroll((core) => ({
      accounts: { ...core.accounts, beneficiaries: async () => [cold, warm], withdrawals: async () => ({ rows: [gone], more: false }), withdrawQuotes: async (_user, currency) => [{ id: 'q1', currency, fee: d('0.002') }], ...over },
      markets: { ...core.markets, findCurrency: async () => tight },
    }));

    it.each(['withdraw 3 btc', 'withdraw 3 btc #871', 'withdraw 1 btc', 'withdraw 1 btc #871'])('“%s” offers what the next screen takes', async (words) => {
      const walk = person();
      const asked = await walk.type(words);
      expect(asked.buttons.map(({ label }) => label.replaceAll('\u00a0', ' '))).toEqual(['Use 0.7 BTC']);
      const next = await walk.tap(asked, /Use/);
      expect((next.draftId === undefined ? await walk.tap(next, /Cold/) : next).draftId).toBeDefined();
    });

    it.each(['withdraw 0.0001 btc', 'withdraw 0.0001 btc #871'])('“%s” offers no smallest amount that the fee would eat', async (words) => {
      expect((await person().type(words)).buttons).toEqual([]);
    });

    it('offers only shares that the limit lets out, and the list price counts where no quote is to be had', async () => {
      const labels = async (walk: Stroll): Promise<readonly string[]> => (await walk.type('withdraw btc #871')).buttons.map(({ label }) => label.replaceAll('\u00a0', ' '));
      expect(await labels(person())).toEqual(['25% · 0.5 BTC']);
      expect(await labels(person({ withdrawQuotes: () => Promise.reject(new Error('away')) }))).toEqual(['25% · 0.5 BTC']);
    });

    it('offers only networks whose fee leaves something, and says why where there is none', async () => {
      const quotes = (...fees: readonly string[]) => ({ withdrawQuotes: async () => fees.map((fee, index) => ({ id: `q${index}`, currency: 'btc', fee: d(fee), blockchain: `Net${index}` })) });
      expect((await person(quotes('0.01', '0.0001', '-1')).type('withdraw 0.005 btc #871')).buttons.map(({ label }) => label.replaceAll('\u00a0', ' '))).toEqual(['Net1 · fee 0.0001 BTC']);
      const none = await person(quotes('0.01', '0.02')).type('withdraw 0.005 btc #871');
      expect([none.buttons, none.text]).toEqual([[], expect.stringMatching(/0\.01/)]);
    });
  });

  it('offers a pin or a new beneficiary where none is active', async () => {
    const { text, buttons } = await stroll({}, [waiting]).type('withdraw 0.1 btc');
    expect(text).toMatch(/no active BTC beneficiary/);
    expect(buttons.map((button) => ('data' in button ? button.data : ''))).toEqual(['do:beneficiaries activate 873', 'do:beneficiaries add btc']);
  });

  it('asks for the network where there are several quotes, and takes the quote of the one chosen', async () => {
    const quotes = ['Ethereum', 'Solana'].map((blockchain, index) => ({ id: `q${index}`, currency: 'btc', fee: d(`0.000${index + 1}`), blockchain }));
    const person = stroll({ withdrawQuotes: async () => quotes });
    const asked = await person.type('withdraw 0.1 btc #871');
    expect(asked.buttons.map((button) => button.label.replaceAll('\u00a0', ' '))).toEqual(['Ethereum · fee 0.0001 BTC', 'Solana · fee 0.0002 BTC']);
    expect((await person.tap(asked, /Solana/)).text).toMatch(/Network: Solana\nFee: 0\.0002 BTC/);
    expect(last(person.drawn).withdrawal.quoteId).toBe('q1');
  });

  it('refuses a network that is not offered any more, draws no card and asks again among what there is', async () => {
    let networks = ['Ethereum', 'Tron'];
    const person = stroll({ withdrawQuotes: async () => networks.map((blockchain) => ({ id: `q${blockchain}`, currency: 'btc', fee: d('0.0001'), blockchain })) });
    const asked = await person.type('withdraw 0.1 btc #871');
    networks = ['Tron'];
    const refused = await person.tap(asked, /Ethereum/);
    expect([refused.draftId, person.drawn.length]).toEqual([undefined, 0]);
    expect(refused.text).toMatch(/does not offer the network ethereum for BTC right now/);
    expect((await person.tap(refused, /Tron/)).text).toMatch(/Network: Tron/);
    networks = [];
    expect((await person.tap(asked, /Ethereum/)).text).toMatch(/does not offer the network ethereum/);
    expect(person.drawn.length).toBe(1);
  });

  it('says that the fee may differ where the exchange gives no quote', async () => {
    const person = stroll({ withdrawQuotes: async () => [] });
    expect((await person.type('withdraw 0.1 btc #871')).text).toMatch(/Fee: 0\.0005 BTC[\s\S]*list price and may differ/);
    expect(last(person.drawn).withdrawal.quoteId).toBeUndefined();
  });

  it.each(['-0.0001', '-5'])('draws no card on a quoted fee of %s', async (fee) => {
    const person = stroll({ withdrawQuotes: async (_user, currency) => [{ id: 'q1', currency, fee: d(fee) }] });
    expect((await person.type('withdraw 0.1 btc #871')).text).toMatch(/quotes a fee of .*, which cannot be right/);
    expect(person.drawn).toEqual([]);
  });

  it('warns of a twin, and asks again with a word to the wise only when told so', async () => {
    const person = stroll();
    const draft = person.core.actions.draft.bind(person.core.actions);
    Object.assign(person.core.actions, { draft: async (userId: number, request: ActionRequest) => {
      if (request.kind === 'withdraw' && request.facts.again !== true) throw new UserError('payout.twin');
      return draft(userId, request);
    } });
    const warned = await person.type('withdraw 0.1 btc #871');
    expect([warned.draftId, person.drawn.length]).toEqual([undefined, 0]);
    expect((await person.tap(warned, /I have looked/)).draftId).toBeDefined();
    expect(last(person.drawn).facts.again).toBe(true);
  });

  it('draws the card of rand anew for the same day, and back', async () => {
    const person = stroll();
    const sameDay = await person.tap(await person.type('withdraw R500 to FNB'), /Same day/);
    expect([sameDay.text.includes('Same day: yes'), last(person.drawn).withdrawal.note]).toEqual([true, 'same_day_rtc']);
    const usual = await person.tap(sameDay, /Not same day/);
    expect([usual.text.includes('Same day'), last(person.drawn).withdrawal.note]).toEqual([false, undefined]);
  });
});

describe('the code of a withdrawal', () => {
  const asked = async (person: Stroll): Promise<Shown> => person.tap(await person.type('withdraw 0.1 btc #871'), /Confirm/);

  it('is asked for by Confirm, is a secret, and goes along exactly once', async () => {
    const person = stroll();
    const { text } = await asked(person);
    expect(text).toMatch(/6-digit code/);
    expect(withdraw.secretAnswers).toEqual([person.dialog()?.step]);
    expect((await person.answer('428 173')).text).toBe('');
    expect(person.confirmed).toEqual([[7, expect.any(String), undefined, '428173']]);
    expect(person.dialog()).toBeUndefined();
  });

  it.each([['12345', /6 digits/], ['1234567', /6 digits/], ['abc', /6 digits/], ['\u0661\u0662\u0663\u0664\u0665\u0666', /6 digits/], ['012345', /begin with 0/]])('%s is not sent, and the question stays open', async (typed, why) => {
    const person = stroll();
    await asked(person);
    expect((await person.answer(typed)).text).toMatch(why);
    expect([person.confirmed, person.dialog()?.step]).toEqual([[], 'code']);
  });

  it.each([['askedAgain', /what the card says has changed/], ['expired', /expired or was used/], ['alreadyUsed', /expired or was used/], ['unknownDraft', /expired or was used/]] as const)('%s is told', async (kind, words) => {
    const person = stroll();
    await asked(person);
    person.result = kind;
    expect((await person.answer('428173')).text).toMatch(words);
  });

  /** As the bot does once the question was sent. */
  const sent = (person: Stroll, messageId: number): Promise<unknown> => person.core.store.update(7, (record) => ({ record: withQuestion(record, messageId), result: undefined }));

  it('is asked for with what it is for', async () => {
    expect((await asked(stroll())).text).toMatch(/^For: withdraw 0\.1 BTC to Cold wallet\n/);
  });

  it('is asked for once when Confirm is tapped twice, and again a minute later', async () => {
    const person = stroll();
    const card = await person.type('withdraw 0.1 btc #871');
    await person.tap(card, /Confirm/);
    await sent(person, 50);
    expect([(await person.tap(card, /Confirm/)).text, person.dialog()?.step]).toEqual(['', 'code']);
    await (person.core.clock as FakeClock).advance(60_000);
    expect((await person.tap(card, /Confirm/)).text).toMatch(/^For: withdraw 0\.1 BTC/);
  });

  it('is asked for again when the first question never arrived', async () => {
    const person = stroll();
    const card = await person.type('withdraw 0.1 btc #871');
    await person.tap(card, /Confirm/);
    expect((await person.tap(card, /Confirm/)).text).toMatch(/6-digit code/);
  });

  it('goes to the card it was asked for, and no second card asks for one meanwhile', async () => {
    const person = stroll();
    await asked(person);
    await sent(person, 50);
    const first = person.dialog()?.data;
    await expect(person.tap(await person.type('withdraw 0.5 btc #872'), /Confirm/)).rejects.toBeInstanceOf(QuestionBarredError);
    expect(person.dialog()?.data).toEqual(first);
    await person.answer('428173');
    expect(person.confirmed).toEqual([[7, first?.['draftId'], undefined, '428173']]);
  });

  it('that was refused leaves a card whose Try again draws the same anew, also for the same day, and sends nothing', async () => {
    const person = stroll();
    const card = await person.tap(await person.type('withdraw R500 to FNB'), /Same day/);
    const { drafts } = person.core.store.read(7)!;
    const refused: Draft = { ...drafts[card.draftId!]!, state: 'refused', reason: ['account.withdraw.invalid_otp'] };
    await person.core.store.update(7, (record) => ({ record: { ...record, drafts: { ...record.drafts, [refused.id]: refused } }, result: undefined }));
    const shown = draftCard(speak('en'), refused, { now: start, timeZone: 'UTC' });
    const again = await person.tap({ ...card, buttons: (shown.buttons ?? []).flat() }, /Try again/);
    expect([again.draftId === refused.id, again.text.includes('Same day: yes'), person.confirmed]).toEqual([false, true, []]);
    expect(last(person.drawn)).toMatchObject({ withdrawal: { amount: '500', beneficiaryId: '900', note: 'same_day_rtc' } });
  });

  it('is no reason to try again where the refusal had another', () => {
    const draft = { request: { kind: 'withdraw', withdrawal: { currency: 'btc', amount: d('1'), beneficiaryId: '871' }, facts: { beneficiaryName: 'x' } }, state: 'refused', reason: ['account.withdraw.insufficient_balance'] } as unknown as Draft;
    expect(draftCard(speak('en'), draft, { now: start, timeZone: 'UTC' }).buttons).toBeUndefined();
  });

  it('is not asked for a card that is not there', async () => {
    const person = stroll();
    expect((await person.type('withdraw code AAAAAAAAAAAAAAAAAAAAAA')).text).toMatch(/expired or was used/);
    expect(person.dialog()).toBeUndefined();
  });
});
