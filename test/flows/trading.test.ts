import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { peopleInTurn, plainSpaces, postedOrders, startStage, until, type Person, type Stage } from '../support/startSandbox.js';

let stage: Stage;
/** People with the same balances and an account of their own, for tests that need nothing of the tests before. */
let trader: () => Person;
beforeAll(async () => {
  stage = await startStage();
  [trader] = await Promise.all([peopleInTurn(stage, [521, 522, 523, 524, 525, 526], { zar: '50000', btc: '0.25', eth: '2' }), stage.person.link()]);
}, 30_000);
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const openOrders = () => control().orders(stage.sandbox.practice.uid).filter((order) => order.state === 'wait');

describe('balance and prices', () => {
  it('/balance puts the total in rand first, then each currency with available and value', async () => {
    const text = plainSpaces((await stage.person.ask('/balance', /Total/)).text);
    expect(text.split('\n')[0]).toMatch(/^Total R\d/);
    expect(text).toMatch(/BTC: 0\.25 BTC available \(≈ R[\d ]+\.\d\d\)/);
  });

  it('/price tells last, change, best bid and ask', async () => {
    expect(plainSpaces((await stage.person.ask('/price btc', /Best bid/)).text)).toMatch(/BTC\/ZAR R[\d ]+\.\d\d \([+-][\d.]+% in 24 h\)\nBest bid R[\d .]+ · best ask R/);
    expect((await stage.person.ask('/price', /Prices/)).text.split('\n')).toHaveLength(5);
  });

  it('/price of an unknown coin says which there are', async () => {
    const person = trader();
    expect((await person.ask('/price doge', /no market/)).text).toMatch(/BTC, ETH, XRP, USDC/);
  });
});

describe('the order card', () => {
  it('shows side, amount, price, total and what is left, and sends nothing by itself', async () => {
    const card = await stage.person.ask('/buy 0.01 btc @ 830000', /Confirm|Valid/);
    const text = plainSpaces(card.text);
    for (const words of [/[Bb]uy/, /0\.01 BTC/, /R830 000\.00/, /R8 300\.00/, /R41 700\.00/]) expect(text).toMatch(words);
    expect(card.buttons.flat().map((button) => button.text)).toEqual(['Confirm', 'Cancel']);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
  });

  it('Cancel kills the card', async () => {
    const person = trader();
    const card = await person.ask('/buy 0.01 btc @ 830000', /Valid/);
    await person.tap(card, 'Cancel');
    const edited = await person.hear(/[Cc]ancelled|not sent|[Nn]othing/);
    expect(edited.buttons).toEqual([]);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
  });

  it.each([
    ['/buy 0.000001 btc @ 830000', /smallest.*0\.00001 BTC/],
    ['/buy 0.01 btc @ 100000', /R200 000/],
    ['/buy 0.01 btc @ 1300000', /R1 200 000/],
    ['/buy 0.01 btc @ 830000.005', /R830 000\.01/],
    ['/sell 0.0100000001 eth @ 43000', /nearest.*0\.01 ETH/],
    ['/buy 1 btc @ 830000', /^You have R50 000\.00 of R830 000\.00\.$/],
    ['/sell 5 eth @ 43000', /2 ETH/],
    ['/buy 0.01 btc @ 800,000', /guess/],
    ['/buy', /which coin/], ['/buy btc', /How much/], ['/buy 0x10 btc', /decimal/], ['/buy 1 doge', /no market/], ['/sell -1 btc', /sign/],
  ])('%s is refused with the rule and what would pass', async (words, answer) => {
    expect(plainSpaces((await trader().ask(words, answer)).text)).not.toMatch(/Valid for/);
  });

  it('offers the nearest value as a button that draws a card', async () => {
    const person = trader();
    const refusal = await person.ask('/buy 0.000001 btc @ 830000', /smallest/);
    await person.tap(refusal, 'Use');
    expect(plainSpaces((await person.hear(/Valid/)).text)).toMatch(/0\.00001 BTC/);
  });
});

