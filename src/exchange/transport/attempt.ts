// One try of one call: waits its turn, signs at the last moment, sends, and learns from the answer.
import type { Clock } from '../../model/clock.js';
import { UnavailableError } from '../../model/errors.js';
import type { Log } from '../../model/log.js';
import type { Urgency } from '../client.js';
import type { Limits } from '../limits.js';
import type { Report, UnreadRows } from '../unreadRows.js';
import type { Account } from './account.js';
import type { ClockOffset } from './clockOffset.js';
import { readErrorCodes, refusesNonce } from './errorBody.js';
import type { Http, HttpAnswer, HttpFailure } from './http.js';
import type { RateLimit } from './rateLimit.js';
import type { WireRequest } from './request.js';
import { readRetryAfter } from './retryAfter.js';
import { signHeaders } from './signature.js';

export interface Transport {
  readonly http: Http;
  readonly rateLimit: RateLimit;
  readonly offset: ClockOffset;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly log: Log;
  /** True when this process alone may change anything at the exchange; absent where there is no other. */
  readonly mayLeave?: () => Promise<boolean>;
  /** What could not be read of public answers. */
  readonly unread: UnreadRows;
}

/** Whose rows are counted where some of an answer cannot be read. */
export const reportOf = (transport: Transport, { account }: Pick<Try, 'account'>): Report => (account?.unread ?? transport.unread).report;

export interface Try {
  readonly request: WireRequest;
  /** Absent for public calls. */
  readonly account?: Account;
  readonly urgency: Urgency;
  readonly isOrder: boolean;
  /** How long to wait for a turn, ms. */
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  /** Asked when all is ready to leave: see Transport. */
  readonly mayLeave?: (() => Promise<boolean>) | undefined;
}

export interface Answer extends HttpAnswer {
  /** The exchange's own words of refusal; empty for a success and for what is no answer of the exchange. */
  readonly codes: readonly string[];
  readonly retryAfterMs?: number;
  /** True when our time stamp was refused: the clock has been corrected since. */
  readonly nonceRefused: boolean;
}

/** @throws UnavailableError when the call never got its turn, or may not leave any more: nothing was sent. */
export async function attempt(transport: Transport, one: Try): Promise<Answer | HttpFailure> {
  const { http, rateLimit, log } = transport;
  const { request, account, signal } = one;
  await rateLimit.take({
    route: request.route, key: account?.signer.apiKey ?? '', urgency: one.urgency, isOrder: one.isOrder, waitMs: one.waitMs,
    ...(signal === undefined ? {} : { signal }),
  });
  const headers = account === undefined ? {} : signHeaders(account.signer, account.nonce.next());
  // After the signing: the exchange takes a signature for five seconds, so a process paused from here on sends nothing that counts.
  if (one.mayLeave !== undefined && !(await one.mayLeave())) throw new UnavailableError('stopping', request.route);
  const result = await http.send(request, headers, signal);
  if (result.kind !== 'answer') {
    log.warn('exchange.noAnswer', { route: request.route, kind: result.kind, code: result.code });
    return result;
  }
  const answer = learn(transport, one, result);
  if (answer.status >= 400) log.info('exchange.refusal', { route: request.route, status: answer.status, codes: answer.codes.join(' ') });
  return answer;
}

function learn(transport: Transport, one: Try, answer: HttpAnswer): Answer {
  const { offset, rateLimit, clock, limits } = transport;
  const codes = answer.status >= 400 ? readErrorCodes(answer.body) : [];
  const nonceRefused = answer.status === 401 && refusesNonce(codes);
  if (nonceRefused) offset.learnFromRefusal(answer.date, answer);
  else offset.learn(answer.date, answer);
  const retryAfterMs = readRetryAfter(answer.retryAfter, clock.now(), limits.retryAfterCapMs);
  if (answer.status === 429) rateLimit.slowDown(one.account?.signer.apiKey ?? '', retryAfterMs);
  return { ...answer, codes, nonceRefused, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
