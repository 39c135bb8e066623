// What /receive understands, what it asks the exchange for, and the steps it asks by.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { btcToSats } from '../../../src/model/money.js';
import type { Core } from '../../../commands/core.js';
import { receive } from '../../../commands/money/receive.js';
import { readReceiveWords } from '../../../commands/money/receiveWords.js';
import type { InvoiceWanted } from '../../../src/accounts/accounts.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readCallback } from '../../../src/model/callback.js';
import { ProtocolError, UnknownOutcomeError } from '../../../src/model/errors.js';
import type { AwaitedInvoice, UserRecord } from '../../../src/model/user.js';
import { changed } from '../../../src/storage/store.js';
import { invoiceName } from '../../../src/text/cards/invoiceCard.js';
import { d, linkedUser, sat, start } from '../../accounts/samples.js';
import { aCurrency } from '../../markets/marketSamples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

describe('the words', () => {
  it.each<readonly [string, object]>([
    ['50000 sats', { kind: 'sats', amountSat: '50000' }], ['50 000 sats coffee', { kind: 'sats', amountSat: '50000', note: 'coffee' }], ['50k sats', { kind: 'sats', amountSat: '50000' }], ['1 sat', { kind: 'sats', amountSat: '1' }],
    ['50000sats  two   coffees ', { kind: 'sats', amountSat: '50000', note: 'two coffees' }], ['0.001 btc', { kind: 'sats', amountSat: '100000' }], ['0,00000001 BTC', { kind: 'sats', amountSat: '1' }],
    ['R150 coffee', { kind: 'rand', rand: '150', note: 'coffee' }], ['r 99.50', { kind: 'rand', rand: '99.5' }], ['150 rand for 2 coffees', { kind: 'rand', rand: '150', note: 'for 2 coffees' }], ['150 zar', { kind: 'rand', rand: '150' }],
    ['R150 2 coffees', { kind: 'rand', rand: '150', note: '2 coffees' }],
    ['50000', { kind: 'noUnit', typed: '50000', meanings: [{ words: '50000 sats', unit: 'sats', amount: '50000' }, { words: 'R50000.00', unit: 'rand', amount: '50000' }] }], ['50000 coffee', { kind: 'noUnit', meanings: [{ words: '50000 sats coffee' }, { words: 'R50000.00 coffee' }] }],
    ['1.250', { kind: 'noUnit', meanings: [{ words: '1250 sats' }, { words: 'R1250.00' }, { words: 'R1.25' }] }], ['0.5', { kind: 'noUnit', meanings: [{ words: 'R0.50' }] }],
    ['50,000 sats', { kind: 'ask', typed: '50,000', meanings: [{ words: '50000 sats' }] }], ['50.000 sats coffee', { kind: 'ask', meanings: [{ words: '50000 sats coffee' }] }], ['ZAR 150', { kind: 'rand', rand: '150' }], ['sats 50000', { kind: 'sats', amountSat: '50000' }], ['1 mbtc', { kind: 'sats', amountSat: '100000' }], ['btc 0.001 tea', { kind: 'sats', amountSat: '100000', note: 'tea' }], ['fifty rand coffee', { kind: 'rand', rand: '50', note: 'coffee' }], ['$5 tea', { kind: 'ask', why: 'foreign', meanings: [{ words: 'R5.00 tea' }] }], ['R150 grand opening', { kind: 'ask', meanings: [{ words: 'R150000.00 opening' }, { words: 'R150.00 grand opening' }] }], ['R150 coffee \u2615\ufe0f', { kind: 'rand', rand: '150' }], ['R1.250', { kind: 'ask', meanings: [{ words: 'R1250.00' }, { words: 'R1.25' }] }], ['1,250 btc tea', { kind: 'ask', meanings: [{ words: '1250 btc tea' }, { words: '1.25 btc tea' }] }],
    ['R150 250 cups', { kind: 'ask', typed: 'R150 250', meanings: [{ words: 'R150250.00 cups' }, { words: 'R150.00 250 cups' }] }], ['R150 250', { kind: 'rand', rand: '150250' }], ['R150 250.50 cups', { kind: 'rand', rand: '150250.5', note: 'cups' }], ['R150.00 250 cups', { kind: 'rand', rand: '150', note: '250 cups' }],
    ['5m btc', { kind: 'ask', typed: '5', meanings: [{ words: '0.0050 btc' }, { words: '5000000 btc' }] }], ['10 rand 50 cents', { kind: 'wrong', why: 'twoSizes', typed: '10 rand … 50 cents' }], ['R10 and 50c', { kind: 'wrong', why: 'twoSizes' }], ['R10 R20', { kind: 'wrong', why: 'twoSizes', typed: 'R10 … R20' }], ['10 R20', { kind: 'wrong', why: 'twoSizes' }], ['50000 sats 0.5 btc', { kind: 'wrong', why: 'twoSizes' }], ['0.001 btc R20', { kind: 'wrong', why: 'twoSizes' }], ['1,500 sats R20', { kind: 'wrong', why: 'twoSizes' }],
    ['50 cents', { kind: 'otherUnit', unit: 'cents' }], ['5 yen', { kind: 'otherUnit', unit: 'yen' }], ['100 bits tea', { kind: 'otherUnit', unit: 'bits' }], ['5 eth', { kind: 'noUnit', behind: 'eth' }],
    ['0 sats', { kind: 'wrong', why: 'zero' }], ['1.5 sats', { kind: 'fraction', typed: '1.5 sats' }], ['0.000000001 btc', { kind: 'fraction' }], ['22000000 btc', { kind: 'tooMuch' }], ['R9999999999999', { kind: 'tooMuch' }],
    ['coffee', { kind: 'unread' }], ['', { kind: 'unread' }], ['-5 sats', { kind: 'wrong', why: 'sign', typed: '-5' }], ['0x10 sats', { kind: 'wrong', why: 'hex' }], ['1e5sats', { kind: 'wrong', why: 'exponent', typed: '1e5' }], ['1_000 sats', { kind: 'wrong', why: 'underscore' }], ['\uff15\uff10 sats', { kind: 'wrong', why: 'otherDigits' }], ['50\u200b000 sats', { kind: 'wrong', why: 'invisible' }], ['R-5', { kind: 'wrong', why: 'sign' }], ['5satsx', { kind: 'wrong', why: 'digits' }], ['9msats', { kind: 'wrong', why: 'unit' }], ['9 msats', { kind: 'wrong', why: 'unit' }], ['9ksats', { kind: 'sats', amountSat: '9000' }], ['9m sats', { kind: 'sats', amountSat: '9000000' }],
  ])('"%s" are read', (text, words) => {
    expect(readReceiveWords(text)).toMatchObject(words);
  });

  it.each(['1.250 coffee', 'R150 250 cups', 'R1,250', '50000 2 cups', '1,250 btc'])('“%s” are asked about, and each answer has one reading', (text) => {
    const words = readReceiveWords(text);
    const meanings = words.kind === 'ask' || words.kind === 'noUnit' ? words.meanings : [];
    expect(meanings.length).toBeGreaterThan(1);
    expect(meanings.map((one) => readReceiveWords(one.words)).map((one) => one.kind === 'rand' ? one.rand : one.kind === 'sats' ? one.amountSat : one)).toEqual(meanings.map(({ unit, amount }) => (unit === 'btc' ? btcToSats(amount) : amount)));
  });

  it('of any kind give a whole number of sats above zero, or none', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.tuple(fc.double({ min: 0, noNaN: true }), fc.constantFrom(' sats', ' btc', ' rand', 'k sats', '')).map(([value, unit]) => `${value}${unit}`)), (text) => {
      const words = readReceiveWords(text);
      if (words.kind === 'sats') expect(words.amountSat).toMatch(/^[1-9]\d{0,15}$/);
    }));
  });
});

