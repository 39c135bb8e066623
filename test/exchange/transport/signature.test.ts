import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { signHeaders } from '../../../src/exchange/transport/signature.js';
import { testSigner } from '../../support/exchangeUnderTest.js';

const vectors = JSON.parse(readFileSync(new URL('../../fixtures/exchange/signature.json', import.meta.url), 'utf8')) as
  readonly { readonly apiKey: string; readonly secret: string; readonly nonce: number; readonly signature: string }[];

describe('the signature', () => {
  it.each(vectors)('of key $apiKey at $nonce is the known answer', ({ apiKey, secret, nonce, signature }) => {
    expect(signHeaders(testSigner(apiKey, secret), nonce)).toEqual({ 'X-Auth-Apikey': apiKey, 'X-Auth-Nonce': String(nonce), 'X-Auth-Signature': signature });
  });
});
