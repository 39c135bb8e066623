// What a person can look at without changing anything: markets, books, trades, currencies, one order, and the account's history.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, object } from '../sandbox/exchange/exchangeClient.js';
import { peopleInTurn, plainSpaces, startStage, until, type Person, type Stage } from '../support/startSandbox.js';
import type { MessageView } from '../../src/sandbox/telegram/index.js';

let stage: Stage;
/** People with an empty account of their own, so that the pace of one chat slows no table down. */
let newcomer: () => Person;
/** Numbers of the orders made below. */
const ids = { partly: 0, done: 0 };
const txid = 'ab12cd34'.repeat(8);

const control = () => stage.sandbox.exchange.control;
const uid = () => stage.sandbox.practice.uid;
const ask = async (words: string, answer: RegExp): Promise<string> => plainSpaces((await stage.person.ask(words, answer)).text);
const buttonsOf = (message: MessageView): string[] => message.buttons.flat().map((button) => button.text);
const send = async (method: string, path: string, body: unknown): Promise<Record<string, unknown>> => object(await call(stage.sandbox.exchange.restUrl, method, path, stage.sandbox.practice, body));

async function place(order: Record<string, string>, fills: readonly string[]): Promise<number> {
  const id = Number((await send('POST', '/market/orders', { ord_type: 'limit', ...order }))['id']);
  await until(() => control().orders(uid()).some((one) => one.id === id && one.state === 'wait'), 'the order is on the book');
  for (const volume of fills) control().fillOrder(id, volume);
  return id;
}

async function withdraw(currency: string, amount: string, address: string): Promise<void> {
  const id = Number((await send('POST', '/account/beneficiaries', { currency, name: 'Mine', data: { address } }))['id']);
  await send('PATCH', `/account/beneficiaries/${id}/activate`, { pin: control().beneficiaryPin(id) });
  expect(await send('POST', '/account/withdraws', { otp: 123456, beneficiary_id: id, currency, amount })).toMatchObject({ state: 'submitted' });
}

/** All of it before the account is linked, so that nothing is told of it. */
beforeAll(async () => {
  stage = await startStage();
  ids.done = await place({ market: 'btczar', side: 'buy', volume: '0.01', price: '820000' }, ['0.004', '0.006']);
  ids.partly = await place({ market: 'ethzar', side: 'sell', volume: '0.2', price: '44000' }, Array.from({ length: 9 }, () => '0.01'));
  control().moveTo('ethzar', '43990');
  control().deposit(uid(), { currency: 'btc', amount: '0.05', txid });
  for (let day = 0; day < 9; day += 1) control().creditDeposit(control().deposit(uid(), { currency: 'zar', amount: '100' }));
  control().setDepositState(control().deposit(uid(), { currency: 'eth', amount: '0.3' }), 'rejected');
  // The exchange stamps in whole seconds: what happens in the second of the linking would be told.
  await until(() => true, 'the next second', 1100);
  [newcomer] = await Promise.all([peopleInTurn(stage, [511, 512, 513, 514, 515]), stage.person.link()]);
}, 30_000);
afterAll(() => stage.sandbox.stop());

