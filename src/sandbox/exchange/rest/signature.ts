// The signature of a private request.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256, hexadecimal, of nonce + API key under the secret; neither path nor body is signed (PROTOCOL.md section 4). */
export function signatureOf(nonce: string, apiKey: string, secret: string): string {
  return createHmac('sha256', secret).update(`${nonce}${apiKey}`).digest('hex');
}

/** Whether a signature is the right one. */
export function isSignature(given: string, nonce: string, apiKey: string, secret: string): boolean {
  const expected = Buffer.from(signatureOf(nonce, apiKey, secret));
  const received = Buffer.from(given);
  return received.length === expected.length && timingSafeEqual(received, expected);
}
