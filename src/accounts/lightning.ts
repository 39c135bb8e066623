// Lightning as a linked account sees it: what paying an invoice costs, and invoices of one's own, made and awaited.
import { createLightningInvoice } from '../exchange/endpoints/account/createLightningInvoice.js';
import { withdrawQuote } from '../exchange/endpoints/account/withdrawQuote.js';
import type { ExchangeClient } from '../exchange/client.js';
import { readInvoice, type Invoice } from '../lightning/readInvoice.js';
import { ProtocolError, UserError } from '../model/errors.js';
import { unreadIn } from '../model/rows.js';
import type { UserId } from '../model/message.js';
import { isSameSats, type Decimal, type Sats } from '../model/money.js';
import type { AwaitedInvoice, UserRecord } from '../model/user.js';
import type { WithdrawQuote } from '../model/payments/withdrawQuote.js';
import { enqueue } from '../notifications/outbox.js';
import { invoiceKey } from '../notifications/kinds/invoiceMade.js';
import type { AccountsDeps } from './accountsDeps.js';
import { isWaiting, pruneInvoices } from './reconciling/invoiceNews.js';

/** Invoices of one user that wait at once: each has a card that is drawn anew every minute. */
export const waitingInvoicesLimit = 5;

export interface InvoiceWanted {
  readonly amountSat: Sats;
  /** The id of the update that asks for it: asked again by the same one, the same invoice is given. */
  readonly askedBy: number;
  /** Seen by the payer. */
  readonly note?: string;
  /** What part is turned into rand when it is paid; 1 is all of it. */
  readonly conversionPart?: Decimal;
  /** No part of it makes an order that turns it into rand. */
  readonly noConversion?: true;
  /** Where the amount was asked for in rand: that sum, and the price of a BTC it was worked out at. */
  readonly rand?: { readonly amount: Decimal; readonly price: Decimal };
}

/** The fee of paying this invoice, in btc. The quote carries no amount to compare (API.txt, Withdraw quote). @throws as ExchangeClient.call */
export async function quotePayment(client: ExchangeClient, bolt: string): Promise<WithdrawQuote> {
  const quotes = await client.call(withdrawQuote, { currency: 'btc', bolt }, { urgency: 'person' });
  const named = quotes.find((one) => one.blockchain?.toLowerCase() === 'lightning');
  if (named !== undefined) return named;
  const [first] = quotes;
  if (first === undefined) throw new ProtocolError('no quote for an invoice');
  // The one that cannot be read may be the invoice's.
  if (unreadIn(quotes) > 0) throw new UserError('error.unreadRows');
  return first;
}

/** To be asked before anything is asked of the person: no answer would make another. @throws UserError('receive.tooMany') */
export function barInvoice(known: readonly AwaitedInvoice[]): void {
  if (known.filter(isWaiting).length >= waitingInvoicesLimit) throw new UserError('receive.tooMany', { limit: waitingInvoicesLimit });
}

/**
 * Makes an invoice and, in one durable change, begins to wait for it and owes the message that shows it. An answer that is lost
 * leaves an invoice nobody has seen: it costs nothing, and asking again makes another.
 * @throws UserError('receive.tooMany'), ProtocolError when the exchange's invoice is not what was asked for, and as ExchangeClient.call
 */
export async function makeInvoice(deps: Pick<AccountsDeps, 'store' | 'clock'>, userId: UserId, client: ExchangeClient, wanted: InvoiceWanted): Promise<AwaitedInvoice> {
  const known = Object.values(deps.store.read(userId)?.invoices ?? {});
  const made = known.find((one) => one.askedBy === wanted.askedBy);
  if (made !== undefined) return made;
  barInvoice(known);
  const { amountSat, note, conversionPart } = wanted;
  const answer = await client.call(createLightningInvoice, {
    amountSat, ...(note === undefined ? {} : { description: note }), ...(conversionPart === undefined ? {} : { conversionPart }),
  }, { urgency: 'person' });
  const read = readInvoice(answer.bolt);
  // A payer pays what the invoice says, whatever the answer says beside it.
  if ('fault' in read || !isSameSats(read.amountSat, amountSat)) throw new ProtocolError('the invoice made is not the one asked for');
  return deps.store.update(userId, (record) => beginToAwait(record, awaited(read, wanted, deps.clock.now()), deps.clock.now()));
}

/** By our own clock, which may differ from the exchange's: the distance of the invoice's two times counts. */
function awaited(read: Invoice, { askedBy, note, conversionPart, noConversion, rand }: InvoiceWanted, now: number): AwaitedInvoice {
  return {
    paymentHash: read.paymentHash, bolt: read.bolt, amountSat: read.amountSat, askedBy, createdAt: now, expiresAt: now + read.expiresAt - read.createdAt, state: 'waiting',
    ...(note === undefined ? {} : { note }), ...(conversionPart === undefined ? {} : { conversionPart }), ...(noConversion === undefined ? {} : { noConversion }), ...(rand === undefined ? {} : { rand }),
  };
}

function beginToAwait(record: UserRecord, invoice: AwaitedInvoice, now: number): { readonly record: UserRecord; readonly result: AwaitedInvoice } {
  const { paymentHash } = invoice;
  const waiting = { ...record, invoices: { ...pruneInvoices(record.invoices ?? {}, now), [paymentHash]: invoice } };
  const row = { kind: 'invoiceMade', id: `${invoiceKey(paymentHash)}:made`, data: { paymentHash }, eventAt: now, messageKey: invoiceKey(paymentHash) } as const;
  return { record: enqueue(waiting, row, now), result: invoice };
}