describe('markets and currencies', () => {
  it('/markets tells state, smallest order, limits and decimals of each', async () => {
    const text = await ask('/markets', /Markets: 4/);
    expect(text).toContain('🟢 BTC/ZAR open for trading\nSmallest order 0.00001 BTC · price R200 000.00 to R1 200 000.00\nDecimals: amount 8, price 2');
  });

  it('/book shows both sides with sums and the spread, marks own orders, and refreshes in place', async () => {
    const shown = await stage.person.ask('/book eth', /order book/);
    const text = plainSpaces(shown.text);
    expect(text).toMatch(/^ETH\/ZAR order book\n *Price ZAR +ETH +Sum\n– sell offers –\n( *[\d ]+\.\d\d +\d+\.\d+ +\d+\.\d+( ●)?\n){8}– buy offers –\n( *[\d ]+\.\d\d +\d+\.\d+ +\d+\.\d+\n){8}Spread R[\d .]+ \([\d.]+%\)\n🟢 Live book, \d+ s old · \d\d:\d\d\n/);
    expect(text).toContain('● your own open orders: sell 0.11 ETH at R44 000.00');
    expect(buttonsOf(shown)).toEqual(['🔄 Refresh', 'Buy ETH', 'Sell ETH']);
    control().moveTo('ethzar', '43000');
    await until(() => true, 'the book has moved', 300);
    await stage.person.tap(shown, 'Refresh');
    const refreshed = await stage.person.hear(/order book[\s\S]*\n *42 9\d\d\.\d\d/);
    expect(refreshed.messageId).toBe(shown.messageId);
  });

  it('/book in a group keeps own orders to itself', async () => {
    stage.person.user.joinGroup(-1001);
    stage.person.user.sendText('/book eth', { chatId: -1001 });
    const answer = await stage.person.user.waitForMessage((message) => message.from === 'bot', 5000, { chatId: -1001 });
    expect(answer.text).toMatch(/order book/);
    expect(answer.text).not.toMatch(/●|own/);
  });

  it('/chart changes its period in place, and shows the lines of one’s own in private only', async () => {
    const shown = await stage.person.ask('/chart 15m eth', /ETH\/ZAR · 15m/);
    expect(plainSpaces(shown.text)).toMatch(/^ETH\/ZAR · 15m {2}R[\d .]+ \([+−]?[\d.]+%\)\nHigh R[\d .]+ · low R[\d .]+\n.* to \d\d:\d\d\nAs of \d\d:\d\d\.$/);
    await stage.person.tap(shown, '1d');
    expect((await stage.person.hear(/ETH\/ZAR · 1d/)).messageId).toBe(shown.messageId);
    expect(await ask('/chart btc', /BTC\/ZAR · 1h/)).toContain('\nYour average price R820 000.00, from all your trades here (2), without fees.');
    stage.person.user.joinGroup(-1002);
    stage.person.user.sendText('/chart btc', { chatId: -1002 });
    const answer = await stage.person.user.waitForMessage((message) => message.from === 'bot', 5000, { chatId: -1002 });
    expect([/BTC\/ZAR · 1h/.test(answer.text), /Your/.test(answer.text)]).toEqual([true, false]);
  });

  it('/trades lists what everybody traded, newest first', async () => {
    const text = await ask('/trades eth', /last trades/);
    expect(text.split('\n')).toHaveLength(11);
    expect(text).toMatch(/\nPage 1 of 2\nAs of \d\d:\d\d\.$/);
    expect(text).toMatch(/\n🟢 \d\d:\d\d Buy 0\.01 ETH at R44 000\.00\n/);
  });

  it('/currency and /currencies tell what is open, fees, minimums and confirmations', async () => {
    expect(await ask('/currency bitcoin', /Bitcoin/)).toContain('🟢 Deposits open: at least 0.0001 BTC, no fee, credited after 2 confirmations\n🟢 Withdrawals open: at least 0.001 BTC, fee 0.0002 BTC');
    expect(await ask('/currencies', /Currencies: 5/)).toContain('ZAR South African Rand\n🟢 Deposits open: at least R10.00, no fee\n🟢 Withdrawals open: at least R50.00, fee R8.50');
  });
});

