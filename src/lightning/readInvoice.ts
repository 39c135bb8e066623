// Finds a Lightning invoice (BOLT 11) in a text, and says what may not be paid.
import { decimal, dividedBy, isPositive, sats, type Decimal, type Sats } from '../model/money.js';
import { parseBolt11, type Bolt11 } from './bolt11.js';
import { findTarget, type TargetKind } from './targets.js';

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
  /** It names a place to be paid at, which is no invoice. */
  | { readonly fault: TargetKind }
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
const invoiceShape = /(?<![a-z0-9])ln(?!url1)[a-z]{2,4}\d{0,20}[a-z]?1[a-z0-9]{100,}(?![a-z0-9])/giu;
const prefixShape = /^ln([a-z]+?)(?:\d+[munp]?)?$/u;
const mainNetwork = 'bc';
const networks: Readonly<Record<string, string>> = { tb: 'testnet', tbs: 'signet', bcrt: 'regtest', sb: 'simnet', ltc: 'litecoin' };
const msatPerSat = decimal('1000');

/** True when the text has something in it that looks like an invoice of any network, or is another place to be paid at over Lightning. */
export const mentionsLightning = (text: string): boolean => candidatesIn(text).length > 0 || wrappedIn(text).length > 0 || findTarget(text) !== undefined;

/** The one invoice in a text, with or without "lightning:" before it, in either case, over one line or several; or why it cannot be paid. */
export function readInvoice(text: string): Invoice | InvoiceFault {
  const candidates = candidatesIn(text);
  const [first] = candidates;
  if (candidates.length > 1) return { fault: 'several' };
  const network = first === undefined ? undefined : foreignNetwork(first);
  if (network !== undefined) return { fault: 'network', network };
  const read = [...candidates, ...wrappedIn(text)].map(readWhole).find((one) => one !== undefined);
  if (read !== undefined) return read;
  const target = findTarget(text);
  if (first === undefined && target !== undefined) return { fault: target };
  return { fault: first === undefined && wrappedIn(text).length === 0 ? 'none' : 'damaged' };
}

/** Of one of the other networks that are known. */
function foreignNetwork(bolt: string): string | undefined {
  const network = prefixShape.exec(bolt.toLowerCase().slice(0, bolt.lastIndexOf('1')))?.[1];
  return network !== undefined && network !== mainNetwork && Object.hasOwn(networks, network) ? networks[network] : undefined;
}

/** undefined unless checksum and signature hold. */
function readWhole(bolt: string): Invoice | InvoiceFault | undefined {
  const parts = parseBolt11(bolt);
  return parts && judge(bolt.toLowerCase(), parts);
}

/** The same invoice written twice counts once. */
function candidatesIn(text: string): readonly string[] {
  const found = text.slice(0, invoiceTextLimit).match(invoiceShape) ?? [];
  return [...new Map(found.map((one) => [one.toLowerCase(), one])).values()];
}

/** Pieces that an invoice is put together of at most; mail programs break lines at 70 to 80 characters. */
const piecesLimit = 60;
/** Characters of the shortest invoice that is looked at. */
const shortestInvoice = 110;
const beginning = /(?:^|[^a-z0-9])(lnbc[a-z0-9]*)$/iu;
const piece = /^[qpzry9x8gf2tvdw0s3jn54khce6mua7l1]+[.,;!?)>"']*$/iu;
const closing = /[.,;!?)>"']+$/u;

/** What an invoice broken over lines or by spaces may have been: words may follow it, and its checksum tells where it ends. */
function wrappedIn(text: string): readonly string[] {
  const words = text.slice(0, invoiceTextLimit).split(/\s+/u);
  const at = words.findIndex((word) => beginning.test(word));
  let joined = beginning.exec(words[at] ?? '')?.[1] ?? '';
  const found: string[] = [];
  for (const word of at < 0 ? [] : words.slice(at + 1, at + piecesLimit)) {
    if (!piece.test(word)) break;
    joined += word.replace(closing, '');
    if (joined.length >= shortestInvoice) found.push(joined);
    if (closing.test(word)) break;
  }
  return found;
}

function judge(bolt: string, { amountMsat, description = '', hasSecret, unknownNeeds, ...facts }: Bolt11): Invoice | InvoiceFault {
  if (amountMsat === undefined || !isPositive(amountMsat)) return { fault: 'amountless' };
  const amountSat = sats(dividedBy(amountMsat, msatPerSat, 3));
  if (amountSat === undefined) return { fault: 'fraction', amountMsat };
  if (!hasSecret || unknownNeeds.length > 0) return { fault: 'unsafe' };
  return { bolt, amountSat, ...facts, ...(description === '' ? {} : { description }) };
}
