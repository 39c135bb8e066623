// Looks at the address of a coin before money may go there: what no address has in it, and the checksums that are known (RELIABILITY.md T18).
//
// Known: bech32 and bech32m (BIP 173, BIP 350) and base58check for bitcoin, base58 of the XRP ledger, and the capitals of Ethereum's
// addresses (EIP-55); one of Ethereum's written in small letters or in capitals alone carries no checksum.
import { sha256 } from '@noble/hashes/sha2';
import { keccak_256 } from '@noble/hashes/sha3';
import { base58, base58xrp, bech32, bech32m, createBase58check } from '@scure/base';
import type { CurrencyCode } from '../trading/market.js';
import { isEthereum } from './network.js';

/** Each has a sentence `address.<fault>`. */
export type AddressFault = 'notAscii' | 'characters' | 'length' | 'shape' | 'checksum' | 'otherCoin' | 'link' | 'xAddress';

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
  return isVersioned(address, bitcoinBase58, [0x00, 0x05]) ? undefined : 'checksum';
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

/** With the tag inside, of the main network or a test one (XLS-5d). */
const xAddress = /^[XT][1-9A-HJ-NP-Za-km-z]{45,46}$/;

/** Classic addresses only: one with the tag inside is not what the exchange takes. */
function rippleFault(address: string): AddressFault | undefined {
  if (xAddress.test(address)) return 'xAddress';
  if (!address.startsWith('r')) return 'shape';
  return isVersioned(address, rippleBase58, [0x00]) ? undefined : 'checksum';
}

/** Bytes without their checksum. @throws when a letter is not one of its alphabet or the checksum is wrong */
type Decoder = (text: string) => Uint8Array;

const bitcoinBase58: Decoder = createBase58check(sha256).decode;
/** The XRP ledger has another order of the letters and the same checksum. */
const rippleBase58: Decoder = (text) => bitcoinBase58(base58.encode(base58xrp.decode(text)));

/** Bytes of the hash that stands behind the version. */
const hashBytes = 20;
/** Letters that version, hash and four bytes of checksum take at most; decoding grows with their square, so no more are tried. */
const longestBase58 = 35;

/** True for one of these versions and a hash behind it, with a right checksum. */
function isVersioned(address: string, decode: Decoder, versions: readonly number[]): boolean {
  if (address.length > longestBase58) return false;
  try {
    const [version = -1, ...hash] = decode(address);
    return versions.includes(version) && hash.length === hashBytes;
  } catch {
    return false;
  }
}

/** Letters of a witness address at most (BIP 173). */
const longestSegwit = 90;

/** A witness address of this network: version 0 with the checksum of BIP 173, later ones with that of BIP 350. */
function isSegwit(address: string, network: string): boolean {
  const first = witness(bech32, address, network);
  if (first?.version === 0) return first.length === 20 || first.length === 32;
  const later = witness(bech32m, address, network);
  return later !== undefined && later.version >= 1 && later.version <= 16 && later.length >= 2 && later.length <= 40;
}

/** Version and bytes of the program; undefined when it is another network's, or its letters, checksum or padding are wrong. */
function witness(coding: typeof bech32, address: string, network: string): { readonly version: number; readonly length: number } | undefined {
  const read = coding.decodeUnsafe(address, longestSegwit);
  if (read === undefined || read.prefix !== network) return undefined;
  const [version = -1, ...words] = read.words;
  const program = coding.fromWordsUnsafe(words);
  return program === undefined ? undefined : { version, length: program.length };
}
