// What is said under the QR code of one's own Lightning invoice while it waits, and when it has ended.
import { showTotal } from '../orderFigures.js';
import { runData } from '../../model/callback.js';
import type { Buttons, MessageContent, Rich } from '../../model/message.js';
import { decimal, satsToBtc, times } from '../../model/money.js';
import type { AwaitedInvoice } from '../../model/user.js';
import type { CardOptions } from './cardText.js';
import { showAmount, showDuration, showNumber, showRand, showSats, showTime } from '../format.js';
import type { Say } from '../index.js';
import { outside } from '../outside.js';
import { join, moment } from '../rich.js';

/** Telegram's limit for what a copy button holds, characters. */
const copyLimit = 256;
/** So much of a payment hash names one invoice among a user's few, hex digits. */
const shortHash = 16;

export const invoiceName = ({ paymentHash }: AwaitedInvoice): string => paymentHash.slice(0, shortHash);

export function invoiceCardText(say: Say, invoice: AwaitedInvoice, options: CardOptions): MessageContent {
  const amount = showSats(say, invoice.amountSat);
  const note = invoice.note === undefined ? [] : [say('invoice.note', { value: outside(invoice.note) })];
  switch (invoice.state) {
    case 'paid': return { text: join([say('invoice.paid', { amount }), ...note]) };
    case 'expired': return { text: join([say('invoice.expired', { amount }), ...note]) };
    case 'waiting': return { text: join([say('invoice.waiting', { amount }), worth(say, invoice), ...note, ...conversion(say, invoice), left(say, invoice, options)]), buttons: waitingButtons(say, invoice) };
  }
}

function worth(say: Say, { amountSat, rand }: AwaitedInvoice): Rich {
  const value = showAmount(say, satsToBtc(amountSat), 'btc');
  return rand === undefined ? say('invoice.bitcoin', { value }) : say('invoice.rand', { value, rand: showTotal(say, rand.amount, 'zar'), price: showRand(say, rand.price) });
}

const conversion = (say: Say, { conversionPart }: AwaitedInvoice): readonly Rich[] =>
  (conversionPart === undefined ? [] : [say('invoice.conversion', { percent: showNumber(say, times(conversionPart, decimal('100'))) })]);

const left = (say: Say, { expiresAt }: AwaitedInvoice, { now, timeZone }: CardOptions): Rich =>
  say('invoice.left', { left: showDuration(say, Math.max(0, expiresAt - now)), time: moment(showTime(say, expiresAt, now, timeZone), expiresAt) });

/** What is too long for a copy button is given as a text of its own. */
function waitingButtons(say: Say, invoice: AwaitedInvoice): Buttons {
  const copy = invoice.bolt.length <= copyLimit ? { label: say('invoice.copy').text, copyText: invoice.bolt } : { label: say('invoice.asText').text, data: runData(`receive text ${invoiceName(invoice)}`) };
  return [[copy, ...(invoice.noConversion === true ? [] : [{ label: say('invoice.convert').text, data: runData(`receive convert ${invoiceName(invoice)}`) }])]];
}
