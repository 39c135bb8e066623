// How a signed request is made without the secret ever being seen outside security/.

export interface Signer {
  /** The public half: sent in the X-Auth-Apikey header. */
  readonly apiKey: string;
  /** HMAC-SHA256 of `text` under the secret, lower-case hex. */
  hmacSha256Hex(text: string): string;
}
