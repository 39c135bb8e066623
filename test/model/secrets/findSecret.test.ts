// What is taken for a secret, and what only looks a little like one.
import { sha256 } from '@noble/hashes/sha2';
import { base58, base58xrp, createBase58check } from '@scure/base';
import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { findSecret } from '../../../src/model/secrets/findSecret.js';

const key = '61d025b8573501c2';
const secret = '2d0b4979c7fe6986daa8e21d1dc0644f';
const { encode } = createBase58check(sha256);
const bytes = (length: number, first: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at === 0 ? first : (at * 37 + 11) % 256));
const ripple = (given: Uint8Array): string => base58xrp.encode(base58.decode(encode(given)));
const wif = encode(bytes(33, 0x80));
const seed = 'legal winner thank year wave sausage worth useful legal winner thank yellow';

describe('a secret', () => {
  it.each([
    ['a pair on one line', `${key} ${secret}`, 'certain pair'],
    ['a pair on two lines', `${key}\n${secret}`, 'certain pair'],
    ['a pair with labels and quotes', `API key: "${key}", secret='${secret}'`, 'certain pair'],
    ['a pair the other way round, in capitals', `${secret.toUpperCase()} ${key.toUpperCase()}`, 'certain pair'],
    ['a pair with unseen characters', `${key.slice(0, 8)}\u200b${key.slice(8)} \ufeff${secret}`, 'certain pair'],
    ['a pair in an address', `https://example.com/?key=${key}&secret=${secret}`, 'certain pair'],
    ['a private key of bitcoin', `here: ${wif}.`, 'certain privateKey'],
    ['a compressed one', encode(bytes(34, 0x80)), 'certain privateKey'],
    ['an extended private key', encode(Uint8Array.from([0x04, 0x88, 0xad, 0xe4, ...bytes(74, 0)])), 'certain privateKey'],
    ['a family seed of the XRP ledger', ripple(bytes(17, 0x21)), 'certain privateKey'],
    ['a PEM block', '-----BEGIN EC PRIVATE KEY-----\nMHcCAQ', 'certain privateKey'],
    ['64 hexadecimal digits', 'e9873d79c6d87dc0fb6a5778633389f4453213303da61f20bd67fc233aa33262', 'likely shape'],
    ['64 hexadecimal digits after 0x', `0x${'0f'.repeat(32)}`, 'likely shape'],
    ['a key alone', key, 'likely shape'],
    ['a secret alone', `it is ${secret}`, 'likely shape'],
    ['a card number', '4111 1111 1111 1111', 'likely shape'],
    ['the pin of a voucher', '8374650192837465', 'likely shape'],
    ['a token of a bot', '123456789:AAF0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p', 'likely shape'],
    ['a seed phrase', seed, 'likely words'],
    ['a seed phrase with numbers', seed.split(' ').map((word, at) => `${at + 1}. ${word}`).join('\n'), 'likely words'],
    ['a seed phrase of 24 words after what it is', `my seed is ${seed} ${seed}`, 'likely words'],
    ['my pin', 'my pin is 4821', 'likely named'],
    ['a pin in two groups', 'PIN: 482 913', 'likely named'],
    ['a code before its name', '482913 is my otp', 'likely named'],
    ['a code in Afrikaans', 'my kode is 482913', 'likely named'],
    ['a pin in isiZulu', 'i-PIN yami ngu 482913', 'likely named'],
    ['a password in Afrikaans', 'my wagwoord is Springbok123!', 'likely named'],
    ['a password in isiZulu', 'iphasiwedi: ubuntu', 'likely named'],
    ['a password without more', 'password hunter22', 'likely named'],
  ])('%s', (_which, text, found) => {
    const { certainty = '', what = '' } = findSecret(text) ?? {};
    expect(`${certainty} ${what}`).toBe(found);
  });
});

describe('no secret', () => {
  it.each([
    'buy 0.01 btc @ 830000', '4242', '4294967295', '5000', 'R500', '271828', 'hi', '', 'price btc',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2',
    '6e2ab1a4-0f5c-4f0e-9d3c-2b6f3c1d9a77', `https://mempool.space/tx/${'0f'.repeat(32)}`, '62001234567',
    'my pin is wrong', 'where is my pin?', 'how do I change my password', 'is my password safe', 'my wagwoord is weg', 'the password is lost', 'branch code 250655', 'takkode 250655',
    'I would like to know how much my bitcoin is worth today and whether you would sell it for me please',
    'please tell whoever might know that the price has been rising since yesterday morning without any reason',
    'ngicela ungitshele ukuthi imali yami ikuphi manje futhi ngithole nini impendulo kubona bonke labo abantu',
    wif.replace(/.$/, (last) => (last === '2' ? '3' : '2')),
  ])('in %p', (text) => {
    expect(findSecret(text)).toBeUndefined();
  });
});

test('any text is looked through without a fault', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => { findSecret(text); }), { numRuns: 500 });
});
