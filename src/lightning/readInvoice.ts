// Reads a Lightning invoice (BOLT 11) out of a text: the package checks checksum and signature, and this says what may not be paid.
import { parsePaymentRequest, type PaymentRequestDetails } from 'invoices';
import { decimal, dividedBy, isPositive, sats, type Decimal, type Sats } from '../model/money.js';

export interface Invoice {
  /** As it was written, in lower case. */
  readonly bolt: string;
  readonly amountSat: Sats;
  /** Hex. */
  readonly paymentHash: string;
  /** The payee's node, hex. */
  readonly payee: string;
  /** Absent where the invoice only commits to the hash of one. */
  readonly description?: string;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly expiresAt: number;
}

export type InvoiceFault =
  /** There is nothing like an invoice in the text. */
  | { readonly fault: 'none' }
  | { readonly fault: 'several' }
  /** For another network than bitcoin's main one. */
  | { readonly fault: 'network'; readonly network: string }
  /** Checksum, signature or a field is wrong. */
  | { readonly fault: 'damaged' }
  | { readonly fault: 'amountless' }
  /** Not a whole number of sats; in thousandths of one. */
  | { readonly fault: 'fraction'; readonly amountMsat: Decimal }
  /** Without the payment secret, or needing what nobody here knows: BOLT 11 forbids to pay it. */
  | { readonly fault: 'unsafe' };

/** Longest text looked at, in characters; Telegram's messages end at 4,096, an invoice by its own rule at 7,089. */
export const invoiceTextLimit = 8000;

// Prefix, amount, the last 1, then at least time stamp, signature and checksum. Words of a text stand apart from it.
const invoiceShape = /(?<![a-z0-9])ln[a-z]{2,4}\d{0,20}[a-z]?1[a-z0-9]{100,}(?![a-z0-9])/giu;
const prefixShape = /^ln([a-z]+?)(?:\d+[munp]?)?$/u;
const mainNetwork = 'bc';
const networks: Readonly<Record<string, string>> = { tb: 'testnet', tbs: 'signet', bcrt: 'regtest', sb: 'simnet', ltc: 'litecoin' };
const msatPerSat = decimal('1000');

/** True when the text has something in it that looks like an invoice of any network. */
export const mentionsInvoice = (text: string): boolean => candidatesIn(text).length > 0;

/** The one invoice in a text, with or without "lightning:" before it, in either case; or why it cannot be paid. */
export function readInvoice(text: string): Invoice | InvoiceFault {
  const candidates = candidatesIn(text);
  const [bolt] = candidates;
  if (bolt === undefined) return { fault: 'none' };
  if (candidates.length > 1) return { fault: 'several' };
  const network = prefixShape.exec(bolt.toLowerCase().slice(0, bolt.lastIndexOf('1')))?.[1];
  if (network !== undefined && network !== mainNetwork && Object.hasOwn(networks, network)) return { fault: 'network', network: networks[network] ?? network };
  const details = parse(bolt);
  return details?.network === 'bitcoin' && details.id !== undefined ? judge(bolt.toLowerCase(), details.id, details) : { fault: 'damaged' };
}

/** The same invoice written twice counts once. */
function candidatesIn(text: string): readonly string[] {
  const found = text.slice(0, invoiceTextLimit).match(invoiceShape) ?? [];
  return [...new Map(found.map((one) => [one.toLowerCase(), one])).values()];
}

function parse(request: string): PaymentRequestDetails | undefined {
  try {
    return parsePaymentRequest({ request });
  } catch {
    return undefined;
  }
}

function judge(bolt: string, paymentHash: string, details: PaymentRequestDetails): Invoice | InvoiceFault {
  const amountMsat = decimal(details.mtokens);
  if (!isPositive(amountMsat)) return { fault: 'amountless' };
  const amountSat = sats(dividedBy(amountMsat, msatPerSat, 3));
  if (amountSat === undefined) return { fault: 'fraction', amountMsat };
  if (details.payment === undefined || details.features.some((one) => one.is_required && one.type === undefined)) return { fault: 'unsafe' };
  const { description = '' } = details;
  const createdAt = Date.parse(details.created_at);
  return {
    bolt, amountSat, paymentHash, payee: details.destination, createdAt, expiresAt: livesNoTime(bolt) ? createdAt : Date.parse(details.expires_at),
    ...(description === '' ? {} : { description }),
  };
}

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const words = { timeStamp: 7, signature: 104, checksum: 6 } as const;
const expiryTag = letters.indexOf('x');

/** An expiry of zero seconds, which the package takes for none and so for an hour. The text has been checked: its fields are whole. */
function livesNoTime(bolt: string): boolean {
  const data = Array.from(bolt.slice(bolt.lastIndexOf('1') + 1), (letter) => letters.indexOf(letter)).slice(words.timeStamp, -(words.signature + words.checksum));
  for (let at = 0; at + 2 < data.length;) {
    const length = (data[at + 1] ?? 0) * 32 + (data[at + 2] ?? 0);
    if (data[at] === expiryTag) return data.slice(at + 3, at + 3 + length).every((word) => word === 0);
    at += 3 + length;
  }
  return false;
}
