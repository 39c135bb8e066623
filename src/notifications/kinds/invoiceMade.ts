// Shows a Lightning invoice that was just made: a QR code with what it is for and how long it can be paid.
import { qrPng } from '../../pictures/qr.js';
import { invoiceCardText } from '../../text/cards/invoiceCard.js';
import type { NotificationKind } from '../kind.js';

export interface InvoiceShown {
  readonly paymentHash: string;
}

/** The key of the one message that shows an invoice. */
export const invoiceKey = (paymentHash: string): string => `invoice:${paymentHash}`;

export const invoiceMade: NotificationKind<InvoiceShown> = {
  name: 'invoiceMade',
  loudness: 'silent',
  isNumbered: true,
  group: 'fixed',
  breaksThrough: false,
  droppable: false,
  countsAs: 'others',
  render({ paymentHash }, { say, user, now }) {
    const invoice = awaited(user.invoices, paymentHash);
    return invoice === undefined ? undefined : invoiceCardText(say, invoice, { now, timeZone: user.settings.timeZone });
  },
  async picture({ paymentHash }, { user }) {
    const invoice = awaited(user.invoices, paymentHash);
    return invoice?.state !== 'waiting' ? undefined : { png: await qrPng(`lightning:${invoice.bolt}`) };
  },
};

const awaited = <T>(invoices: Readonly<Record<string, T>> | undefined, hash: string): T | undefined =>
  (invoices !== undefined && Object.hasOwn(invoices, hash) ? invoices[hash] : undefined);
