// Secrets that must show up nowhere, and errors that carry them in every way a client, a parser or a careless line could.
import { RefusedError, UnavailableError, UnknownOutcomeError, UserError, ProtocolError } from '../../src/model/errors.js';

export const canaries = {
  apiKey: 'c4na7y00c4na7y01',
  secret: 'c4na7y0ec4na7y0fc4na7y10c4na7y11',
  botToken: '7777777777:AAcanaryCanaryCanaryCanaryCanary_-x',
  masterKey: 'Y2FuYXJ5K2NhbmFyeS9jYW5hcnkrY2FuYXJ5L2NhbiE=',
} as const;

/** Looks as axios' header bag does: own properties and a toJSON that shows them. */
export class AxiosHeaders {
  [name: string]: unknown;
  constructor(headers: Readonly<Record<string, string>>) {
    Object.assign(this, headers);
  }
  toJSON(): object {
    return Object.fromEntries(Object.entries(this));
  }
}

type Make = (secret: string) => unknown;

const headersOf = (secret: string): AxiosHeaders => new AxiosHeaders({ 'X-Auth-Apikey': secret, 'X-Auth-Nonce': '1', 'X-Auth-Signature': secret });

const axiosError = (secret: string, message: string, more: object = {}): Error => {
  const config = { url: `https://trade.capecrypto.com/x?k=${secret}`, headers: headersOf(secret), data: JSON.stringify({ secret }) };
  return Object.assign(new Error(message), { name: 'AxiosError', code: 'ECONNABORTED', config, request: { path: `/bot${secret}/x`, _header: `X-Auth-Apikey: ${secret}\r\n` }, response: { status: 500, data: secret, headers: { echo: secret }, config }, toJSON: () => ({ message, config }), ...more });
};

/** Each way an error can carry a secret. */
const ways: Readonly<Record<string, Make>> = {
  'message': (secret) => new Error(`failed with ${secret}`),
  'message without a space around': (secret) => new Error(`key:${secret};x`),
  'message twice': (secret) => new Error(`${secret}${secret}`),
  'message in a URL': (secret) => new Error(`GET https://api.telegram.org/bot${secret}/getMe failed`),
  'message URL-encoded': (secret) => new Error(`GET /x?k=${encodeURIComponent(secret)}`),
  'message of JSON': (secret) => new Error(`cannot parse {"secret":"${secret}","a":1}`),
  'message of headers': (secret) => new Error(`X-Auth-Apikey: ${secret}\r\nX-Auth-Signature: ${secret}`),
  'long message, late': (secret) => new Error(`${'word '.repeat(55)}${secret}`),
  'long message, over the cut of a line': (secret) => new Error(`${'x'.repeat(290)} ${secret}`),
  'long message, over the cut of a text': (secret) => new Error(`${'word '.repeat(798)}${secret}`),
  'SyntaxError': (secret) => new SyntaxError(`Unexpected token in "${secret}"`),
  'TypeError': (secret) => new TypeError(`Invalid character in header content ["${secret}"]`),
  'name': (secret) => Object.assign(new Error('x'), { name: secret }),
  'code': (secret) => Object.assign(new Error('x'), { code: secret }),
  'route': (secret) => Object.assign(new Error('x'), { route: `GET /bot${secret}/x` }),
  'stack': (secret) => Object.assign(new Error('x'), { stack: `Error: x\n  at ${secret}` }),
  'axios': (secret) => axiosError(secret, 'timeout of 1000ms exceeded'),
  'axios with its message': (secret) => axiosError(secret, `connect to ${secret}`),
  'axios with a status': (secret) => axiosError(secret, 'Request failed with status code 401', { status: 401, code: 'ERR_BAD_REQUEST' }),
  'telegraf': (secret) => Object.assign(new Error('400: Bad Request'), { response: { ok: false, description: secret }, on: { method: 'sendMessage', payload: { text: secret } } }),
  'fetch': (secret) => Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(`getaddrinfo ${secret}`), { code: secret }) }),
  'cause': (secret) => new Error('x', { cause: new Error(secret) }),
  'cause of a cause with headers': (secret) => new Error('x', { cause: new Error('y', { cause: axiosError(secret, 'z') }) }),
  'aggregate': (secret) => new AggregateError([new Error(secret), axiosError(secret, 'x')], `all failed: ${secret}`),
  'RefusedError': (secret) => new RefusedError(401, [`bad ${secret}`], 'GET /x', { cause: axiosError(secret, 'x') }),
  'UnavailableError': (secret) => new UnavailableError('network', `GET /bot${secret}/getMe`, 1, { cause: axiosError(secret, secret) }),
  'UnknownOutcomeError': (secret) => new UnknownOutcomeError('POST /market/orders', `no answer to ${secret}`),
  'UserError': (secret) => new UserError('link.refused', { key: secret }, { cause: new Error(secret) }),
  'ProtocolError': (secret) => new ProtocolError(`unexpected frame {"apikey":"${secret}"}`),
  'thrown text': (secret) => `oops ${secret}`,
  'thrown object': (secret) => ({ message: secret, config: { headers: headersOf(secret) } }),
  'thrown list': (secret) => [secret],
};

/** Every way with every canary. */
export const errorsWithCanaries = (): [string, unknown][] => (
  Object.entries(ways).flatMap(([way, make]) => Object.entries(canaries).map(([name, canary]): [string, unknown] => [`${way} with ${name}`, make(canary)]))
);
