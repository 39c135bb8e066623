// The owner's hand and a thief's, in one chat: the owner's digits pay what he was asked for, or nothing.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { MessageView } from '../../src/sandbox/telegram/index.js';
import { plainSpaces, startStage, until, type Person, type Stage } from '../support/startSandbox.js';

const pin = '271828';
let stage: Stage;
beforeAll(async () => { stage = await startStage(); });
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const payments = (): number => control().requests.filter((one) => one.method === 'POST' && one.path === '/account/lightning/pays').length;

/** Somebody of the practice account who has set a PIN, with two cards to confirm: the owner's over 1 000 sats, the thief's over 19 000. */
async function withTwoCards(id: number): Promise<{ readonly person: Person; readonly owners: MessageView; readonly thiefs: MessageView }> {
  const person = stage.another(id);
  await person.link();
  await person.ask('/pin', /new PIN/);
  await person.ask(pin, /once more/);
  await person.ask(pin, /PIN set/);
  const thiefs = await person.ask(control().outsideInvoice({ amountSat: '19000' }), /Pay 19 000 sats over Lightning\?/);
  const owners = await person.ask(control().outsideInvoice({ amountSat: '1000' }), /Pay 1 000 sats over Lightning\?/);
  await person.tap(owners, 'Confirm');
  await person.hear(/^For: pay 1 000 sats/);
  return { person, owners, thiefs };
}

const shown = (person: Person, { messageId }: MessageView): string => plainSpaces(person.user.messages().find((message) => message.messageId === messageId)?.text ?? '');
const isDeleted = (person: Person, messageId: number): boolean => person.user.messages().find((message) => message.messageId === messageId)?.deleted === true;

it('the digits pay the card they were asked for, though another was confirmed and other questions were begun meanwhile', async () => {
  const { person, owners, thiefs } = await withTwoCards(601);
  const before = payments();
  await person.tap(thiefs, 'Confirm');
  const refused = await person.hear(/^A code is asked for: pay 1 000 sats\. Answer or stop it first\.$/);
  for (const other of ['/pin remove', '/receive', '/beneficiaries add btc']) await person.ask(other, /^A code is asked for: pay 1 000 sats\./);
  await person.ask(pin, /Lightning payment done: 1 000 sats/);
  expect(payments()).toBe(before + 1);
  await until(() => /Lightning payment done: 1 000 sats/.test(shown(person, owners)), 'the owner’s card says done');
  expect(shown(person, thiefs)).toMatch(/^Pay 19 000 sats/);
  await person.tap(refused, 'Stop');
  await person.hear(/^That question is over already/);
});

it.each<readonly [string, number, (person: Person, refused: MessageView) => Promise<unknown>]>([
  ['stopped', 602, async (person, refused) => { await person.tap(refused, 'Stop'); await person.hear(/^Stopped: pay 1 000 sats\./); }],
  ['left for another command', 603, (person) => person.ask('/price btc', /BTC\/ZAR/)],
])('once the question was %s none opens for 30 s, and the digits are deleted and not tried', async (_how, id, leave) => {
  const { person, owners, thiefs } = await withTwoCards(id);
  const before = payments();
  await person.tap(thiefs, 'Confirm');
  await leave(person, await person.hear(/^A code is asked for/));
  for (const card of [thiefs, owners]) {
    await person.tap(card, 'Confirm');
    await person.hear(/I ask nothing for another \d+ s\. Nothing was sent/);
  }
  const typed = person.send(pin);
  await person.hear(/looks like a code or a PIN/);
  expect([isDeleted(person, typed), payments()]).toEqual([true, before]);
});
