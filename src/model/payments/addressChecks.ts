// Looks at the address of a coin before money may go there: what no address has in it, and the checksums that are known (RELIABILITY.md T18).
//
// Known: bech32 and bech32m (BIP 173, BIP 350) and base58check for bitcoin, base58 of the XRP ledger, and the capitals of Ethereum's
// addresses (EIP-55); one of Ethereum's written in small letters or in capitals alone carries no checksum.
import { createHash } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3';
import type { CurrencyCode } from '../trading/market.js';
import { isEthereum } from './network.js';

/** Each has a sentence `address.<fault>`. */
export type AddressFault = 'notAscii' | 'characters' | 'length' | 'shape' | 'checksum' | 'otherCoin';

const lengths = { least: 10, most: 128 } as const;
/** What the exchange refuses in an address (PROTOCOL.md section 3, shapes: Beneficiary), and spaces. */
const refused = /[<>'",[\]{}()*&^%$#\\`~@\s]/;

/** What is wrong with it; undefined when nothing is known to be. `address` comes without a destination tag; `network` is the coin's, where it is known. */
export function addressFault(currency: CurrencyCode, address: string, network?: string): AddressFault | undefined {
  if (!/^[\u0020-\u007e]*$/.test(address)) return 'notAscii';
  if (refused.test(address)) return 'characters';
  if (address.length < lengths.least || address.length > lengths.most) return 'length';
  if (currency === 'btc') return bitcoinFault(address);
  if (currency === 'xrp') return rippleFault(address);
  if (currency === 'eth' || isEthereum(network) || /^0x/i.test(address)) return ethereumFault(address);
  return isSegwit(address, 'bc') || rippleFault(address) === undefined ? 'otherCoin' : undefined;
}

/** True where its form, and any checksum in it, could be looked at; of other coins nothing is known here. */
export const isChecked = (currency: CurrencyCode, address: string): boolean => ['btc', 'xrp', 'eth'].includes(currency) || /^0x/i.test(address);

/** True for a coin whose address may need a destination tag beside it. */
export const takesTag = (currency: CurrencyCode): boolean => currency === 'xrp';

/** A destination tag is a whole number of 32 bits. */
export const isTag = (text: string): boolean => /^(0|[1-9]\d{0,9})$/.test(text) && BigInt(text) <= 0xffff_ffffn;

export interface TaggedAddress {
  readonly address: string;
  readonly tag?: string;
}

/** Takes "address?dt=TAG", as the exchange writes it (PROTOCOL.md section 1, deposit_address), apart. */
export function splitTag(text: string): TaggedAddress {
  const match = /^(.*)\?dt=(.*)$/.exec(text);
  return match === null ? { address: text } : { address: match[1] ?? '', tag: match[2] ?? '' };
}

export const joinTag = ({ address, tag }: TaggedAddress): string => (tag === undefined ? address : `${address}?dt=${tag}`);

function bitcoinFault(address: string): AddressFault | undefined {
  if (/^bc1/i.test(address)) return isSegwit(address, 'bc') ? undefined : 'checksum';
  if (!/^[13]/.test(address)) return 'shape';
  const bytes = base58Check(address, bitcoinAlphabet);
  return bytes?.length === 21 && (bytes[0] === 0x00 || bytes[0] === 0x05) ? undefined : 'checksum';
}

function ethereumFault(address: string): AddressFault | undefined {
  if (!/^0x[0-9a-fA-F]{40}$/.test(address)) return 'shape';
  const letters = address.slice(2);
  const lower = letters.toLowerCase();
  if (letters === lower || letters === letters.toUpperCase()) return undefined;
  const hash = Buffer.from(keccak_256(Buffer.from(lower))).toString('hex');
  const capitals = Array.from(lower, (letter, place) => (parseInt(hash[place] ?? '0', 16) > 7 ? letter.toUpperCase() : letter)).join('');
  return capitals === letters ? undefined : 'checksum';
}

/** Classic addresses only: one with the tag inside ("X…") is not what the exchange takes. */
function rippleFault(address: string): AddressFault | undefined {
  if (!address.startsWith('r')) return 'shape';
  const bytes = base58Check(address, rippleAlphabet);
  return bytes?.length === 21 && bytes[0] === 0x00 ? undefined : 'checksum';
}

const bitcoinAlphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const rippleAlphabet = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';
const checkBytes = 4;

/** Version and payload; undefined when a character is none of the alphabet's or the checksum is wrong. */
function base58Check(text: string, alphabet: string): Uint8Array | undefined {
  const digits = Array.from(text, (letter) => alphabet.indexOf(letter));
  if (digits.includes(-1)) return undefined;
  const value = digits.reduce((sum, digit) => sum * 58n + BigInt(digit), 0n);
  const hex = value === 0n ? '' : value.toString(16);
  // Each leading zero digit stands for a leading zero byte.
  const zeros = digits.findIndex((digit) => digit !== 0);
  const bytes = Buffer.concat([Buffer.alloc(zeros < 0 ? digits.length : zeros), Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')]);
  const payload = bytes.subarray(0, -checkBytes);
  return sha256(sha256(payload)).subarray(0, checkBytes).equals(bytes.subarray(-checkBytes)) ? payload : undefined;
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const bech32Mark = 1;
const bech32mMark = 0x2bc830a3;
const longestSegwit = 90;

/** A witness address of this network: version 0 with the checksum of BIP 173, later ones with that of BIP 350. */
function isSegwit(address: string, network: string): boolean {
  if (address.length > longestSegwit || (address !== address.toLowerCase() && address !== address.toUpperCase())) return false;
  const lower = address.toLowerCase();
  const words = Array.from(lower.slice(network.length + 1), (letter) => bech32Alphabet.indexOf(letter));
  const [version = -1] = words;
  if (!lower.startsWith(`${network}1`) || words.length < 8 || words.includes(-1) || version > 16) return false;
  if (polymod([...expanded(network), ...words]) !== (version === 0 ? bech32Mark : bech32mMark)) return false;
  const length = bytesIn(words.slice(1, -6));
  return version === 0 ? length === 20 || length === 32 : length !== undefined && length >= 2 && length <= 40;
}

const expanded = (network: string): number[] => {
  const codes = Array.from(network, (letter) => letter.charCodeAt(0));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
};

const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3] as const;

function polymod(words: readonly number[]): number {
  let check = 1;
  for (const word of words) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ word;
    generator.forEach((one, bit) => { if (((top >> bit) & 1) === 1) check ^= one; });
  }
  return check;
}

/** How many bytes these groups of five bits hold; undefined when the padding is longer than four bits or not zero. */
function bytesIn(words: readonly number[]): number | undefined {
  const spare = (words.length * 5) % 8;
  const isPadded = spare <= 4 && ((words.at(-1) ?? 0) & ((1 << spare) - 1)) === 0;
  return isPadded ? Math.floor((words.length * 5) / 8) : undefined;
}
