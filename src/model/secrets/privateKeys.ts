// Private keys whose own checksum says what they are: no other text is taken for one but once in four thousand million times.
import { sha256 } from '@noble/hashes/sha2';
import { base58, base58xrp, createBase58check } from '@scure/base';

/** Words that are decoded at most: each costs some 50 microseconds. */
const triesLimit = 16;

const { decode } = createBase58check(sha256);

/** Wallet import format of bitcoin and its kin: a version, 32 bytes, and one more where the public key is compressed. */
const walletImport = /^[5KL9cTQ6][1-9A-HJ-NP-Za-km-z]{50,51}$/;
/** BIP 32, of bitcoin and its kin. */
const extended = /^[xyzYZtuvUV]prv[1-9A-HJ-NP-Za-km-z]{107}$/;
/** Family seed of the XRP ledger, secp256k1 or ed25519. */
const familySeed = /^s[1-9A-HJ-NP-Za-km-z]{27,30}$/;

const isWhole = (bytes: () => Uint8Array, lengths: readonly number[]): boolean => {
  try {
    return lengths.includes(bytes().length);
  } catch {
    return false;
  }
};

function isPrivateKey(word: string): boolean {
  if (walletImport.test(word)) return isWhole(() => decode(word), [33, 34]);
  if (extended.test(word)) return isWhole(() => decode(word), [78]);
  // The ledger has another order of the letters and the same checksum.
  return isWhole(() => decode(base58.encode(base58xrp.decode(word))), [17, 19]);
}

/** True when one of the words is a private key; a block in PEM is known by its first line. */
export function holdsPrivateKey(text: string, words: readonly string[]): boolean {
  if (text.includes('PRIVATE KEY-----')) return true;
  const likely = words.filter((word) => walletImport.test(word) || extended.test(word) || familySeed.test(word)).slice(0, triesLimit);
  return likely.some(isPrivateKey);
}
