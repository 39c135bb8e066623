// The slow hash of a PIN: known answers, and the same answer only for the same PIN and salt.
import { describe, expect, it } from '@jest/globals';
import { hashPin, isSameHash, pinCost, scryptOf } from '../../src/security/pin.js';

const salt = Buffer.from(Array.from({ length: 16 }, (_, index) => index));

describe('scrypt', () => {
  // RFC 7914, section 12.
  it.each([
    ['', '', { N: 16, r: 1, p: 1 }, '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906'],
    ['password', 'NaCl', { N: 1024, r: 8, p: 16 }, 'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640'],
    ['pleaseletmein', 'SodiumChloride', { N: 16384, r: 8, p: 1 }, '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887'],
  ])('gives the known answer for %j with salt %j', async (text, saltText, cost, expected) => {
    expect((await scryptOf(text, Buffer.from(saltText), cost, 64)).toString('hex')).toBe(expected);
  });

  it('at the cost of a PIN gives what another program gives', async () => {
    // hashlib.scrypt(b'271828', salt=bytes(range(16)), n=32768, r=8, p=1, dklen=32) of Python
    expect((await hashPin('271828', salt)).toString('hex')).toBe('c3cf6b3aaa15c90f3eec26562c5b7b29b4ccf59bf15bcb91a21ad1eae8d755e0');
    expect(pinCost).toEqual({ N: 32768, r: 8, p: 1 });
  });

  it.each([0, 15, 17])('a salt of %d bytes is refused', async (length) => {
    await expect(hashPin('271828', Buffer.alloc(length))).rejects.toThrow(RangeError);
  });
});

it.each([['the same', 'aabb', 'aabb', true], ['another last byte', 'aabb', 'aabc', false], ['a shorter one', 'aabb', 'aa', false], ['nothing', '', '', true]])('%s compares as it should', (_what, a, b, same) => {
  expect(isSameHash(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))).toBe(same);
});