describe('one order', () => {
  it('that was filled tells average, total, fees and each trade', async () => {
    const shown = await stage.person.ask(`/order ${ids.done}`, /State/);
    expect(plainSpaces(shown.text)).toMatch(new RegExp(`^Buy 0\\.01 BTC of BTC/ZAR · order ${ids.done}\nState: ✅ filled\nLimit price: R820 000\\.00\nFilled: 0\\.01 BTC of 0\\.01 BTC\nAverage price: R820 000\\.00\nFees: 0\\.00001 BTC\nTotal: R8 200\\.00\nPlaced: \\d\\d:\\d\\d\n(Last change: .*\n)?\nTrades: 2\n\\d\\d:\\d\\d {2}0\\.006 BTC at R820 000\\.00 = R4 920\\.00 · fee 0\\.000006 BTC\n\\d\\d:\\d\\d {2}0\\.004 BTC `));
    expect(buttonsOf(shown)).toEqual(['Repeat']);
  });

  it('that is open tells what is left and can be refreshed and cancelled', async () => {
    const shown = await stage.person.ask(`/order #${ids.partly}`, /open on the book/);
    expect(plainSpaces(shown.text)).toMatch(/Filled: 0\.09 ETH of 0\.2 ETH\nStill open: 0\.11 ETH/);
    expect(buttonsOf(shown)).toEqual(['▶', 'Cancel order', 'Move to best', 'Repeat', '🔄 Refresh']);
    await stage.person.tap(shown, 'Cancel');
    await until(() => control().orders(uid()).every((order) => order.state !== 'wait'), 'the order is cancelled');
    await stage.person.tap(shown, 'Refresh');
    const after = await stage.person.hear(/State: ⚪ cancelled/);
    expect([after.messageId, plainSpaces(after.text).includes('Not filled: 0.11 ETH'), buttonsOf(after)]).toEqual([shown.messageId, true, ['▶', 'Repeat']]);
  });
});

