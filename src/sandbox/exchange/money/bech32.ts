// Bech32, the writing of Lightning invoices (BIP 173), without its length limit.

const CHARSET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** Text of a prefix and five-bit words, with its checksum. */
export function encodeBech32(prefix: string, words: number[]): string {
  const mixed = polymod([...expand(prefix), ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const checksum = [0, 1, 2, 3, 4, 5].map((index) => (mixed >>> (5 * (5 - index))) & 31);
  return `${prefix}1${[...words, ...checksum].map((word) => CHARSET.charAt(word)).join('')}`;
}

/** Prefix and five-bit words of a text; null when a character or the checksum is wrong. */
export function decodeBech32(text: string): { prefix: string; words: number[] } | null {
  const lower = text.toLowerCase();
  const split = lower.lastIndexOf('1');
  if ((text !== lower && text !== text.toUpperCase()) || split < 1) return null;
  const prefix = lower.slice(0, split);
  const words = Array.from(lower.slice(split + 1), (character) => CHARSET.indexOf(character));
  if (words.length < 6 || words.includes(-1) || polymod([...expand(prefix), ...words]) !== 1) return null;
  return { prefix, words: words.slice(0, -6) };
}

/** Bytes to five-bit words, padded with zero bits. */
export function toWords(bytes: Uint8Array): number[] {
  return regroup([...bytes], 8, 5, true);
}

/** Five-bit words to bytes; left-over bits are dropped. */
export function toBytes(words: number[]): Uint8Array {
  return Uint8Array.from(regroup(words, 5, 8, false));
}

function regroup(values: number[], from: number, to: number, pad: boolean): number[] {
  const result: number[] = [];
  let held = 0;
  let bits = 0;
  for (const value of values) {
    held = ((held << from) | value) & 0xffff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      result.push((held >>> bits) & ((1 << to) - 1));
    }
  }
  if (pad && bits > 0) result.push((held << (to - bits)) & ((1 << to) - 1));
  return result;
}

function expand(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.charCodeAt(0));
  return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(values: number[]): number {
  let checksum = 1;
  for (const value of values) {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((word, index) => {
      if (((top >>> index) & 1) === 1) checksum ^= word;
    });
  }
  return checksum >>> 0;
}