describe('Confirm', () => {
  it('sends one order with decimal strings and a custom id, and follows it to the end', async () => {
    control().clearRequests();
    const card = await stage.person.ask('/buy 0.01 btc @ 820000', /Valid/);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/[Oo]pen/);
    const [posted] = postedOrders(stage.sandbox);
    const body = JSON.parse(posted?.body ?? '{}') as Record<string, unknown>;
    expect(body).toMatchObject({ market: 'btczar', side: 'buy', volume: '0.01', ord_type: 'limit', price: '820000' });
    expect(body['custom_order_id']).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));

    const [order] = openOrders();
    stage.person.mark();
    control().fillOrder(order!.id, '0.004');
    const push = await stage.person.hear(/Partly bought 0\.004 of 0\.01 BTC/);
    expect(push.silent).toBe(false);
    stage.person.mark();
    control().fillOrder(order!.id, '0.006');
    const done = await stage.person.hear(/Bought 0\.01 BTC at R820 000\.00 for R8 200\.00 · fee 0\.00001 BTC · order/);
    expect(done.messageId).toBe(push.messageId);
    await until(() => /Bought 0\.01 BTC/.test(plainSpaces(stage.person.user.messages().find((message) => message.messageId === card.messageId)?.text ?? '')), 'the card says so too');
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });

  it('ten taps at once and a re-delivered tap send one order', async () => {
    control().clearRequests();
    const card = await stage.person.ask('/sell 0.01 eth @ 45000', /Valid/);
    await Promise.all(Array.from({ length: 10 }, () => stage.person.user.tap(card.messageId, 'Confirm')));
    await stage.person.hear(/[Oo]pen/);
    stage.sandbox.telegram.control.redeliver('last');
    await until(() => stage.sandbox.telegram.control.pendingUpdates() === 0, 'the update is taken', 300);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });

  it('a market order in rand fills and is told with its average price', async () => {
    const person = trader();
    const card = await person.ask('/buy R500 btc', /Valid/);
    expect(plainSpaces(card.text)).toMatch(/about R499\.\d\d|about R500\.00/);
    await person.tap(card, 'Confirm');
    await person.hear(/✅ Bought 0\.000\d+ BTC at R8\d\d \d\d\d\.\d\d for R\d+\.\d+.* · order \d+/);
  });

  it('only the person who asked may press', async () => {
    const person = trader();
    control().clearRequests();
    const card = await person.ask('/buy 0.01 btc @ 820000', /Valid/);
    const data = card.buttons.flat()[0]?.data ?? '';
    const thief = stage.another(666, 'Mallory');
    const theirs = await thief.ask('/start', /Hello/);
    const { queryId } = await thief.user.tapData(theirs.messageId, data);
    expect((await thief.user.waitForAnswer(queryId, 5000)).text).toMatch(/not yours|no longer/);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
  });

  it('a refusal by the exchange is told in plain words', async () => {
    const person = trader();
    control().setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'http', status: 422, body: '{"errors":["market.account.insufficient_balance"]}', contentType: 'application/json', times: 1 });
    const card = await person.ask('/buy 0.001 btc @ 820000', /Valid/);
    await person.tap(card, 'Confirm');
    expect((await person.hear(/[Rr]efused|not enough|balance/)).text).not.toMatch(/placed/i);
  });

  it('an order accepted whose answer is lost is found by asking and sent once', async () => {
    control().clearRequests();
    control().setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'dropAnswerAfterAccept', times: 1 });
    const card = await stage.person.ask('/buy 0.001 btc @ 819000', /Valid/);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/[Oo]pen/);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });

  it('an order the exchange rejects after its 201 is told as rejected', async () => {
    control().rejectNext(stage.sandbox.practice.uid);
    const card = await stage.person.ask('/buy 0.001 btc @ 818000', /Valid/);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/[Rr]ejected/);
  });
});

