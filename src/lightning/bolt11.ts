// The parts of a Lightning invoice for bitcoin's main network, out of its text alone (lightning/bolts, 11-payment-encoding.md).
//
// Read here and by no package: those that are kept up to date want a newer Node than we promise, and the older ones take fields of a
// wrong length for true ones. Checksum and curve are packages': what is read here is only what stands between the two.
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2';
import { bech32 } from '@scure/base';
import { decimal, satsLimit, type Decimal } from '../model/money.js';

export interface Bolt11 {
  /** In thousandths of a sat; absent where the payer chooses. */
  readonly amountMsat?: Decimal;
  /** Hex. */
  readonly paymentHash: string;
  /** The payee's node, hex: the one named in the invoice, else the one that signed it. */
  readonly payee: string;
  /** Absent where the invoice only commits to the hash of one. */
  readonly description?: string;
  /** ms since 1970 */
  readonly createdAt: number;
  /** ms since 1970 */
  readonly expiresAt: number;
  readonly hasSecret: boolean;
  /** Bits of features that a payer must know, and that BOLT 9 gives no meaning. */
  readonly unknownNeeds: readonly number[];
}

/** Every length is counted in letters of bech32, five bits each. */
const lengths = { timeStamp: 7, signature: 104, tag: 3, hash: 52, key: 53 } as const;
/** A QR code holds no more. */
const charactersLimit = 7089;
/** The last byte of a signature says which of so many keys, counted from 0, made it. */
const recoveryMost = 3;
const amountShape = /^lnbc(?:(\d{1,20})([munp]?))?$/u;
/** What one of the unit is, in tenths of a thousandth of a sat: "p" alone is less than one, and there must be ten of them. */
const tenths: Readonly<Record<string, bigint>> = { '': 1_000_000_000_000n, m: 1_000_000_000n, u: 1_000_000n, n: 1000n, p: 1n };
const tenthsOfAll = BigInt(satsLimit) * 10_000n;
const msPerSecond = 1000;
/** The package's types leave one of its functions out. */
const curve: Pick<ECDSA, 'verify' | 'recoverPublicKey'> = secp256k1 as unknown as ECDSA;
const lifeSecondsWhereUnsaid = 3600;
/** The latest moment a date can be, ms. */
const latest = 8_640_000_000_000_000;
/** Even bits that BOLT 9 gives a meaning. */
const knownNeeds: ReadonlySet<number> = new Set([0, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 34, 36, 38, 40, 42, 44, 46, 48, 50, 60, 62]);

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const tags = { paymentHash: 'p', secret: 's', description: 'd', descriptionHash: 'h', payee: 'n', expiry: 'x', features: '9' } as const;
type Words = readonly number[];

/** undefined where checksum, prefix, amount, a field or the signature is wrong; in one case of letters, or it is wrong too. */
export function parseBolt11(request: string): Bolt11 | undefined {
  const decoded = request.length > charactersLimit ? undefined : bech32.decodeUnsafe(request, false);
  if (decoded === undefined || decoded.words.length < lengths.timeStamp + lengths.signature) return undefined;
  const { prefix, words } = decoded;
  const signed = words.slice(0, -lengths.signature);
  const fields = fieldsOf(signed.slice(lengths.timeStamp));
  const amount = amountOf(prefix);
  const payee = fields && signerOf(prefix, signed, words.slice(-lengths.signature), fields.get(tags.payee));
  return fields === undefined || amount === undefined || payee === undefined
    ? undefined
    : factsOf(fields, { ...amount, payee, createdAt: numberOf(signed.slice(0, lengths.timeStamp)) * msPerSecond });
}

/** undefined where it is no whole number of thousandths of a sat; without one where none is named. */
function amountOf(prefix: string): Pick<Bolt11, 'amountMsat'> | undefined {
  const [whole, count = '', unit = ''] = amountShape.exec(prefix) ?? [];
  if (whole === undefined) return undefined;
  if (count === '') return {};
  const all = BigInt(count) * (tenths[unit] ?? 0n);
  return all % 10n === 0n && all <= tenthsOfAll ? { amountMsat: decimal(String(all / 10n)) } : undefined;
}

