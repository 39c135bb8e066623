import { expect, test } from '@jest/globals';
import { errorName } from '../../../src/bot/errorName.js';
import { userErrorReply } from '../../../src/bot/answering/userErrors.js';
import { ProtocolError, RedirectedError, RefusedError, UnavailableError, UnknownOutcomeError, UserError } from '../../../src/model/errors.js';
import { speak } from '../../../src/text/index.js';

const say = speak('en');

test.each<[string, unknown, RegExp]>([
  ["a person's mistake", new UserError('bot.slowDown', { limit: 20 }), /20 messages/],
  ['a sentence that is not there', new UserError('no.such.key'), /^Sorry.*abc123/],
  ['a sentence whose value is missing', new UserError('bot.slowDown'), /^Sorry.*abc123/],
  ['no connection', new UnavailableError('network', 'x'), /cannot reach the exchange/],
  ['maintenance', new UnavailableError('maintenance', 'x'), /maintenance/],
  ['too many requests', new UnavailableError('rateLimit', 'x'), /slow down/],
  ['a full disk', new UnavailableError('storage', 'x'), /disk is full/],
  ['a time-out', new UnavailableError('timeout', 'x'), /too long/],
  ['an exchange that sends on to another host', new RedirectedError('x', 302), /sends me on to another one.*CAPE_REST_URL/],
  ['an answer that cannot be read', new ProtocolError('x'), /cannot read.*abc123/],
  ['a stop', new UnavailableError('stopping', 'x'), /restarted/],
  ['an unknown outcome', new UnknownOutcomeError('x', 'y'), /do not know yet/],
  ['anything else', new TypeError('secret words'), /^Sorry.*abc123/],
  ['something that is no error', 'secret words', /^Sorry.*abc123/],
])('%s is put into plain words', (_, error, words) => {
  const { text } = userErrorReply(error, say, 'abc123').text;
  expect(text).toMatch(words);
  expect(text).not.toContain('secret');
});

test('a refusal by the exchange is explained', () => {
  expect(userErrorReply(new RefusedError(422, ['market.account.insufficient_balance'], 'r'), say, 'abc123').text.text).not.toMatch(/^Sorry|insufficient_balance/);
});

test.each<[unknown, string]>([
  [new TypeError('secret'), 'TypeError'],
  [new UnavailableError('storage', 'secret'), 'UnavailableError storage'],
  [Object.assign(new Error('secret'), { code: 'EPIPE' }), 'Error EPIPE'],
  [Object.assign(new Error('secret'), { code: 'my secret' }), 'Error'],
  ['secret', 'string'],
])('of an error only its name and a code may be logged: %s', (error, name) => {
  expect(errorName(error)).toBe(name);
});