const invoice: AwaitedInvoice = { paymentHash: 'ab'.repeat(32), bolt: 'lnbc1xyz', amountSat: sat('50000'), askedBy: 1, note: 'coffee', createdAt: start, expiresAt: start + 3_600_000, state: 'waiting' };

/** btczar's smallest order is 1 BTC in the fake markets, or `least`. */
function stage(over: Partial<UserRecord> = {}, least = '0.0004') {
  const store = createMemoryStore([{ ...linkedUser(), ...over }]);
  const made = fakeCore(store);
  const asked: InvoiceWanted[] = [];
  let failure: Error | undefined;
  const core: Core = {
    ...made,
    markets: { ...made.markets, findCurrency: async (words) => (words === 'eth' ? aCurrency('eth', 'Ethereum') : made.markets.findCurrency(words)), list: async () => (await made.markets.list()).map((one) => (one.id === 'btczar' ? { ...one, minAmount: d(least) } : one)) },
    accounts: { ...made.accounts, makeInvoice: async (userId, wanted) => { asked.push(wanted); if (failure !== undefined) throw failure; return made.accounts.makeInvoice(userId, wanted); } },
    setDialog: ({ user: { id } }, next) => store.update(id, ({ dialog: _old, ...record }) => changed(next === undefined ? record : { ...record, dialog: next })),
  };
  const user = (): UserRecord => store.read(7)!;
  const request = (rest: string, via: Request['via']): Request => ({ user: user(), rest, words: rest.split(/\s+/).filter((word) => word !== ''), via, updateId: 9 }) as unknown as Request;
  const run = async (rest: string, via: Request['via'] = 'message'): Promise<Reply> => await receive.run(request(rest, via), core) as Reply;
  return {
    asked, user, run, fail: (error: Error) => { failure = error; },
    answer: async (rest: string): Promise<Reply> => await receive.answer!(request(rest, 'answer'), user().dialog!, core) as Reply,
    press: (reply: Reply, label: string): Promise<Reply> => {
      const found = (reply.buttons ?? []).flat().find((one) => one.label.replaceAll('\u00a0', ' ') === label) as { data: string };
      return run((readCallback(found.data) as { words: string }).words.replace(/^receive /, ''), 'button');
    },
  };
}

