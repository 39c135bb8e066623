// The message of one's own Lightning invoice: a picture once, its words edited, and never sent again by an edit.
import { expect, it } from '@jest/globals';
import { advanceInvoices, payInvoice, redrawMs } from '../../src/accounts/reconciling/invoiceNews.js';
import { isPng } from '../../src/pictures/unpackPhoto.js';
import { silentLog } from '../../src/model/log.js';
import { decimal, type Sats } from '../../src/model/money.js';
import { newUser, type AwaitedInvoice } from '../../src/model/user.js';
import { createDelivery } from '../../src/notifications/delivery/deliver.js';
import { invoiceKey } from '../../src/notifications/kinds/invoiceMade.js';
import { enqueue } from '../../src/notifications/outbox.js';
import { changed } from '../../src/storage/store.js';
import { createFakeClock, settlePromises } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { createFakeSender } from './fakeSender.js';

const hash = 'ab'.repeat(32);

async function shownInvoice(over: Partial<AwaitedInvoice> = {}) {
  const clock = createFakeClock();
  const start = clock.now();
  const invoice: AwaitedInvoice = { paymentHash: hash, bolt: 'lnbc1xyz', amountSat: '50000' as Sats, askedBy: 1, note: 'coffee', createdAt: start, expiresAt: start + 3_600_000, state: 'waiting', ...over };
  const record = { ...newUser(7, 7, 'Thandi', start), invoices: { [hash]: invoice } };
  const key = invoiceKey(hash);
  const store = createMemoryStore([enqueue(record, { kind: 'invoiceMade', id: `${key}:made`, data: { paymentHash: hash }, eventAt: start, messageKey: key }, start)]);
  const sender = createFakeSender();
  const delivery = createDelivery({ store, sender, clock, random: () => 0.5, log: silentLog });
  delivery.start();
  // The picture is packed outside of the event loop's turns.
  for (let turn = 0; turn < 1000 && sender.handed.length === 0; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 5); });
  await settlePromises();
  return { clock, store, sender, invoice, redraw: () => store.update(7, (one) => changed(advanceInvoices(one, clock.now()))) };
}

it('comes as a QR code, is counted down and turned to paid in the same message', async () => {
  const { clock, store, sender, invoice, redraw } = await shownInvoice();
  await clock.advance(redrawMs * 5);
  await redraw();
  await settlePromises();
  await store.update(7, (one) => changed(payInvoice(one, invoice, clock.now())));
  await settlePromises();
  expect(sender.handed.map(({ how, messageId, text }) => [how, messageId, text.replaceAll('\u00a0', ' ').split('\n')])).toEqual([
    ['send', undefined, ['⚡ Invoice over 50 000 sats', 'That is 0.0005 BTC', 'For: coffee', 'Can be paid for 60 min more, until 13:00']],
    ['edit', 101, ['⚡ Invoice over 50 000 sats', 'That is 0.0005 BTC', 'For: coffee', 'Can be paid for 55 min more, until 13:00']],
    ['edit', 101, ['⚡ Received 50 000 sats', 'For: coffee']],
  ]);
  expect(sender.handed.map(({ content }) => content.picture !== undefined && isPng(content.picture.png))).toEqual([true, false, false]);
  expect(sender.handed.map(({ content }) => content.buttons?.flat().map((button) => button.label))).toEqual([['Copy the invoice', 'Turn into rand…'], ['Copy the invoice', 'Turn into rand…'], undefined]);
});

it('is not sent again when its reader has deleted it', async () => {
  const { clock, sender, redraw } = await shownInvoice({ bolt: `lnbc1${'x'.repeat(252)}` });
  expect(sender.handed[0]?.content.buttons?.flat()).toEqual([{ label: 'As text', data: `do:receive text ${hash.slice(0, 16)}` }, { label: 'Turn into rand…', data: `do:receive convert ${hash.slice(0, 16)}` }]);
  sender.answers = [{ kind: 'gone' }];
  await clock.advance(redrawMs);
  await redraw();
  await settlePromises();
  expect(sender.handed.map(({ how }) => how)).toEqual(['send', 'edit']);
});

it('offers no turning into rand of what makes no order', async () => {
  const { sender } = await shownInvoice({ noConversion: true });
  expect(sender.handed[0]?.content.buttons?.flat().map(({ label }) => label)).not.toContain('Turn into rand…');
});

it('says of whom the amount was asked in rand, and what is turned into rand', async () => {
  const { sender } = await shownInvoice({ rand: { amount: decimal('417'), price: decimal('834000') }, conversionPart: decimal('0.25') });
  expect(sender.texts()[0]?.replaceAll('\u00a0', ' ')).toMatch(/That is 0\.0005 BTC: R417\.00 at the best bid of R834 000\.00 for 1 BTC\n[\s\S]*Turned into rand when it arrives: 25%/);
});

it('of which nothing can be paid any more shows no code', async () => {
  const { sender } = await shownInvoice({ bolt: '', state: 'expired' });
  expect(sender.handed.map(({ how, content, text }) => [how, content.picture, /50.000 sats/.test(text)])).toEqual([['send', undefined, true]]);
});