describe('history', () => {
  it('/fills pages by editing one message, also after a restart of the program', async () => {
    const first = await stage.person.ask('/fills', /Your trades/);
    expect(plainSpaces(first.text)).toMatch(new RegExp(`🔴 Sell 0\\.01 ETH at R44 000\\.00 = R440\\.00 · fee R0\\.44\n\\d\\d:\\d\\d · order ${ids.partly}`));
    expect(buttonsOf(first)).toEqual(['▶']);
    await stage.sandbox.program().end('SIGKILL');
    await stage.sandbox.startAgain();
    await stage.person.tap(first, '▶');
    const second = await stage.person.hear(/Page 2/);
    expect([second.messageId, buttonsOf(second), plainSpaces(second.text).includes('🟢 Buy 0.004 BTC at R820 000.00 = R3 280.00 · fee 0.000004 BTC')]).toEqual([first.messageId, ['◀'], true]);
  });

  it('/deposits tells states in plain words and shortens transaction ids', async () => {
    const first = await stage.person.ask('/deposits', /Your deposits/);
    expect(plainSpaces(first.text)).toMatch(/❌ 0\.3 ETH · rejected, not credited\n[\s\S]*✅ R100\.00 · credited\n/);
    await stage.person.tap(first, '▶');
    expect(plainSpaces((await stage.person.hear(/Page 2/)).text)).toMatch(/⏳ 0\.05 BTC · waiting to be confirmed, 0 of 2 confirmations\n\d\d:\d\d · tx ab12cd…12cd34/);
  });

  it('/profit tells what is held, and that what was sold had been bought elsewhere', async () => {
    const text = await ask('/profit ever', /By average cost/);
    expect(text).toMatch(/^Profit and loss, all time\nNo sale with a known cost in this time\./);
    expect(text).toContain('ETH/ZAR\n⚠ 0.09 ETH were sold that no trade here bought: their cost is unknown and they are left out.');
    // The fee, 0.1% of 0.01 BTC, came off what was received; the bids above that order were withdrawn to fill it, and none is left.
    expect(text).toMatch(/BTC\/ZAR\nHeld now, of all the trades I know: 0\.00999 BTC, average cost R820 820\.82\nI have no best bid just now/);
  });

  it('/export sums up what is in its file', async () => {
    expect(await ask('/export trades ever', /Trades, all time/)).toBe('Trades, all time\nRows: 11\nBought: 0.01 BTC\nPaid for it: R8 200.00\nSold: 0.09 ETH\nReceived for it: R3 960.00\nFees: 0.00001 BTC, R3.96');
  });

  it('of one coin', async () => {
    expect(await ask('/fills btc', /Your trades: BTC\/ZAR/)).toMatch(/^Your trades: BTC\/ZAR\n\n🟢 Buy/);
    expect(await ask('/deposits rand 2', /Page 2/)).toMatch(/^Your deposits: ZAR\n\n✅ R100\.00 · credited\n[^\n]+\n\nPage 2$/);
  });

  it('/withdrawals tells what arrives, where to, and its state', async () => {
    await withdraw('btc', '0.1', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
    expect(await ask('/withdrawals', /Your withdrawals/)).toMatch(/⏳ 0\.1 BTC · asked for, waiting for the exchange\n\d\d:\d\d · fee 0\.0002 BTC, 0\.0998 BTC arrives · to bc1qw5…v8f3t4$/);
    control().setWithdrawalState(Number(control().withdrawals(uid())[0]?.['id']), 'succeed', 'ff00'.repeat(16));
    expect(await ask('/withdrawals btc', /Your withdrawals: BTC/)).toMatch(/✅ 0\.1 BTC · done\n.*tx ff00ff…00ff00$/);
  });
});

describe('missing and wrong words', () => {
  it.each([
    ['/book', /which coin\?[\s\S]*Usage: \/book[\s\S]*\/book btc/], ['/book doge', /no market for "doge"[\s\S]*BTC, ETH, XRP, USDC[\s\S]*Usage/],
    ['/trades', /which coin\?[\s\S]*\/trades btc/], ['/trades <b>x</b>', /no market for "<b>x<\/b>"/],
    ['/currency', /Which coin\?[\s\S]*\/currency btc/], ['/currency doge', /no currency "doge"[\s\S]*BTC, ETH, XRP, USDC, ZAR/], ['/currencies doge', /no currency/],
    ['/markets doge', /no market/], ['/markets btc', /BTC\/ZAR open/], ['/markets 7', /Markets: 4/],
    ['/order', /Which order\?[\s\S]*Usage: \/order <order id>/], ['/order abc', /not an order id/], ['/order 999999', /no order 999999/],
    ['/fills', /You have no trades yet/], ['/fills xrp', /no trades on XRP\/ZAR/], ['/fills 40', /Nothing on page 40/],
    ['/fills doge', /no market for "doge"/], ['/fills btc 0', /"0" is not a page/], ['/fills btc -1', /"-1" is not a page/],
    ['/deposits', /no deposits yet/], ['/deposits xrp', /no deposits of XRP/], ['/deposits doge 2', /no currency "doge"/],
    ['/withdrawals', /no withdrawals yet/], ['/withdrawals rand', /no withdrawals of ZAR/], ['/withdrawals 99999', /"99999" is not a page/],
  ])('%s', async (words, answer) => {
    await newcomer().ask(words, answer);
  });
});

describe('a sale of what was bought here', () => {
  it('is told with what it earned in the one message of the fill, and /export has the same', async () => {
    stage.person.mark();
    const id = await place({ market: 'btczar', side: 'sell', volume: '0.005', price: '900000' }, ['0.002', '0.003']);
    const told = await stage.person.hear(/Sold 0\.005 BTC[^]*Net received: R4 495\.50\nProfit: R391\.40 \(\+9\.5%\) against an average cost of R820 820\.82/);
    expect(stage.person.user.messages().filter((message) => message.text.includes(`order ${id}`)).map((message) => message.messageId)).toEqual([told.messageId]);
    const file = await stage.person.ask('/export profit ever', /Profit, all time/);
    expect(plainSpaces(file.text)).toContain('Profit R391.40\nReceived R4 500.00, cost R4 104.10, fees R4.50');
  });
});
