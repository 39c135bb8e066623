// Buying step by step on one message, to an open post-only order; a typed amount; moving an order to the best price.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView } from '../../src/sandbox/telegram/index.js';
import { plainSpaces, postedOrders, startStage, type Person, type Stage } from '../support/startSandbox.js';

let stage: Stage;
/** Each chat has a pace of its own, so three people are quicker than one. */
let typist: Person;
let mover: Person;
let moverUid: string;
beforeAll(async () => {
  stage = await startStage();
  const account = control().createAccount({ balances: { zar: '50000' } });
  moverUid = account.uid;
  [typist, mover] = [stage.another(502), stage.another(503)];
  await Promise.all([stage.person.link(), typist.link(control().createAccount({ balances: { eth: '2' } })), mover.link(account)]);
});
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const openOrders = (uid = stage.sandbox.practice.uid) => control().orders(uid).filter((order) => order.state === 'wait');
const labels = (message: MessageView): string[] => message.buttons.flat().map((button) => plainSpaces(button.text));

/** Taps the button whose label fits and gives back what is then said. */
async function press(person: Person, message: MessageView, label: RegExp, words: RegExp): Promise<MessageView> {
  const found = message.buttons.flat().find((button) => label.test(plainSpaces(button.text)));
  if (found === undefined) throw new Error(`no button ${String(label)} among ${labels(message).join(', ')}`);
  await person.tap(message, found.text);
  return person.hear(words);
}

describe('/buy step by step', () => {
  it('goes from coin to an open post-only order on one message, with one POST', async () => {
    const coins = await stage.person.ask('/buy', /which coin/);
    expect(labels(coins)).toEqual(['BTC', 'ETH', 'XRP', 'USDC', 'Leave']);
    const amount = await press(stage.person, coins, /^BTC$/, /How much/);
    expect(plainSpaces(amount.text)).toMatch(/Available: R50 000\.00\nBest bid R[\d ]+\.\d\d · best ask R[\d ]+\.\d\d · \d\d:\d\d/);
    expect(labels(amount)).toEqual(['25% · R12 500.00', '50% · R25 000.00', '75% · R37 500.00', '100% · R50 000.00', '✏️ Type an amount', '◀ Back', 'Leave']);
    const price = await press(stage.person, amount, /^25%/, /At what price/);
    expect(plainSpaces(price.text)).toContain('Amount: 25% of what is available, now R12 500.00');
    const check = await press(stage.person, price, /^−1%/, /Post-only: off/);
    const on = await press(stage.person, check, /Post-only/, /Post-only: on/);
    const card = await press(stage.person, on, /Show the card/, /Valid for/);
    expect(plainSpaces(card.text)).toMatch(/Post-only: it waits on the book/);
    expect(card.messageId).toBe(coins.messageId);
    expect(postedOrders(stage.sandbox)).toHaveLength(0);
    const open = await press(stage.person, card, /Confirm/, /is open: buy/);
    expect([open.messageId, labels(open)]).toEqual([coins.messageId, ['Cancel order', 'Move to best', 'Repeat']]);
    expect(postedOrders(stage.sandbox).map(({ body }) => (JSON.parse(body) as { post_only?: unknown }).post_only)).toEqual([true]);
    expect(openOrders()).toMatchObject([{ side: 'buy', post_only: true }]);
  });

  it('takes a typed amount, says how to leave, and leaves when told so', async () => {
    const amount = await typist.ask('/sell eth', /How much/);
    const asked = await press(typist, amount, /Type an amount/, /Type the amount/);
    expect(asked.text).toMatch(/To leave/);
    const price = await typist.ask('0,5', /At what price/);
    expect(plainSpaces(price.text)).toContain('Amount: 0.5 ETH');
    const left = await press(typist, price, /Leave/, /Nothing was sent/);
    expect([left.messageId, left.buttons]).toEqual([price.messageId, []]);
  });
});

describe('Move to best', () => {
  it('places nothing before the order has ended and its new card is confirmed', async () => {
    const open = await press(mover, await mover.ask('/buy 0.01 btc @ bid post', /Valid for/), /Confirm/, /is open: buy/);
    const [order] = openOrders(moverUid);
    mover.mark();
    control().fillOrder(order!.id, '0.001');
    await mover.hear(/Partly bought/);
    const posted = postedOrders(stage.sandbox).length;
    control().moveTo('btczar', '840000');
    const card = await press(mover, open, /Move to best/, /Valid for/);
    expect(plainSpaces(card.text)).toContain('Amount: 0.009 BTC');
    expect(mover.texts().filter((text) => text.includes(`Order ${order!.id} is cancelled.\nFilled before that: 0.001 BTC. The rest is 0.009 BTC`))).toHaveLength(1);
    expect([openOrders(moverUid), postedOrders(stage.sandbox).length]).toEqual([[], posted]);
    await press(mover, card, /Confirm/, /is open: buy/);
    expect(openOrders(moverUid)).toMatchObject([{ post_only: true, origin_volume: '0.009' }]);
    expect(postedOrders(stage.sandbox)).toHaveLength(posted + 1);
  });
});
