// A sealed value opens with its own key in its own place only; known answers pin the format.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Link, Sealed } from '../../src/model/account.js';
import { createRedactor } from '../../src/security/redact.js';
import { SealError } from '../../src/security/sealError.js';
import { createKeySeal, linkFields, type KeySeal, type SealContext } from '../../src/security/sealKeys.js';

interface Vectors {
  readonly seals: readonly { readonly masterKey: string; readonly keyId: string; readonly apiHost: string; readonly nonce: string; readonly context: SealContext; readonly clear: string; readonly sealed: Sealed }[];
  readonly mustFail: readonly { readonly why: string; readonly sealed: Sealed; readonly reason: string }[];
}

const vectors = JSON.parse(readFileSync('test/fixtures/security/seals.json', 'utf8')) as Vectors;
const masterKey = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const apiHost = 'trade.capecrypto.com';
const seal = createKeySeal(masterKey, { apiHost });
const place: SealContext = { userId: 42, field: 'secret', keyVersion: 1 };

/** Why it does not open; undefined when it does. */
function refusal(sealed: string, context: SealContext = place, by: KeySeal = seal): string | undefined {
  try {
    by.open(sealed as Sealed, context);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(SealError);
    return (error as SealError).reason;
  }
}

describe('known answers', () => {
  test.each(vectors.seals)('$context.field of user $context.userId on $apiHost', ({ masterKey: hex, keyId, apiHost: host, nonce, context, clear, sealed }) => {
    const known = createKeySeal(Buffer.from(hex, 'hex'), { apiHost: host, randomBytes: () => Buffer.from(nonce, 'hex') });
    expect(known.keyId).toBe(keyId);
    expect(known.seal(clear, context)).toBe(sealed);
    expect(known.open(sealed, context)).toBe(clear);
  });

  test.each(vectors.mustFail)('must fail: $why', ({ sealed, reason }) => {
    expect(refusal(sealed)).toBe(reason);
  });

  test('agree with the construction written out from node:crypto alone', () => {
    const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', info, 32));
    const keyId = createHash('sha256').update(derive('capebot v1 key check')).digest('hex').slice(0, 8);
    const nonce = Buffer.alloc(12, 7);
    const cipher = createCipheriv('aes-256-gcm', derive('capebot v1 user key|42'), nonce);
    cipher.setAAD(Buffer.from(`v1|${keyId}|42|secret|trade.capecrypto.com|1`));
    const body = Buffer.concat([cipher.update('clear'), cipher.final(), cipher.getAuthTag()]);
    const own = createKeySeal(masterKey, { apiHost, randomBytes: () => nonce });
    expect(own.seal('clear', place)).toBe(`v1.${keyId}.${nonce.toString('base64url')}.${body.toString('base64url')}`);
  });
});

describe('sealing', () => {
  test('any text comes back, and no two sealed texts are the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 2 ** 52 }), fc.nat(), (clear, userId, keyVersion) => {
      const context = { userId, field: 'apiKey', keyVersion };
      const [first, second] = [seal.seal(clear, context), seal.seal(clear, context)];
      expect([seal.open(first, context), seal.open(second, context)]).toEqual([clear, clear]);
      expect(first).not.toBe(second);
    }), { numRuns: 300 });
  });

  test('a sealed text shows nothing of the clear one but its length', () => {
    const sealed = seal.seal('canarycanarycanary', place);
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    for (const form of ['canary', Buffer.from('canary').toString('base64url')]) expect(sealed).not.toContain(form);
  });

  test.each<[string, Partial<SealContext>]>([
    ['a user id with a fraction', { userId: 1.5 }], ['a user id beyond exact numbers', { userId: 2 ** 53 }],
    ['a field with the separator', { field: 'a|b' }], ['an empty field', { field: '' }],
    ['a negative version', { keyVersion: -1 }], ['a version that is no number', { keyVersion: Number.NaN }],
  ])('%s is no place', (_, part) => {
    expect(() => seal.seal('x', { ...place, ...part })).toThrow(RangeError);
    expect(() => seal.open(seal.seal('x', place), { ...place, ...part })).toThrow(RangeError);
  });

  test.each([0, 16, 31, 33, 64])('a master key of %i bytes is refused', (length) => {
    expect(() => createKeySeal(Buffer.alloc(length), { apiHost })).toThrow(RangeError);
  });

  test.each(['', 'a|b', 'a b', 'https://x/y'])('the host %j is refused', (host) => {
    expect(() => createKeySeal(masterKey, { apiHost: host })).toThrow(RangeError);
  });

  test('randomness that is too short is refused', () => {
    expect(() => createKeySeal(masterKey, { apiHost, randomBytes: () => Buffer.alloc(11) }).seal('x', place)).toThrow(RangeError);
  });

  test('the caller may wipe its copy of the master key', () => {
    const copy = Buffer.from(masterKey);
    const own = createKeySeal(copy, { apiHost });
    copy.fill(0);
    expect(own.open(seal.seal('x', place), place)).toBe('x');
  });
});

