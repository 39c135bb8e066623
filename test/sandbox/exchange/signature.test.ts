import { describe, expect, it } from '@jest/globals';
import { isSignature, signatureOf } from '../../../src/sandbox/exchange/rest/signature.js';

const NONCE = '1700000000000';
const KEY = '0123456789abcdef';
const SECRET = '00112233445566778899aabbccddeeff';
// printf %s 17000000000000123456789abcdef | openssl dgst -sha256 -hmac 00112233445566778899aabbccddeeff
const KNOWN = 'a005e6e3928a9bcb1897b75a44999ca277444f7db6a4d2337677e6e58680e4e6';

describe('the signature', () => {
  it('is the HMAC-SHA256 of nonce and key that openssl computes', () => {
    expect(signatureOf(NONCE, KEY, SECRET)).toBe(KNOWN);
  });

  it('is accepted when it is right', () => {
    expect(isSignature(KNOWN, NONCE, KEY, SECRET)).toBe(true);
  });

  it.each([
    ['one digit differs', `b${KNOWN.slice(1)}`],
    ['a digit is missing', KNOWN.slice(1)],
    ['a digit too many', `${KNOWN}0`],
    ['it is empty', ''],
  ])('is refused when %s', (_, given) => {
    expect(isSignature(given, NONCE, KEY, SECRET)).toBe(false);
  });
});
