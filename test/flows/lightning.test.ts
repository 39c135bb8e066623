// Lightning with the real program: an invoice is shown, counted, paid and told, and survives a kill.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainSpaces, startStage, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const invoicesAsked = (): number => control().requests.filter((one) => one.method === 'POST' && one.path === '/account/lightning/invoices').length;
const payments = (): number => control().requests.filter((one) => one.method === 'POST' && one.path === '/account/lightning/pays').length;
const textOf = (messageId: number): string => plainSpaces(stage.person.user.messages().find((message) => message.messageId === messageId)?.text ?? '');

describe('/receive', () => {
  it('shows an invoice, and its card turns when it is paid while the bot is down: told once, and by whose invoice', async () => {
    const shown = await stage.person.ask('/receive R150 coffee', /Invoice over [\d ]+ sats[\s\S]*R150\.00 at the best bid[\s\S]*For: coffee[\s\S]*until/);
    await until(() => stage.person.texts().some((text) => text.includes('lnbc')), 'the invoice as text');
    const bolt = control().newestInvoice(stage.sandbox.practice.uid)!;
    expect(stage.person.texts().some((text) => text.includes(bolt))).toBe(true);
    await until(() => true, 'it has noted which message shows the invoice', 500);
    await stage.sandbox.program().end('SIGKILL');
    expect(control().payInvoice(bolt)).toBe(true);
    stage.person.mark();
    await stage.sandbox.startAgain();
    await stage.person.hear(/received and available[\s\S]*It pays your Lightning invoice over [\d ]+ sats: coffee/);
    await until(() => /^⚡ Received [\d ]+ sats\nFor: coffee$/.test(textOf(shown.messageId)), 'the card says received');
    expect(stage.person.texts().filter((text) => text.includes('It pays your'))).toHaveLength(1);
  });

  it('asks step by step, and offers only what the market allows to be turned into rand', async () => {
    await stage.person.ask('/receive', /How much/);
    await stage.person.ask('800 sats', /What is it for/);
    const asked = invoicesAsked();
    await stage.person.ask('beads', /Invoice over 800 sats[\s\S]*For: beads/);
    expect(invoicesAsked() - asked).toBe(1);
    const choice = await stage.person.ask('/receive 100000 sats convert beads', /Turn part of the 100 000 sats into rand/);
    await stage.person.tap(choice, '50 %');
    await stage.person.hear(/Invoice over 100 000 sats[\s\S]*Turned into rand when it arrives: 50 %/);
  });
});

describe('an invoice that is sent to the bot', () => {
  it.each<readonly [string, () => string, RegExp]>([
    ['without a PIN set', () => control().outsideInvoice({ amountSat: '1500' }), /\/pin/],
    ['expired', () => control().outsideInvoice({ amountSat: '1500', lifeSeconds: 0 }), /expired at/],
    ['about to expire', () => control().outsideInvoice({ amountSat: '1500', lifeSeconds: 25 }), /too soon/],
    ['without an amount', () => control().outsideInvoice({}), /names no amount/],
    ['with a character missing', () => control().outsideInvoice({ amountSat: '1500' }).slice(0, -1), /damaged/],
  ])('%s is explained and not paid', async (_what, make, words) => {
    await stage.person.ask(`/pay ${make()}`, words);
    expect(payments()).toBe(0);
  });
});
