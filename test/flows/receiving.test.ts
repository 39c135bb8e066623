import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { plainSpaces, startStage, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const vouchersPosted = () => stage.sandbox.exchange.control.requests.filter((request) => request.method === 'POST' && request.path === '/payments/vouchers/new');

it('an address that is still being made comes by itself, with its tag apart', async () => {
  const { person } = stage;
  await person.ask('/deposit xrp', /making your XRP address/);
  const ready = await person.hear(/XRP address is ready/);
  expect(ready.text).toMatch(/Address: rCape[0-9a-f]+\nDestination tag: \d+\n/);
  expect(ready.buttons.flat().map((button) => button.text)).toEqual(['Copy the address', 'Copy the tag']);
  expect(plainSpaces(ready.text)).toMatch(/\nNetwork: [\s\S]*\nSmallest deposit: [\s\S]*confirmation/);
  expect(ready.photoSize?.width).toBeGreaterThanOrEqual(400);
});

it('a voucher is redeemed by steps; its pin leaves the chat, and the change is kept', async () => {
  const { person, sandbox } = stage;
  const pin = sandbox.exchange.control.createVoucher('100');
  await person.tap(await person.ask('/voucher', /OTT Voucher: R10\.00 to R5 000\.00/), 'Redeem OTT Voucher');
  await person.hear(/How much/);
  await person.ask('R60', /send me the pin/);
  const sent = person.send(`${pin.slice(0, 4)} ${pin.slice(4)}`);
  const card = await person.hear(/Redeem R60\.00/);
  expect(person.user.messages().find((message) => message.messageId === sent)?.deleted).toBe(true);
  await Promise.all([person.tap(card, 'Confirm'), person.tap(card, 'Confirm')]);
  const done = await person.hear(/R57\.60 is on your account[\s\S]*R40\.00, is on a new voucher/);
  expect(vouchersPosted()).toHaveLength(1);
  await person.tap(done, 'Show its pin');
  expect(plainSpaces((await person.hear(/The pin of your R40\.00 voucher/)).text)).toMatch(/voucher: \d{16}/);
  expect(sandbox.program().output()).not.toContain(pin);
});
