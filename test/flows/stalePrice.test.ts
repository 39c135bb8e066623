import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { plainSpaces, postedOrders, startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());
afterEach(() => {
  control().clearFaults();
  control().clearRequests();
});

const control = () => stage.sandbox.exchange.control;
const labels = (message: { buttons: readonly (readonly { text: string }[])[] }) => message.buttons.flat().map((button) => button.text);
let chats = 600;
/** The book has arrived and what was to be read has been read. */
const settled = (ms = 900) => until(() => true, 'settled', ms);

describe('a market order whose price has moved since the card', () => {
  it('is asked about again on the same message, and sent once when confirmed again', async () => {
    const card = await stage.person.ask('/buy 0.001 btc', /Valid/);
    expect(plainSpaces(card.text)).toMatch(/Price: about R835 \d{3}\.\d\d\nAt worst: R835 \d{3}\.\d\d\nSlippage: \d(?:\.\d+)?% \(average against the best offer, R835 \d{3}\.\d\d\)/);
    control().moveTo('btczar', '845000');
    await settled(300);
    await stage.person.tap(card, 'Confirm');
    const again = await stage.person.hear(/moved\. The best was R835 \d{3}\.\d\d, it is R845 \d{3}\.\d\d now[\s\S]*Valid/);
    expect(again.messageId).toBe(card.messageId);
    expect(labels(again)).toEqual(['Confirm', 'Cancel']);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
    await settled();
    await stage.person.tap(again, 'Confirm');
    await stage.person.hear(/✅ Bought 0\.001 BTC at R845 /);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });

  it('stays asked about after kill -9, and the old card still sends nothing', async () => {
    const card = await stage.person.ask('/buy 0.001 btc', /Valid/);
    const old = card.buttons.flat()[0]?.data ?? '';
    control().moveTo('btczar', '855000');
    await settled(300);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/moved/);
    await stage.sandbox.program().end('SIGKILL');
    await stage.sandbox.startAgain();
    await stage.person.connected();
    const { queryId } = await stage.person.user.tapData(card.messageId, old);
    expect((await stage.person.user.waitForAnswer(queryId, 5000)).text).toMatch(/look at the card again/);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
    await settled(600);
    await stage.person.tap(card, 'Confirm');
    await stage.person.hear(/✅ Bought 0\.001 BTC at R855 /);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });
});

describe('a market order while the live book is away', () => {
  it('is not sent, says so, and goes when tried again with the book back', async () => {
    const card = await stage.person.ask('/sell 0.01 eth', /Valid/);
    control().setFault({ match: { path: '/stream/public' }, kind: 'refuse' });
    control().cutSockets('public');
    await settled(300);
    await stage.person.tap(card, 'Confirm');
    const held = await stage.person.hear(/no live price/);
    expect(labels(held)).toEqual(['Try again', 'Cancel']);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
    control().clearFaults();
    await until(() => control().openSockets().some((socket) => socket.scope === 'public'), 'the book is back');
    await settled();
    await stage.person.tap(held, 'Try again');
    await stage.person.hear(/✅ Sold 0\.01 ETH/);
    expect(postedOrders(stage.sandbox)).toHaveLength(1);
  });
});

describe('a market order beyond the slippage ceiling', () => {
  it('offers a limit order at the ceiling instead, which sends like any other', async () => {
    const seller = stage.another(700);
    await seller.link(control().createAccount({ balances: { zar: '50000', btc: '0.25' } }));
    await seller.ask('/settings slippage 0.1', /ceiling set: 0\.1%/);
    const card = await seller.ask('/sell 0.2 btc', /ceiling of 0\.1%/);
    const [offer, cancel, ...rest] = labels(card).map(plainSpaces);
    expect([offer, cancel, rest]).toEqual([expect.stringMatching(/^Limit order at R85\d \d{3}\.\d\d$/), 'Cancel', []]);
    await seller.tap(card, 'Limit order');
    const limit = await seller.hear(/Price: R85\d \d{3}\.\d\d or higher[\s\S]*Valid/);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
    await seller.tap(limit, 'Confirm');
    await seller.hear(/Sold 0\.2 BTC|[Pp]artly sold/);
    const [posted] = postedOrders(stage.sandbox);
    expect(JSON.parse(posted?.body ?? '{}')).toMatchObject({ side: 'sell', ord_type: 'limit', volume: '0.2' });
  });
});

describe('a limit order that the market has come to stand beyond', () => {
  it('is asked about again, and sent at the price the user named', async () => {
    const card = await stage.person.ask('/buy 0.001 eth @ 41000', /Valid/);
    control().moveTo('ethzar', '40000');
    await settled(300);
    await stage.person.tap(card, 'Confirm');
    const again = await stage.person.hear(/best offer was R42 \d{3}\.\d\d, it is R40 \d{3}\.\d\d now, so buying at R41 000\.00 stands 2\.\d\d% above it/);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
    await settled();
    await stage.person.tap(again, 'Confirm');
    await stage.person.hear(/✅ Bought 0\.001 ETH/);
    expect(JSON.parse(postedOrders(stage.sandbox)[0]?.body ?? '{}')).toMatchObject({ price: '41000', volume: '0.001' });
  });
});

describe('the settings of both', () => {
  it.each([
    ['/settings move 2', /Price move set: 2%/], ['/settings', /Slippage ceiling of market orders: 1%\nPrice move allowed between card and tap: 0\.5%/],
    ['/settings move', /card and tap: 0\.5%[\s\S]*0\.05 to 10%.*\/settings move 0\.5/], ['/settings slippage lots', /"lots" as a slippage ceiling.*0\.1 to 20.*\/settings slippage 1/],
  ])('%s is answered', async (words, answer) => {
    // One chat each: a chat takes one message a second.
    await stage.another((chats += 1)).ask(words, answer);
  });
});
