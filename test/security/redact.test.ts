// What is secret is found in any text, by value or by shape, and what is not stays readable.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RefusedError, UnavailableError } from '../../src/model/errors.js';
import { Fingerprints } from '../../src/security/fingerprints.js';
import { createRedactor, describeError, redacted, scrubbedCharactersLimit, scrubPatterns } from '../../src/security/redact.js';

const token = '1234567890:AAExampleExampleExampleExampleExam_-';
const hex = '2d0b4979c7fe6986daa8e21d1dc0644f';

describe('patterns', () => {
  test.each([
    [`token ${token} here`, `token ${redacted} here`],
    [`https://api.telegram.org/bot${token}/sendMessage`, `https://api.telegram.org/bot${redacted}/sendMessage`],
    ['http://127.0.0.1:81/bot1:short/getMe', `http://127.0.0.1:81/bot${redacted}/getMe`],
    ['X-Auth-Apikey: 61d025b8573501c2', `X-Auth-Apikey: ${redacted}`],
    [`{"X-Auth-Signature":"${hex}","a":1}`, `{"X-Auth-Signature":"${redacted}","a":1}`],
    ["'x-auth-nonce': '1584524005143', b", `'x-auth-nonce': '${redacted}', b`],
    [`["X-Auth-Apikey","61d025b8573501c2"]`, `["X-Auth-Apikey","${redacted}"]`],
    [`secret=${hex}`, `secret=${redacted}`],
    [`api_secret: "${hex}${hex}"`, `api_secret: "${redacted}"`],
    [`signature ${hex}`, `signature ${redacted}`],
    [`Key=${hex.toUpperCase()}`, `Key=${redacted}`],
  ])('%s', (text, expected) => {
    expect(scrubPatterns(text)).toBe(expected);
  });

  test.each(['order 123456789 filled 0.5 BTC', `txid ${hex}${hex}`, 'GET /market/orders: 422 market.order.invalid_volume', '12:30:45 at 10.0.0.1:8080', '/bot is a word', 'a5b7c9d1-0000-4000-8000-123456789abc'])('leaves %j as it is', (text) => {
    expect(scrubPatterns(text)).toBe(text);
  });
});

describe('known secrets', () => {
  test('are found wherever they stand, also encoded', () => {
    const redactor = createRedactor();
    redactor.learn('p+ss/w0rd=!');
    redactor.learn(Buffer.from('buffered-secret'));
    redactor.learnKey(Buffer.from(Array.from({ length: 32 }, (_, index) => index + 200)));
    const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index + 200));
    for (const form of ['p+ss/w0rd=!', encodeURIComponent('p+ss/w0rd=!'), Buffer.from('p+ss/w0rd=!').toString('base64'), 'buffered-secret', key.toString('base64'), key.toString('base64url'), key.toString('hex')]) {
      expect(redactor.scrub(form)).toBe(redacted);
      expect(redactor.scrub(`a${form}b${form}`)).toBe(`a${redacted}b${redacted}`);
    }
  });

  test('that are too short to tell from words are not looked for', () => {
    const redactor = createRedactor();
    redactor.learn('ordinary'.slice(0, 7));
    redactor.learn('');
    expect(redactor.scrub('ordinary words')).toBe('ordinary words');
  });

  test('that overlap or touch are all taken out', () => {
    const redactor = createRedactor();
    for (const secret of ['abcdefgh', 'efghijkl', 'ijklmnop', 'abcdefghijkl']) redactor.learn(secret);
    expect(redactor.scrub('<abcdefghijklmnop>')).toBe(`<${redacted}>`);
    expect(redactor.scrub('<abcdefghabcdefgh>')).toBe(`<${redacted}${redacted}>`);
  });

  test('are not kept: nothing in the redactor holds them', () => {
    const fingerprints = new Fingerprints();
    fingerprints.add('canarycanarycanary');
    expect(JSON.stringify(fingerprints) + JSON.stringify(Object.values(fingerprints))).not.toContain('canary');
  });

  test('among any others, in any text, at any place, are found and nothing else is', () => {
    const secret = fc.string({ minLength: 8, maxLength: 40 });
    fc.assert(fc.property(fc.array(secret, { minLength: 1, maxLength: 20 }), fc.string(), fc.string(), (secrets, before, after) => {
      const fingerprints = new Fingerprints();
      for (const one of secrets) fingerprints.add(one);
      const text = before + secrets[0]! + after;
      const found = fingerprints.find(text).map(({ start, end }) => text.slice(start, end));
      expect(found).toContain(secrets[0]);
      expect(found.filter((one) => !secrets.includes(one))).toEqual([]);
    }), { numRuns: 200 });
  });

  test('across the cut of an overlong text leave no piece behind', () => {
    const redactor = createRedactor();
    redactor.learn('canarycanarycanary');
    for (let shift = 0; shift < 40; shift += 1) {
      const text = redactor.scrub(`${'x '.repeat((scrubbedCharactersLimit - 20) / 2)}${'-'.repeat(shift)}canarycanarycanary tail`);
      expect(text).not.toContain('can');
    }
  });

  test('of 10,000 users cost a line less than 20 ms', () => {
    const redactor = createRedactor();
    for (let index = 0; index < 10_000; index += 1) redactor.learn(`${hex.slice(0, 24)}${String(index).padStart(8, '0')}`);
    const line = `${'an ordinary line of the log 0123456789 '.repeat(8)}${hex.slice(0, 24)}00004711`;
    const started = performance.now();
    for (let count = 0; count < 20; count += 1) expect(redactor.scrub(line)).not.toContain('4711');
    expect((performance.now() - started) / 20).toBeLessThan(20);
  });
});

describe('an error', () => {
  const coded = (code: string): Error => Object.assign(new Error('no space'), { code });
  test.each<[string, unknown, object]>([
    ['of ours', new RefusedError(422, ['market.order.invalid_volume'], 'POST /market/orders'), { error: 'RefusedError', code: undefined, status: 422, route: 'POST /market/orders', message: 'POST /market/orders: 422 market.order.invalid_volume' }],
    ['with a reason and a cause', new UnavailableError('storage', 'store.write', undefined, { cause: coded('ENOSPC') }), { error: 'UnavailableError', code: 'storage', status: undefined, route: 'store.write', message: 'store.write: storage' }],
    ['with a code of its cause only', new Error('x', { cause: new Error('y', { cause: coded('EIO') }) }), { error: 'Error', code: 'EIO', status: undefined, route: undefined, message: 'x' }],
    ['with a name and code that are no words', Object.assign(new Error('x'), { name: 'a b: c', code: 'a b' }), { error: 'Error', code: undefined, status: undefined, route: undefined, message: 'x' }],
    ['that is text', `token ${token}`, { error: 'string', message: `token ${redacted}` }],
    ['that is an object', { secret: hex }, { error: 'object' }],
    ['that is nothing', undefined, { error: 'undefined' }],
    ['that throws when read', new Proxy(new Error('x'), { get: () => { throw new Error('trap'); }, getPrototypeOf: () => Error.prototype }), { error: 'unreadable' }],
  ])('%s becomes plain fields', (_, error, expected) => {
    expect(describeError(error)).toEqual(expected);
  });

  test('whose causes go round in a circle is still described', () => {
    const error = new Error('x');
    error.cause = error;
    expect(describeError(error)).toMatchObject({ error: 'Error', message: 'x' });
  });
});
