// Lightning with the real program: an invoice is shown, counted, paid and told, and survives a kill.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { qrPng } from '../../src/pictures/qr.js';
import { photo } from '../support/qrPhoto.js';
import { plainSpaces, startStage, stored, until, type Stage } from '../support/startSandbox.js';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.person.link();
});
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;
const payments = (): number => control().requests.filter((one) => one.method === 'POST' && one.path === '/account/lightning/pays').length;
const textOf = (messageId: number): string => plainSpaces(stage.person.user.messages().find((message) => message.messageId === messageId)?.text ?? '');

describe('/receive', () => {
  it('shows an invoice, and its card turns when it is paid while the bot is down: told once, and by whose invoice', async () => {
    const shown = await stage.person.ask('/receive R150 coffee', /Invoice over [\d ]+ sats[\s\S]*R150\.00 at the best bid[\s\S]*For: coffee[\s\S]*until/);
    expect(shown.photoSize?.width).toBeGreaterThanOrEqual(400);
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
});

describe('an invoice that is paid', () => {
  const pin = '271828';

  it('is pasted, confirmed and paid once, after the PIN', async () => {
    const { person } = stage;
    await person.ask('/pin', /new PIN/);
    await person.ask(pin, /once more/);
    await person.ask(pin, /PIN set/);
    const bolt = control().outsideInvoice({ amountSat: '1500', description: 'Two flat whites' });
    const card = await person.ask(`Please pay ${bolt}, thanks`, /Pay 1 500 sats over Lightning\?[\s\S]*Worth about R12\.52[\s\S]*For: Two flat whites[\s\S]*Network: Lightning[\s\S]*Fee: 10 sats[\s\S]*Total: 1 510 sats \(0\.0000151 BTC\)/);
    await person.tap(card, 'Confirm');
    await person.hear(/6-digit PIN/);
    expect(payments()).toBe(0);
    const typed = person.send(pin);
    await person.hear(/Lightning payment done: 1 500 sats · withdrawal \d+$/);
    expect([payments(), person.user.messages().find((message) => message.messageId === typed)?.deleted]).toEqual([1, true]);
    await until(() => /Lightning payment done: 1 500 sats\n0\.0000151 BTC with the fee of 0\.0000001 BTC[\s\S]*Payment hash/.test(textOf(card.messageId)), 'the card says done, with the details');
  });

  it('is photographed, its answer is lost, and it is found in the history and not paid again; the PIN stays nowhere', async () => {
    const { person, sandbox } = stage;
    const lost = control().outsideInvoice({ amountSat: '2500' });
    control().setFault({ match: { method: 'POST', path: '/account/lightning/pays' }, kind: 'dropAnswerAfterAccept', times: 1 });
    person.mark();
    person.user.sendPhoto(photo(lost.toUpperCase(), { size: 320, part: 0.85 }));
    await person.tap(await person.hear(/Pay 2 500 sats/), 'Confirm');
    await person.hear(/6-digit PIN/);
    await person.ask(pin, /Lightning payment done: 2 500 sats/);
    expect(payments()).toBe(2);
    person.mark();
    person.user.sendPhoto(await qrPng(lost), { asFile: { name: 'screenshot.png', type: 'image/png' } });
    await person.hear(/paid from here before/);
    expect([stored(sandbox.folder), sandbox.program().output()].filter((place) => place.includes(pin))).toEqual([]);
    expect(person.texts().filter((text) => text.includes(lost))).toEqual([]);
  });
});
