// Edits the words under the QR code of an awaited invoice: the countdown, and what became of it. The code stays.
import type { CardKind } from '../kind.js';
import { invoiceKey, invoiceMade, type InvoiceShown } from './invoiceMade.js';

export const invoiceCard: CardKind<InvoiceShown> = {
  name: 'invoiceCard',
  loudness: 'silent',
  isNumbered: true,
  group: 'fixed',
  breaksThrough: false,
  droppable: true,
  countsAs: 'others',
  address({ paymentHash }, { user }) {
    const key = invoiceKey(paymentHash);
    const sent = Object.hasOwn(user.messages, key) ? user.messages[key] : undefined;
    return sent === undefined ? undefined : { chatId: sent.chatId, messageId: sent.messageId };
  },
  // The arrival itself is told by depositCredited.
  resends: () => false,
  render: (data, context) => invoiceMade.render(data, context),
};