describe('opening refuses', () => {
  const sealed = seal.seal('0123456789abcdef0123456789abcdef', place);

  // Three lengths, so that the last base64url character has 0, 2 and 4 spare bits.
  test.each(['0123456789abcdef', '0123456789abcde', '0123456789abcd'])('every single bit flipped of what seals %s', (clear) => {
    const bytes = Buffer.from(seal.seal(clear, place));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(refusal(flipped.toString('latin1'))).toBeDefined();
    }
  });

  test('every cut, also one that leaves a tag of 4, 8 or 12 bytes', () => {
    for (let length = 0; length < sealed.length; length += 1) expect(refusal(sealed.slice(0, length))).toBe('damaged');
    const head = sealed.slice(0, sealed.lastIndexOf('.') + 1);
    const body = Buffer.from(sealed.slice(head.length), 'base64url');
    for (const tagLength of [4, 8, 12, 13, 14, 15]) {
      expect(refusal(head + body.subarray(0, body.length - 16 + tagLength).toString('base64url'))).toBe('damaged');
    }
    const empty = seal.seal('', place);
    const emptyHead = empty.slice(0, empty.lastIndexOf('.') + 1);
    expect(refusal(emptyHead + Buffer.from(empty.slice(emptyHead.length), 'base64url').subarray(0, 4).toString('base64url'))).toBe('damaged');
  });

  test('other spellings of the same bytes', () => {
    for (const other of [`${sealed}=`, ` ${sealed}`, `${sealed}\n`, sealed.replace('v1', 'V1'), sealed.toUpperCase()]) expect(refusal(other)).toBe('damaged');
  });

  test.each<[string, SealContext]>([
    ['user', { ...place, userId: 43 }], ['field', { ...place, field: 'apiKey' }], ['version', { ...place, keyVersion: 2 }], ['earlier version', { ...place, keyVersion: 0 }],
  ])('the place of another %s', (_, context) => {
    expect(refusal(sealed, context)).toBe('damaged');
  });

  test('another host, but not the same host in capitals', () => {
    expect(refusal(sealed, place, createKeySeal(masterKey, { apiHost: 'trade.example.com' }))).toBe('damaged');
    expect(refusal(sealed, place, createKeySeal(masterKey, { apiHost: 'Trade.CapeCrypto.com' }))).toBeUndefined();
  });

  test('another master key, saying that it is the key', () => {
    expect(refusal(sealed, place, createKeySeal(Buffer.alloc(32, 9), { apiHost }))).toBe('wrongMasterKey');
  });

  test('an earlier master key that is not given any more', () => {
    const newer = createKeySeal(Buffer.alloc(32, 9), { apiHost, oldMasterKeys: [masterKey] });
    expect([refusal(sealed, place, newer), newer.knows(seal.keyId), newer.knows(newer.keyId)]).toEqual([undefined, true, true]);
    expect([refusal(newer.seal('x', place), place, seal), refusal(sealed, { ...place, userId: 43 }, newer)]).toEqual(['wrongMasterKey', 'damaged']);
    expect(() => createKeySeal(masterKey, { apiHost, oldMasterKeys: [Buffer.alloc(31)] })).toThrow(RangeError);
  });

  test('another master key even under the right key id', () => {
    const other = createKeySeal(Buffer.alloc(32, 9), { apiHost });
    expect(refusal(sealed.replace(seal.keyId, other.keyId), place, other)).toBe('damaged');
  });

  test('all swaps between the places of 100 users', () => {
    const places = Array.from({ length: 100 }, (_, index) => ({ ...place, userId: index + 1 }));
    const texts = places.map((one) => seal.seal(`secret of ${one.userId}`, one));
    const accepted = texts.flatMap((text, from) => places.filter((one, to) => from !== to && refusal(text, one) === undefined));
    expect(accepted).toEqual([]);
  });

  test('text of any content, with nothing of it in the message', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 8 }), (text) => {
      expect(refusal(text)).toBe('damaged');
      expect(new SealError('damaged').message).not.toContain(text);
    }), { numRuns: 300 });
  });
});

describe('a signer', () => {
  const link = (secret: string, keyVersion = 3): Link => ({
    apiKey: seal.seal('61d025b8573501c2', { userId: 42, field: linkFields.apiKey, keyVersion }),
    secret: seal.seal(secret, { userId: 42, field: linkFields.secret, keyVersion }),
    keyVersion, tail: '01c2', linkedAt: 0,
  });

  test('gives the HMAC of RFC 4231, test case 2', () => {
    expect(seal.signer(42, link('Jefe')).hmacSha256Hex('what do ya want for nothing?')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  test('signs any text as node:crypto does, again and again', () => {
    const secret = '2d0b4979c7fe6986daa8e21d1dc0644f';
    const signer = seal.signer(42, link(secret));
    expect(signer.apiKey).toBe('61d025b8573501c2');
    for (const text of ['', 'a', '1584524005143'.repeat(9), '€']) expect(signer.hmacSha256Hex(text)).toBe(createHmac('sha256', secret).update(text).digest('hex'));
  });

  test('shows its secret in no property and no text form', () => {
    const signer = seal.signer(42, link('canarycanarycanary'));
    expect(JSON.stringify(signer) + Object.values(signer).map(String).join()).not.toContain('canary');
  });

  test('tells the redactor what it opened', () => {
    const redactor = createRedactor();
    createKeySeal(masterKey, { apiHost, redactor }).signer(42, link('canarycanarycanary'));
    expect(redactor.scrub('x canarycanarycanary 61d025b8573501c2 y')).toBe('x [secret] [secret] y');
  });

  test.each<[string, number, Partial<Link>]>([
    ['of another user', 43, {}], ['with another version', 42, { keyVersion: 4 }],
    ['with key and secret exchanged', 42, { apiKey: link('x').secret, secret: link('x').apiKey }],
    ['with an empty secret', 42, { secret: link('').secret }],
  ])('is not made for a link %s', (_, userId, part) => {
    expect(() => seal.signer(userId, { ...link('secret'), ...part })).toThrow(SealError);
  });
});
