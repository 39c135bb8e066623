// What becomes of awaited invoices: paid by a deposit, expired, counted down, forgotten; pure.
import { createHash } from 'node:crypto';
import type { Deposit } from '../../model/payments/deposit.js';
import { compare, plus, satsToBtc } from '../../model/money.js';
import type { AwaitedInvoice, UserRecord } from '../../model/user.js';
import { invoiceKey } from '../../notifications/kinds/invoiceMade.js';
import { enqueue } from '../../notifications/outbox.js';

type Invoices = Readonly<Record<string, AwaitedInvoice>>;

/** Ended invoices are remembered this long, ms: a payment may be listed late. */
export const endedInvoiceLifeMs = 24 * 3_600_000;
/** How far outside its life a deposit may be stamped and still be an invoice's, ms: clocks differ, and a list may lag. */
export const stampSlackMs = 600_000;
/** The card's countdown is drawn anew this often, ms, all of a user's together. */
export const redrawMs = 60_000;

export const isWaiting = ({ state }: AwaitedInvoice): boolean => state === 'waiting';

/** Without what ended long ago; the same object when there is nothing to forget. `now` is ms since 1970. */
export function pruneInvoices(invoices: Invoices, now: number): Invoices {
  const kept = Object.entries(invoices).filter(([, one]) => isWaiting(one) || now - one.expiresAt < endedInvoiceLifeMs);
  return kept.length === Object.keys(invoices).length ? invoices : Object.fromEntries(kept);
}

/**
 * The invoice that a credited deposit pays. The exchange has no way to read an invoice, so the deposit must tell: by the payment
 * hash or its preimage; where it carries neither nor any other transaction's id, by amount and time, if only one invoice fits.
 */
export function invoicePaidBy(record: UserRecord, deposit: Deposit): AwaitedInvoice | undefined {
  if (deposit.currency !== 'btc') return undefined;
  const unpaid = Object.values(record.invoices ?? {}).filter((one) => one.state !== 'paid');
  if (unpaid.length === 0) return undefined;
  const txid = deposit.txid?.toLowerCase() ?? '';
  const [id] = /[0-9a-f]{64}/.exec(txid) ?? [];
  if (id !== undefined) return unpaid.find((one) => one.paymentHash === id) ?? unpaid.find((one) => one.paymentHash === hashOf(id));
  const fitting = unpaid.filter((one) => fits(one, deposit));
  return fitting.length === 1 ? fitting[0] : undefined;
}

const hashOf = (preimage: string): string => createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex');

/** What the network has confirmed came over the chain. */
function fits(invoice: AwaitedInvoice, { amount, fee, createdAt, confirmations }: Deposit): boolean {
  if ((confirmations ?? 0) > 0) return false;
  if (createdAt < invoice.createdAt - stampSlackMs || createdAt > invoice.expiresAt + stampSlackMs) return false;
  const sum = satsToBtc(invoice.amountSat);
  return compare(amount, sum) === 0 || compare(plus(amount, fee), sum) === 0;
}

/** The record in which the invoice is paid and its card owes saying so. `now` is ms since 1970. */
export const payInvoice = (record: UserRecord, invoice: AwaitedInvoice, now: number): UserRecord => end(record, invoice, 'paid', now);

/** The record with what is over expired and the countdown of the rest drawn anew; the same record when no invoice waits. */
export function advanceInvoices(record: UserRecord, now: number): UserRecord {
  const waiting = Object.values(record.invoices ?? {}).filter(isWaiting);
  const next = waiting.reduce((so, invoice) => (now >= invoice.expiresAt ? end(so, invoice, 'expired', now) : redraw(so, invoice, now)), record);
  const invoices = pruneInvoices(next.invoices ?? {}, now);
  return invoices === next.invoices || next.invoices === undefined ? next : { ...next, invoices };
}

/** When advanceInvoices has something to do next, ms since 1970; undefined when nothing waits. */
export function nextInvoiceAt(record: UserRecord, now: number): number | undefined {
  const waiting = Object.values(record.invoices ?? {}).filter(isWaiting);
  return waiting.length === 0 ? undefined : Math.min((Math.floor(now / redrawMs) + 1) * redrawMs, ...waiting.map((one) => one.expiresAt));
}

function end(record: UserRecord, invoice: AwaitedInvoice, state: 'paid' | 'expired', now: number): UserRecord {
  const ended = { ...record, invoices: { ...record.invoices, [invoice.paymentHash]: { ...invoice, bolt: '', state } } };
  return oweCard(ended, invoice, state, now);
}

/** An edit that still waits to be delivered shows the time of its delivery anyway. */
function redraw(record: UserRecord, invoice: AwaitedInvoice, now: number): UserRecord {
  const { paymentHash } = invoice;
  return record.outbox.some((row) => row.data['paymentHash'] === paymentHash) ? record : oweCard(record, invoice, `at${now}`, now);
}

function oweCard(record: UserRecord, { paymentHash }: AwaitedInvoice, why: string, now: number): UserRecord {
  const key = invoiceKey(paymentHash);
  return enqueue(record, { kind: 'invoiceCard', id: `${key}:${why}`, data: { paymentHash }, eventAt: now, messageKey: `${key}:card` }, now);
}
