// Invoices made here, field by field, and signed: what the document's own examples do not have.
import { describe, expect, it } from '@jest/globals';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2';
import { bech32 } from '@scure/base';
import { parseBolt11 } from '../../src/lightning/bolt11.js';

const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const key = new Uint8Array(32).fill(7);
const node = Buffer.from(secp256k1.getPublicKey(key)).toString('hex');
const order = secp256k1.Point.CURVE().n;
const createdAt = 1_496_314_658_000;
const stamp = [1, 12, 18, 31, 28, 25, 2];

const field = (tag: string, words: readonly number[], length = words.length): readonly number[] => [letters.indexOf(tag), length >> 5, length & 31, ...words];
const bytes = (value: string | Uint8Array): readonly number[] => bech32.toWords(typeof value === 'string' ? new TextEncoder().encode(value) : value);
const hash = (byte: number): readonly number[] => bytes(new Uint8Array(32).fill(byte));
const usual = [field('p', hash(1)), field('s', hash(2)), field('d', bytes('coffee'))];

interface Made { readonly prefix?: string; readonly isHigh?: boolean; readonly recovery?: number }

function invoice(fields: readonly (readonly number[])[], { prefix = 'lnbc25m', isHigh = false, recovery }: Made = {}): string {
  const words = [...stamp, ...fields.flat()];
  const filled = [...words, ...new Array<number>((8 - words.length % 8) % 8).fill(0)];
  const data = bech32.fromWords(filled).slice(0, Math.ceil(words.length * 5 / 8));
  const made = secp256k1.sign(sha256(Uint8Array.from([...new TextEncoder().encode(prefix), ...data])), key, { prehash: false });
  const signature = Buffer.from(made.toBytes('compact'));
  if (isHigh) signature.set(Buffer.from((order - made.s).toString(16).padStart(64, '0'), 'hex'), 32);
  return bech32.encode(prefix, [...words, ...bytes(Uint8Array.from([...signature, recovery ?? (isHigh ? 1 - made.recovery : made.recovery)]))], false);
}

describe('an invoice', () => {
  it('says what its fields say, and lives an hour where it says nothing of it', () => {
    expect(parseBolt11(invoice(usual))).toEqual({
      amountMsat: '2500000000', paymentHash: '01'.repeat(32), payee: node, description: 'coffee', createdAt, expiresAt: createdAt + 3_600_000, hasSecret: true, unknownNeeds: [],
    });
  });

  it.each<readonly [string, string, string | undefined]>([
    ['thousandths', 'lnbc1m', '100000000'], ['millionths', 'lnbc20u', '2000000'], ['thousand-millionths', 'lnbc7n', '700'], ['the least there is', 'lnbc10p', '1'], ['whole ones', 'lnbc3', '300000000000'],
    ['all there will ever be', 'lnbc21000000', '2100000000000000000'], ['nothing', 'lnbc0', '0'], ['whatever the payer likes', 'lnbc', undefined],
  ])('of %s of a bitcoin is read to the last digit', (_of, prefix, amountMsat) => {
    expect(parseBolt11(invoice(usual, { prefix }))?.amountMsat).toBe(amountMsat);
  });

  it.each<readonly [string, readonly (readonly number[])[], object]>([
    ['two payment hashes', [field('p', hash(9)), ...usual], { paymentHash: '09'.repeat(32) }],
    ['two descriptions', [field('d', bytes('tea')), ...usual], { description: 'tea' }],
    ['two expiries', [field('x', [1]), field('x', [31, 31]), ...usual], { expiresAt: createdAt + 1000 }],
    ['a payment hash of a wrong length before the true one', [field('p', hash(9).slice(1)), ...usual], { paymentHash: '01'.repeat(32) }],
    ['its node named', [field('n', bytes(secp256k1.getPublicKey(key))), ...usual], { payee: node }],
    ['a secret of a wrong length', [field('p', hash(1)), field('s', [...hash(2), 0]), field('d', bytes('coffee'))], { hasSecret: false }],
    ['a life of no time', [field('x', []), ...usual], { expiresAt: createdAt }],
    ['features that are known and some that are not', [field('9', [8, 0, 16, 8, 4]), ...usual], { unknownNeeds: [2] }],
    ['a description that is no text', [field('p', hash(1)), field('s', hash(2)), field('d', bytes(Uint8Array.of(0xff, 0x41)))], { description: '\ufffdA' }],
  ])('with %s is read by the first that is whole', (_what, fields, facts) => {
    expect(parseBolt11(invoice(fields))).toMatchObject(facts);
  });

  it.each<readonly [string, string]>([
    ['a field cut short', invoice([...usual, field('x', [1], 9)])],
    ['a tag without a length', invoice([...usual, [letters.indexOf('x')]])],
    ['no payment hash', invoice(usual.slice(1))],
    ['neither a description nor its hash', invoice(usual.slice(0, 2))],
    ['a description and its hash', invoice([...usual, field('h', hash(3))])],
    ['a life beyond all dates', invoice([...usual, field('x', [31, 31, 31, 31, 31, 31, 31, 31, 31])])],
    ['more than all there will ever be', invoice(usual, { prefix: 'lnbc21000001' })],
    ['a part of a thousandth of a sat', invoice(usual, { prefix: 'lnbc11p' })],
    ['an amount in no unit there is', invoice(usual, { prefix: 'lnbc25x' })],
    ['no such recovery', invoice(usual, { recovery: 4 })],
    ['the node of another', invoice([field('n', bytes(secp256k1.getPublicKey(new Uint8Array(32).fill(8)))), ...usual])],
    ['a node that is no point of the curve', invoice([field('n', bytes(new Uint8Array(33).fill(2, 0, 1))), ...usual])],
    ['a signature that has a twin, its node named', invoice([field('n', bytes(secp256k1.getPublicKey(key))), ...usual], { isHigh: true })],
    ['more characters than a QR code holds', invoice([...usual, ...new Array<readonly number[]>(8).fill(field('c', new Array<number>(1000).fill(0)))])],
    ['a signature alone', bech32.encode('lnbc25m', new Array<number>(104).fill(0), false)],
  ])('with %s is none', (_what, bolt) => {
    expect(parseBolt11(bolt)).toBeUndefined();
  });

  it('whose signature has a twin is its signer\'s all the same, where no node is named', () => {
    expect(parseBolt11(invoice(usual, { isHigh: true }))?.payee).toBe(node);
  });
});