describe('open orders', () => {
  it('/orders lists them, each with a Cancel button that says so until it is true', async () => {
    const list = await stage.person.ask('/orders', /Open orders/);
    const before = openOrders().length;
    expect(list.buttons.length).toBe(before);
    await stage.person.tap(list, 'Cancel sell 0.01');
    await stage.person.hear(/[Cc]ancel/);
    await stage.person.hear(/cancelled/);
    expect(openOrders().length).toBe(before - 1);
  });

  it('a cancelled order that was partly filled says how much was', async () => {
    const card = await stage.person.ask('/sell 0.02 eth @ 44000', /Valid/);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/[Oo]pen/);
    const order = openOrders().find((one) => one.price === '44000.0');
    control().fillOrder(order!.id, '0.005');
    await stage.person.hear(/Partly sold 0\.005 of 0\.02 ETH/);
    await stage.person.ask(`/cancel ${order!.id}`, /[Cc]ancel/);
    await stage.person.hear(/cancelled.*0\.005 ETH|cancelled[\s\S]*0\.005/);
  });

  it('/cancelall asks first and cancels what was named', async () => {
    expect(openOrders().length).toBeGreaterThan(0);
    const card = await stage.person.ask('/cancelall', /[Cc]ancel/);
    expect(openOrders().length).toBeGreaterThan(0);
    const untouched = openOrders().filter((order) => order.executed_volume === '0.0').map((order) => order.id);
    await stage.person.tap(card, 'Confirm');
    await until(() => openOrders().length === 0, 'all orders are cancelled');
    await stage.person.hear(/open any more/);
    await until(() => true, 'an end could have been pushed', 1500);
    const pushed = untouched.filter((id) => stage.person.texts().some((text) => text.includes(`Order ${id} cancelled`)));
    expect([untouched.length > 0, pushed]).toEqual([true, []]);
    await stage.person.ask('/orders', /no open orders/);
    await stage.person.ask('/cancelall', /nothing to cancel/);
  });

  it.each([['/cancel', /Which order/], ['/cancel abc', /not an order id/], ['/cancel 999999', /no order 999999/]])('%s is answered with what to do', async (words, answer) => {
    await trader().ask(words, answer);
  });
});

describe('practice', () => {
  it('takes somebody without a key from play money to a fill that came over a kill, and the exchange hears nothing of it', async () => {
    const { sandbox } = stage;
    const learner = stage.another(502, 'Lindiwe');
    control().moveTo('btczar', '835000');
    await learner.tap(await learner.ask('/practice', /R100 000 of play money/), 'Switch practice on');
    await learner.hear(/Total R100 000\.00/);
    const requests = sandbox.exchange.control.requests.filter((request) => request.method === 'POST').length;
    await learner.tap(await learner.ask('/buy R500 btc', /no real money[\s\S]*Valid/), 'Confirm');
    await learner.hear(/^🧪 Practice: no real money\n✅ Bought/);
    await learner.tap(await learner.ask('/buy 0.01 btc @ 830000', /no real money[\s\S]*Valid/), 'Confirm');
    await learner.hear(/Order P2 is open/);
    await sandbox.program().end('SIGKILL');
    await sandbox.startAgain();
    learner.mark();
    control().moveTo('btczar', '825000');
    expect(plainSpaces((await learner.hear(/✅ Bought 0\.01 BTC at R830 000\.00/)).text)).toMatch(/^🧪 Practice[\s\S]*R8 300\.00 · fee 0\.00001 BTC · order P2/);
    expect((await learner.ask('/balance', /Total/)).text).toMatch(/^🧪 Practice/);
    await learner.ask('/practice off', /Practice is off/);
    await learner.ask('/balance', /link/);
    expect(sandbox.exchange.control.requests.filter((request) => request.method === 'POST').length).toBe(requests);
  });
});
