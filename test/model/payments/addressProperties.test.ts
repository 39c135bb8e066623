// The checksums of addresses against encoders written here on their own: whatever is right passes, and nothing else does.
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressFault, isTag, type AddressFault } from '../../../src/model/payments/addressChecks.js';
import { encodeBech32, toWords } from '../../../src/sandbox/exchange/money/bech32.js';

const bitcoinLetters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const rippleLetters = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const segwitLetters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Base58 of the bytes with the first four of their double hash behind them. */
function base58Check(bytes: Uint8Array, letters: string): string {
  const whole = Buffer.concat([bytes, sha256(sha256(bytes)).subarray(0, 4)]);
  const zeros = whole.findIndex((byte) => byte !== 0);
  let text = '';
  for (let rest = BigInt(`0x${whole.toString('hex')}`); rest > 0n; rest /= 58n) text = `${letters.charAt(Number(rest % 58n))}${text}`;
  return `${letters.charAt(0).repeat(zeros)}${text}`;
}

/** BIP 350 only puts another constant into the checksum of BIP 173, so the two differ by the same bits everywhere. */
function encodeBech32m(prefix: string, words: number[]): string {
  const text = encodeBech32(prefix, words);
  const difference = (place: number): number => ((1 ^ 0x2bc830a3) >>> (5 * (5 - place))) & 31;
  const checksum = Array.from(text.slice(-6), (letter, place) => segwitLetters.charAt(segwitLetters.indexOf(letter) ^ difference(place)));
  return `${text.slice(0, -6)}${checksum.join('')}`;
}

const encode = (kind: string, prefix: string, words: number[]): string => (kind === 'bech32' ? encodeBech32(prefix, words) : encodeBech32m(prefix, words));
/** So many bytes, anything in them. */
const bytes = (least: number, most: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: least, maxLength: most });

describe('base58 with a checksum', () => {
  it('passes for 20 bytes behind a known version, and for nothing else', () => {
    // Versions 4 to 7 may all begin with a 3; of the rest most begin with another letter.
    const versions = fc.oneof(fc.constantFrom(0, 4, 5, 6, 7), fc.nat(255));
    const filled = (length: number, byte: number): Uint8Array => new Uint8Array(length).fill(byte);
    fc.assert(fc.property(versions, fc.oneof(bytes(20, 20), bytes(8, 60)), (version, payload) => {
      const whole = Uint8Array.of(version, ...payload);
      const inBitcoin = base58Check(whole, bitcoinLetters);
      const inRipple = base58Check(whole, rippleLetters);
      const faultOf = (begins: boolean, isKnown: boolean): AddressFault | undefined => {
        if (!begins) return 'shape';
        return isKnown && payload.length === 20 ? undefined : 'checksum';
      };
      expect(addressFault('btc', inBitcoin)).toBe(faultOf(/^[13]/.test(inBitcoin), version === 0 || version === 5));
      expect(addressFault('xrp', inRipple)).toBe(faultOf(inRipple.startsWith('r'), version === 0));
    }), { numRuns: 1000, examples: [[0, filled(20, 0)], [0, filled(20, 255)], [5, filled(20, 255)], [0, filled(21, 0)], [0, filled(19, 0)]] });
  });
});

describe('a witness address', () => {
  it('passes with the checksum of its version and a length of it, on the main net only, in one case', () => {
    const prefixes = fc.constantFrom('bc', 'bc', 'bc', 'tb', 'bcrt', 'ltc');
    const programs = fc.oneof(bytes(20, 20), bytes(32, 32), bytes(0, 44));
    fc.assert(fc.property(prefixes, fc.nat(31), programs, fc.constantFrom('bech32', 'bech32m'), (prefix, version, program, kind) => {
      const address = encode(kind, prefix, [version, ...toWords(program)]);
      const { length } = program;
      const isFirst = version === 0 && kind === 'bech32' && (length === 20 || length === 32);
      const isLater = version >= 1 && version <= 16 && kind === 'bech32m' && length >= 2 && length <= 40;
      const fault = prefix !== 'bc' ? 'shape' : isFirst || isLater ? undefined : 'checksum';
      expect([addressFault('btc', address), addressFault('btc', address.toUpperCase())]).toEqual([fault, fault]);
      expect(addressFault('usdt', address)).toBe(fault === undefined ? 'otherCoin' : undefined);
    }), { numRuns: 1000 });
  });

  it('is refused when the bits that fill up its last letter are not zero, or are a letter too many', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 16 }), bytes(2, 40), (version, program) => {
      const words = toWords(program);
      const spare = words.length * 5 - program.length * 8;
      fc.pre(spare > 0);
      const last = words.pop() ?? 0;
      expect(addressFault('btc', encodeBech32m('bc', [version, ...words, last]))).toBeUndefined();
      expect(addressFault('btc', encodeBech32m('bc', [version, ...words, last | 1]))).toBe('checksum');
    }), { numRuns: 500 });
    fc.assert(fc.property(fc.integer({ min: 1, max: 16 }), fc.constantFrom(5, 10, 15, 20, 25, 30, 35, 40), (version, length) => {
      const words = toWords(new Uint8Array(length));
      expect(addressFault('btc', encodeBech32m('bc', [version, ...words]))).toBeUndefined();
      expect(addressFault('btc', encodeBech32m('bc', [version, ...words, 0]))).toBe('checksum');
    }));
  });
});

describe('text that is no address', () => {
  it('whatever it is gets an answer, never an exception', () => {
    const letters = fc.constantFrom(...Array.from(`${bitcoinLetters}${segwitLetters}`));
    const text = fc.oneof(fc.string({ maxLength: 140 }), fc.string({ unit: letters, maxLength: 130 }));
    const start = fc.constantFrom('', '1', '3', 'r', 'bc1', 'BC1', 'bc1q', 'bc1p', '0x');
    fc.assert(fc.property(fc.constantFrom('btc', 'xrp', 'eth', 'usdt'), start, text, (currency, first, rest) => {
      const fault = addressFault(currency, `${first}${rest}`);
      if (currency !== 'usdt' && currency !== 'eth') expect(fault).toBeDefined();
    }), { numRuns: 2000 });
  });
});

describe('a destination tag', () => {
  it('is a whole number of 32 bits', () => {
    const values = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 33n }), fc.bigInt({ min: 2n ** 32n - 3n, max: 2n ** 32n + 3n }));
    fc.assert(fc.property(values, (value) => {
      expect(isTag(String(value))).toBe(value < 2n ** 32n);
    }), { numRuns: 300 });
  });
});
