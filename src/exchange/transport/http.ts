// Sends one HTTP request and says what came of it, as a value: nothing of it is ever thrown, logged or kept.
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Clock } from '../../model/clock.js';
import type { Limits } from '../limits.js';
import type { WireRequest } from './request.js';

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly body: string;
  readonly date?: string;
  readonly retryAfter?: string;
  /** ms since 1970 and ms. */
  readonly sentAt: number;
  readonly tookMs: number;
}

/**
 * notSent: no connection was made, so nothing left this machine; timeout and lost: it may have arrived; tooLarge: the answer passes
 * the limit; aborted: the caller gave up. `code` is the platform's short word.
 */
export interface HttpFailure {
  readonly kind: 'notSent' | 'timeout' | 'lost' | 'tooLarge' | 'aborted';
  readonly code: string;
}

export interface Http {
  send(request: WireRequest, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  /** Closes idle connections. */
  destroy(): void;
}

/** Idle connections are dropped before servers usually drop them, because a write on a dying one has an unknown outcome. */
const idleSocketMs = 15_000;
const maxFreeSockets = 10;

/** `baseUrl` has been checked and ends without a slash; `limits` bound time and size. */
export function createHttp(baseUrl: string, clock: Clock, limits: Limits): Http {
  const options = { keepAlive: true, maxSockets: limits.maxSockets, maxFreeSockets, timeout: idleSocketMs, scheduling: 'lifo' } as const;
  const agents = { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) };
  const client = axios.create({
    ...agents,
    adapter: 'http',
    timeout: limits.requestTimeoutMs,
    // A redirect would carry the signed headers to another host (RELIABILITY.md 1.5).
    maxRedirects: 0,
    proxy: false,
    decompress: true,
    maxContentLength: limits.maxResponseBytes,
    maxBodyLength: limits.maxRequestBytes,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    transformRequest: (body: unknown) => body,
    validateStatus: () => true,
  });
  return {
    send: (request, headers, signal) => sendOnce({ client, baseUrl, clock, limits }, request, headers, signal),
    destroy: () => { agents.httpAgent.destroy(); agents.httpsAgent.destroy(); },
  };
}

interface Parts {
  readonly client: AxiosInstance;
  readonly baseUrl: string;
  readonly clock: Clock;
  readonly limits: Limits;
}

async function sendOnce(parts: Parts, request: WireRequest, headers: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<HttpAnswer | HttpFailure> {
  if (isAborted(signal)) return { kind: 'notSent', code: 'ABORTED' };
  const { clock, limits } = parts;
  const sentAt = clock.now();
  const started = clock.monotonic();
  // axios's own time-out counts silence; this one counts the whole exchange, so a trickling body ends too.
  const total = new AbortController();
  const cancelTimer = clock.after(limits.requestTimeoutMs, () => total.abort());
  try {
    const answer = await parts.client.request<unknown>({
      url: `${parts.baseUrl}${request.target}`,
      method: request.method,
      headers: { Accept: 'application/json', 'User-Agent': 'capebot', ...contentType(request), ...headers },
      signal: signal === undefined ? total.signal : AbortSignal.any([signal, total.signal]),
      ...(request.body === undefined ? {} : { data: request.body }),
    });
    return readAnswer(answer, sentAt, clock.monotonic() - started);
  } catch (error) {
    return sortFailure(error, total.signal.aborted, isAborted(signal));
  } finally {
    cancelTimer();
  }
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** As the document's own sample sends it (API.txt, Authentication). */
const contentType = (request: WireRequest): Readonly<Record<string, string>> =>
  request.method === 'POST' || request.method === 'PATCH' ? { 'Content-Type': 'application/json;charset=utf-8' } : {};

function readAnswer(answer: AxiosResponse, sentAt: number, tookMs: number): HttpAnswer {
  const body: unknown = answer.data;
  const date = headerOf(answer, 'date');
  const retryAfter = headerOf(answer, 'retry-after');
  return {
    kind: 'answer', status: answer.status, body: typeof body === 'string' ? body : '', sentAt, tookMs,
    // An answer out of a cache has the Date of when it was made.
    ...(date === undefined || Number(headerOf(answer, 'age') ?? 0) > 0 ? {} : { date }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

function headerOf(answer: AxiosResponse, name: string): string | undefined {
  const value: unknown = (answer.headers as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Refused connections, unknown names, and a certificate that is not the exchange's: nothing of the request left this machine
 * (RELIABILITY.md 1.1, outcome table; that a bad certificate lets no byte out is proved in test/exchange/transport/tls.test.ts).
 */
const beforeAnyByte: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'CERT_REJECTED',
  'CERT_SIGNATURE_FAILURE', 'INVALID_CA', 'INVALID_PURPOSE', 'HOSTNAME_MISMATCH', 'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function sortFailure(error: unknown, outOfTime: boolean, givenUp: boolean): HttpFailure {
  const code = codeOf(error);
  if (beforeAnyByte.has(code)) return { kind: 'notSent', code };
  if (givenUp) return { kind: 'aborted', code };
  if (outOfTime || code === 'ECONNABORTED' || code === 'ETIMEDOUT') return { kind: 'timeout', code };
  return { kind: /maxContentLength/.test(axios.isAxiosError(error) ? error.message : '') ? 'tooLarge' : 'lost', code };
}

/** Only the short word: the error itself carries the signed headers. */
function codeOf(error: unknown): string {
  return axios.isAxiosError(error) && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