const said = ({ text }: Reply): string => text.text.replaceAll('\u00a0', ' ');
const labels = ({ buttons = [] }: Reply): readonly string[] => buttons.flat().map((one) => one.label.replaceAll('\u00a0', ' '));

describe('/receive with five invoices waiting', () => {
  const five = Object.fromEntries([1, 2, 3, 4, 5].map((index) => [String(index).repeat(64), { ...invoice, paymentHash: String(index).repeat(64), bolt: `lnbc${index}xyz` }]));

  it.each([['a sum to be asked about', '100'], ['two readings', '50.000 sats'], ['a conversion', '50000 sats convert'], ['nothing', '']])('and %s asks nothing that no answer could make good', async (_what, words) => {
    const one = stage({ invoices: five });
    await expect(one.run(words)).rejects.toMatchObject({ key: 'receive.tooMany' });
    expect([one.user().dialog, one.asked]).toEqual([undefined, []]);
  });

  it('says so at the first tap on one to be turned into rand', async () => {
    const one = stage({ invoices: five });
    await expect(one.run(`convert ${invoiceName(five['1'.repeat(64)] ?? invoice)}`, 'button')).rejects.toMatchObject({ key: 'receive.tooMany' });
  });
});

describe('/receive', () => {
  it.each([['5 zar coin', false], ['5 eth', true], ['5 BTC tea', false], ['5 cents', true], ['5 coffee', false]])('of “%s” says that only sats, bitcoin or rand can be asked for: %s', async (words, isSaid) => {
    const one = stage();
    const reply = await one.run(words);
    expect(/Only sats, bitcoin or rand can be asked for, not (?:eth|cents)/.test(said(reply))).toBe(isSaid);
    if (isSaid) expect([labels(reply), one.asked]).toEqual([[], []]);
  });

  it.each([['R5 eth', 'eth'], ['50000 sats eth please', 'eth'], ['R5 btc', undefined], ['R5 eth fund', 'eth fund'], ['R5 for eth', undefined]])('of “%s” takes what is only a coin for what should come, and never for the note: %s', async (words, note) => {
    const one = stage();
    const reply = await one.run(words);
    const isRefused = /^Only sats, bitcoin or rand can be asked for, not eth\./.test(said(reply));
    expect([isRefused, one.asked.map((wanted) => wanted.note)]).toEqual(note === 'eth' ? [true, []] : words === 'R5 for eth' ? [false, ['for eth']] : [false, [note]]);
  });

  it.each([['50,000 sats convert', ['50 000 sats'], /What do you mean/], ['39,000 sats convert', [], /^39 sats are too few|^39 000 sats are too few/], ['50,000 sats', ['50 000 sats', '50 sats'].slice(0, 1), /What do you mean/]])('asks of “%s” only what makes an invoice: %j', async (words, offered, why) => {
    const one = stage();
    const reply = await one.run(words);
    expect([labels(reply), said(reply), one.asked]).toEqual([offered, expect.stringMatching(why), []]);
  });

  it('in one line makes the invoice at once and gives it as a text', async () => {
    const one = stage();
    expect(said(await one.run('50000 sats coffee'))).toContain('lnbc1');
    expect(one.asked).toEqual([{ amountSat: '50000', note: 'coffee', askedBy: 9 }]);
  });

  it.each([['R99', '100000000'], ['R1', '1010102'], ['R0.01', '10102'], ['R98.99999999', '99999999'.replace('99999999', '100000000')]])('turns %s into %s sats at the best bid of R99, rounded up', async (words, sats) => {
    const one = stage();
    await one.run(words);
    expect(one.asked).toEqual([{ amountSat: sats, askedBy: 9, rand: { amount: words.slice(1), price: '99' }, ...(sats.length < 6 ? { noConversion: true } : {}) }]);
  });

  it('alone asks how much, what for and how much to turn into rand', async () => {
    const one = stage();
    expect(said(await one.run(''))).toMatch(/How much/);
    expect(said(await one.answer('lots'))).toMatch(/cannot find an amount/);
    expect(said(await one.answer('100000 sats'))).toMatch(/What is it for/);
    const choice = await one.answer('beads');
    expect(labels(choice)).toEqual(['50%', '75%', '100%', 'No, keep bitcoin']);
    expect(one.asked).toEqual([]);
    await one.press(choice, '75%');
    expect(one.asked).toEqual([{ amountSat: '100000', note: 'beads', conversionPart: '0.75', askedBy: 9 }]);
    expect(one.user().dialog).toBeUndefined();
  });

  it('skips a note that is not wanted, and a choice there is not', async () => {
    const one = stage();
    await one.run('');
    await one.press(await one.answer('39999 sats'), 'No note');
    expect(one.asked).toEqual([{ amountSat: '39999', askedBy: 9, noConversion: true }]);
  });

  it.each([['39999', []], ['40000', ['100%']], ['53333', ['100%']], ['53334', ['75%', '100%']], ['80000', ['50%', '75%', '100%']], ['160000', ['25%', '50%', '75%', '100%']]])('of %s sats offers to turn into rand only what makes an order: %j', async (sats, offered) => {
    const one = stage();
    const reply = await one.run(`${sats} sats convert`);
    expect(labels(reply).filter((label) => label.includes('%'))).toEqual(offered);
    if (offered.length === 0) expect(said(reply)).toMatch(/too few to turn into rand: the smallest order is 0\.0004 BTC/);
    else await one.press(reply, 'No, keep bitcoin');
    expect(one.asked.map((wanted) => wanted.conversionPart)).toEqual(offered.length === 0 ? [] : [undefined]);
  });

  it('offers to turn a made invoice into another, and says that the old one stays', async () => {
    const one = stage({ invoices: { [invoice.paymentHash]: invoice } });
    const choice = await one.run(`convert ${'ab'.repeat(8)}`, 'button');
    expect(said(choice)).toMatch(/makes a new invoice; the old one stays payable until 13:00/);
    await one.press(choice, '100%');
    expect(one.asked).toEqual([{ amountSat: '50000', note: 'coffee', conversionPart: '1', askedBy: 9 }]);
  });

  it.each<readonly [string, Partial<AwaitedInvoice> | undefined, RegExp]>([['waits', {}, /lnbc1xyz/], ['is paid', { state: 'paid' }, /no longer be paid/], ['has expired', { expiresAt: start }, /no longer be paid/], ['is forgotten', undefined, /do not know this invoice/]])('gives the text of an invoice that %s, or says why not', async (_how, over, words) => {
    const one = stage(over === undefined ? {} : { invoices: { [invoice.paymentHash]: { ...invoice, ...over } } });
    expect(said(await one.run(`text ${'ab'.repeat(8)}`, 'button'))).toMatch(words);
  });

  it.each([['nonote'], ['percent 50'], ['percent 33']])('a button of a step that is over (%s) opens no question that would swallow what is typed next', async (words) => {
    const one = stage();
    expect(said(await one.run(words, 'button'))).toMatch(/is over/);
    expect([one.asked, one.user().dialog]).toEqual([[], undefined]);
  });

  it('a double tap on a percentage makes one invoice and asks nothing', async () => {
    const one = stage();
    await one.run('50000 sats convert');
    const taps = [await one.run('percent 100', 'button'), await one.run('percent 100', 'button')];
    expect(taps.map(said)).toEqual([expect.stringContaining('lnbc1'), expect.stringMatching(/is over/)]);
    expect([one.asked.length, one.user().dialog]).toEqual([1, undefined]);
  });

  it('without a unit asks for one, with both as buttons', async () => {
    expect(labels(await stage().run('50000'))).toEqual(['50 000 sats', 'R50 000.00']);
  });

  it.each<readonly [string, Error, RegExp]>([['is lost', new UnknownOutcomeError('createLightningInvoice', 'timeout'), /simply ask again/], ['is another invoice', new ProtocolError('x'), /not what you asked for/]])('says what to do when the answer %s', async (_what, error, words) => {
    const one = stage();
    one.fail(error);
    expect(said(await one.run('50000 sats'))).toMatch(words);
  });
});
