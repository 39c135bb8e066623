// Lightning: invoices a user asks to be paid with, and payments of other people's invoices.
import { refusal } from '../rest/apiError.js';
import { decodeBolt11, encodeBolt11, type Bolt11 } from './bolt11.js';
import { type Decimal } from '../decimals.js';
import { exactNumber } from '../rest/json.js';
import { hexDigits, type Random } from '../random.js';
import { isoTime, seconds } from '../times.js';

const SAT_DECIMALS = -8;
const INVOICE_LIFE_S = 3600;
const MAX_KEPT = 10_000;

export interface Invoice {
  uid: string;
  bolt: string;
  paymentHash: string;
  amountSat: Decimal;
  /** Fraction of what comes in that is sold for rand; null for none. */
  conversion: Decimal | null;
  description: string;
  memberDescription: string | null;
  state: 'pending' | 'paid' | 'expired';
  createdAt: number;
  paidAt: number | null;
}

/** The invoices made here and the payment hashes already paid from here. */
export class Lightning {
  readonly #invoices = new Map<string, Invoice>();
  readonly #paidHashes = new Set<string>();

  constructor(private readonly random: Random, private readonly now: () => number) {}

  /** A new invoice that expires in one hour. */
  createInvoice(uid: string, details: Pick<Invoice, 'amountSat' | 'conversion' | 'description' | 'memberDescription'>): Invoice {
    if (this.#invoices.size >= MAX_KEPT) throw refusal('account.lightning.create_error');
    const { bolt, paymentHash } = this.writeBolt(details.amountSat, details.description, INVOICE_LIFE_S);
    const invoice: Invoice = { ...details, uid, bolt, paymentHash, state: 'pending', createdAt: this.now(), paidAt: null };
    this.#invoices.set(paymentHash, invoice);
    return invoice;
  }

  /** The text of an invoice, from anyone; a null amount lets the payer choose. */
  writeBolt(amountSat: Decimal | null, description: string, lifeS: number): { bolt: string; paymentHash: string } {
    const createdAtS = seconds(this.now());
    const paymentHash = hexDigits(this.random, 64);
    const invoice: Bolt11 = { amountSat, description, paymentHash, createdAtS, expiresAtS: createdAtS + lifeS };
    return { bolt: encodeBolt11(invoice, this.random), paymentHash };
  }

  /** Reads an invoice that someone wants to pay. The exchange's own codes for refusals are not known; these are invented. */
  readPayable(bolt: string): Bolt11 {
    const invoice = decodeBolt11(bolt);
    if (invoice === null) throw refusal('account.lightning.invalid_bolt');
    if (seconds(this.now()) >= invoice.expiresAtS) throw refusal('account.lightning.expired');
    if (this.#paidHashes.has(invoice.paymentHash)) throw refusal('account.lightning.already_paid');
    return invoice;
  }

  /** Remembers that an invoice is being paid, so that it is not paid twice. */
  markPaying(paymentHash: string): void {
    if (this.#paidHashes.size >= MAX_KEPT) throw refusal('account.lightning.create_error');
    this.#paidHashes.add(paymentHash);
  }

  /** The payment failed: the invoice may be tried again. */
  markFailed(paymentHash: string): void {
    this.#paidHashes.delete(paymentHash);
  }

  /** Marks one of our own invoices as paid; null when it is not ours, was paid or has expired. */
  receive(paymentHash: string): Invoice | null {
    const invoice = this.#invoices.get(paymentHash);
    if (invoice?.state !== 'pending' || this.now() >= invoice.createdAt + INVOICE_LIFE_S * 1000) return null;
    invoice.state = 'paid';
    invoice.paidAt = this.now();
    return invoice;
  }

  /** The invoice that user made last and nobody has paid; null when there is none that can be paid. */
  newestPayable(uid: string): Invoice | null {
    const waiting = [...this.#invoices.values()].filter((one) => one.uid === uid && one.state === 'pending' && this.now() < one.createdAt + INVOICE_LIFE_S * 1000);
    return waiting.at(-1) ?? null;
  }

  /** Our own invoice by its text; throws for a strange one. */
  invoiceOf(bolt: string): Invoice {
    const invoice = this.#invoices.get(decodeBolt11(bolt)?.paymentHash ?? '');
    if (invoice === undefined) throw new Error('not an invoice of this exchange');
    return invoice;
  }
}

/** Satoshi to bitcoin. */
export function bitcoin(sat: Decimal): Decimal {
  return sat.shiftedBy(SAT_DECIMALS);
}

/** One invoice as the REST answer shows it; amounts in satoshi as numbers. */
export function invoiceBody(invoice: Invoice): Record<string, unknown> {
  return {
    bolt: invoice.bolt, amount: exactNumber(invoice.amountSat), amount_msat: exactNumber(invoice.amountSat.times(1000)),
    conversion_percent: invoice.conversion === null ? null : exactNumber(invoice.conversion),
    description: invoice.description, member_description: invoice.memberDescription, state: invoice.state,
    created_at: isoTime(invoice.createdAt), expires_at: isoTime(invoice.createdAt + INVOICE_LIFE_S * 1000),
    paid_at: invoice.paidAt === null ? null : isoTime(invoice.paidAt),
  };
}