/** Fields by their tag, the first of each: a payer of today goes by it too. Those of a wrong length are left out; undefined where one is cut short. */
function fieldsOf(words: Words): ReadonlyMap<string, Words> | undefined {
  const found = new Map<string, Words>();
  const exact: Readonly<Record<string, number>> = { [tags.paymentHash]: lengths.hash, [tags.secret]: lengths.hash, [tags.descriptionHash]: lengths.hash, [tags.payee]: lengths.key };
  for (let at = 0; at < words.length;) {
    const tag = letters[words[at] ?? 0] ?? '';
    const from = at + lengths.tag;
    const length = numberOf(words.slice(at + 1, from));
    if (from + length > words.length) return undefined;
    if (!found.has(tag) && (exact[tag] ?? length) === length) found.set(tag, words.slice(from, from + length));
    at = from + length;
  }
  return found;
}

/** The key that signed it, hex; undefined where none did, or not the one that is named. */
function signerOf(prefix: string, signed: Words, signature: Words, named: Words | undefined): string | undefined {
  const bytes = bytesOf(signature);
  if ((bytes.at(-1) ?? 0) > recoveryMost) return undefined;
  const hash = sha256(Uint8Array.from([...new TextEncoder().encode(prefix), ...bytesOf(signed, true)]));
  try {
    if (named === undefined) return hex(curve.recoverPublicKey(Uint8Array.from([...bytes.slice(-1), ...bytes.slice(0, -1)]), hash, { prehash: false }));
    const key = bytesOf(named);
    return curve.verify(bytes.slice(0, -1), hash, key, { lowS: true, prehash: false }) ? hex(key) : undefined;
  } catch {
    return undefined;
  }
}

function factsOf(fields: ReadonlyMap<string, Words>, { amountMsat, payee, createdAt }: Pick<Bolt11, 'amountMsat' | 'payee' | 'createdAt'>): Bolt11 | undefined {
  const paymentHash = fields.get(tags.paymentHash);
  const description = fields.get(tags.description);
  const expiry = fields.get(tags.expiry);
  const expiresAt = createdAt + (expiry === undefined ? lifeSecondsWhereUnsaid : numberOf(expiry)) * msPerSecond;
  // One of the two says what is paid for.
  const isExplained = (description === undefined) !== (fields.get(tags.descriptionHash) === undefined);
  if (paymentHash === undefined || !isExplained || expiresAt > latest) return undefined;
  return {
    ...(amountMsat === undefined ? {} : { amountMsat }), paymentHash: hex(bytesOf(paymentHash)), payee, createdAt, expiresAt,
    ...(description === undefined ? {} : { description: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytesOf(description)) }),
    hasSecret: fields.has(tags.secret), unknownNeeds: bitsOf(fields.get(tags.features) ?? []).filter((bit) => bit % 2 === 0 && !knownNeeds.has(bit)),
  };
}

/** The set bits, the last letter holding the lowest five. */
const bitsOf = (words: Words): readonly number[] => words.toReversed().flatMap((word, place) => [0, 1, 2, 3, 4].filter((bit) => (word >> bit) % 2 === 1).map((bit) => place * 5 + bit));

const numberOf = (words: Words): number => words.reduce((total, word) => total * 32 + word, 0);

/** Eight bits each; what is left over at the end is dropped, or filled up with zeros as the hash that is signed wants it. */
function bytesOf(words: Words, isFilled = false): Uint8Array {
  const bytes: number[] = [];
  let [value, bits] = [0, 0];
  for (const word of words) {
    value = (value << 5 | word) & 0xfff;
    bits += 5;
    if (bits >= 8) bytes.push(value >> (bits -= 8) & 0xff);
  }
  if (isFilled && bits > 0) bytes.push(value << (8 - bits) & 0xff);
  return Uint8Array.from(bytes);
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
