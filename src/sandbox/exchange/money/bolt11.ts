// Lightning invoices (BOLT 11): well formed, with a right checksum, and signed by the example key of that document.
import { createECDH, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { decodeBech32, encodeBech32, toBytes, toWords } from './bech32.js';
import { Decimal, type Decimal as Amount } from '../decimals.js';
import { hexDigits, type Random } from '../random.js';

export interface Bolt11 {
  /** Null when the payer chooses. */
  amountSat: Amount | null;
  description: string;
  paymentHash: string;
  /** Seconds. */
  createdAtS: number;
  /** Seconds. */
  expiresAtS: number;
}

const TIME_WORDS = 7;
const SIGNATURE_WORDS = 104;
const DEFAULT_EXPIRY_S = 3600;
const TAG = { hash: 1, features: 5, expiry: 6, description: 13, secret: 16, payee: 19 };
/** The key that the document signs its examples with: nobody's money hangs on it. */
const NODE_KEY = 'e126f68f7eafcc8b74f54d269fe206be715000f94dac067d1c04a8ca3b2db734';
const NODE_ID = '03e7156ae33b0a208d0744199163177e909e80176e55d97a2f221ede0f934dd9ad';
/** Bits 14 and 8: the payment secret and the onion's variable length are needed. */
const FEATURES = [16, 8, 0];
const CURVE_ORDER = BigInt('0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
/** Satoshi per unit of the amount's multiplier: milli, micro, nano and pico bitcoin. */
const SAT_PER_UNIT: Record<string, string> = { '': '100000000', m: '100000', u: '100', n: '0.1', p: '0.0001' };

/** Writes an invoice for main-net bitcoin. */
export function encodeBolt11(invoice: Bolt11, random: Random): string {
  const amount = invoice.amountSat === null ? '' : `${invoice.amountSat.times(10).toFixed(0)}n`;
  const words = [
    ...numberWords(invoice.createdAtS, TIME_WORDS),
    ...tagged(TAG.hash, toWords(Buffer.from(invoice.paymentHash, 'hex'))),
    ...tagged(TAG.description, toWords(Buffer.from(invoice.description, 'utf8'))),
    ...tagged(TAG.expiry, numberWords(invoice.expiresAtS - invoice.createdAtS, 4)),
    ...tagged(TAG.secret, toWords(Buffer.from(hexDigits(random, 64), 'hex'))),
    ...tagged(TAG.payee, toWords(Buffer.from(NODE_ID, 'hex'))),
    ...tagged(TAG.features, FEATURES),
  ];
  return encodeBech32(`lnbc${amount}`, [...words, ...toWords(signed(`lnbc${amount}`, words))]);
}

/** The node's signature over prefix and words, 64 bytes, and a recovery flag that the named node makes unneeded. */
function signed(prefix: string, words: number[]): Buffer {
  // Two more words hold the bits that fill up the last byte.
  const bytes = Buffer.from(toBytes([...words, 0, 0])).subarray(0, Math.ceil(words.length * 5 / 8));
  const data = Buffer.concat([Buffer.from(prefix, 'utf8'), bytes]);
  const made = sign('sha256', data, { key: nodeKey(), dsaEncoding: 'ieee-p1363' });
  const s = BigInt(`0x${made.subarray(32).toString('hex')}`);
  const low = s > CURVE_ORDER / 2n ? CURVE_ORDER - s : s;
  return Buffer.concat([made.subarray(0, 32), Buffer.from(low.toString(16).padStart(64, '0'), 'hex'), Buffer.of(0)]);
}

function nodeKey(): KeyObject {
  const curve = createECDH('secp256k1');
  curve.setPrivateKey(Buffer.from(NODE_KEY, 'hex'));
  const point = curve.getPublicKey();
  const part = (from: number, to: number): string => point.subarray(from, to).toString('base64url');
  const d = Buffer.from(NODE_KEY, 'hex').toString('base64url');
  return createPrivateKey({ key: { kty: 'EC', crv: 'secp256k1', d, x: part(1, 33), y: part(33, 65) }, format: 'jwk' });
}

/** Reads an invoice; null when it is damaged or not for main-net bitcoin. */
export function decodeBolt11(text: string): Bolt11 | null {
  const decoded = decodeBech32(text.trim());
  const amount = /^lnbc(?:(\d+)([munp]?))?$/.exec(decoded?.prefix ?? '');
  if (decoded === null || amount === null || decoded.words.length < TIME_WORDS + SIGNATURE_WORDS) return null;
  const createdAtS = wordsNumber(decoded.words.slice(0, TIME_WORDS));
  const fields = readFields(decoded.words.slice(TIME_WORDS, -SIGNATURE_WORDS));
  const expiry = fields.get(TAG.expiry);
  return {
    amountSat: amount[1] === undefined ? null : new Decimal(amount[1]).times(SAT_PER_UNIT[amount[2] ?? ''] ?? '0'),
    description: Buffer.from(toBytes(fields.get(TAG.description) ?? [])).toString('utf8'),
    paymentHash: Buffer.from(toBytes(fields.get(TAG.hash) ?? [])).toString('hex'),
    createdAtS, expiresAtS: createdAtS + (expiry === undefined ? DEFAULT_EXPIRY_S : wordsNumber(expiry)),
  };
}

function readFields(words: number[]): Map<number, number[]> {
  const fields = new Map<number, number[]>();
  let at = 0;
  while (at + 3 <= words.length) {
    const length = wordsNumber(words.slice(at + 1, at + 3));
    fields.set(words[at] ?? 0, words.slice(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return fields;
}

function tagged(tag: number, words: number[]): number[] {
  return [tag, ...numberWords(words.length, 2), ...words];
}

function numberWords(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.floor(value / 32 ** (count - 1 - index)) % 32);
}

function wordsNumber(words: number[]): number {
  return words.reduce((value, word) => value * 32 + word, 0);
}
