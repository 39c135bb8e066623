// The three headers that prove who sends a request (API.txt, Authentication).
import type { Signer } from '../../model/signer.js';

/**
 * Signs `nonce + apiKey`. Neither method, path nor body is covered, so whoever sees these headers can use them for any call for
 * five seconds: they are made just before sending and never logged.
 */
export function signHeaders(signer: Signer, nonce: number): Readonly<Record<string, string>> {
  const text = String(nonce);
  return {
    'X-Auth-Apikey': signer.apiKey,
    'X-Auth-Nonce': text,
    'X-Auth-Signature': signer.hmacSha256Hex(`${text}${signer.apiKey}`),
  };
}
