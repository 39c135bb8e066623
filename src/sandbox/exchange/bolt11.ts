// Lightning invoices (BOLT 11): well formed and with a right checksum; the signature in them is invented.
import { decodeBech32, encodeBech32, toBytes, toWords } from './bech32.js';
import { Decimal, type Decimal as Amount } from './decimals.js';
import { hexDigits, type Random } from './random.js';

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
const TAG = { hash: 1, description: 13, expiry: 6 };
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
    ...toWords(Buffer.from(hexDigits(random, 130), 'hex')),
  ];
  return encodeBech32(`lnbc${amount}`, words);
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
