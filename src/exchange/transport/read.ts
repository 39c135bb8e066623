// Sends a call that changes nothing: tries again within a deadline, and says what the caller can do about a failure.
import type { Random } from '../../model/clock.js';
import type { Endpoint } from '../endpoint.js';
import type { Report } from '../unreadRows.js';
import { ProtocolError, RedirectedError, RefusedError, UnavailableError } from '../../model/errors.js';
import { attempt, reportOf, type Answer, type Transport, type Try } from './attempt.js';
import { backOff } from '../../pacing/backOff.js';
import { areOwnCodes, speaksOfTimeOut } from './errorBody.js';
import type { HttpFailure } from './http.js';
import { parseBody } from './parseBody.js';

/** A try that failed: `again` says whether another may do better. */
interface Failed {
  readonly error: Error;
  readonly again: boolean;
  readonly afterMs?: number;
}

type Reading = Omit<Try, 'waitMs'>;

/**
 * @throws RefusedError for a definite no; UnavailableError when the exchange cannot be asked now; ProtocolError when its answer
 *   cannot be understood.
 */
export async function read<Input, Output>(transport: Transport, random: Random, endpoint: Endpoint<Input, Output>, input: Input, reading: Reading): Promise<Output> {
  const { clock, limits } = transport;
  const deadline = clock.monotonic() + limits.readDeadlineMs;
  let resynchronised = false;
  for (let tries = 0; ; ) {
    const leftMs = Math.max(0, deadline - clock.monotonic());
    const result = await withDeadline(transport, reading, leftMs);
    if (result.kind === 'answer' && result.nonceRefused && !resynchronised) {
      resynchronised = true;
      continue;
    }
    const outcome = sortResult(endpoint, input, result, reportOf(transport, reading));
    if ('output' in outcome) return outcome.output;
    const waitMs = Math.max(outcome.afterMs ?? 0, backOff(tries, random, { first: limits.retryBaseMs, longest: limits.retryCapMs, least: 0, chance: 1 }));
    tries += 1;
    if (!outcome.again || tries > limits.readRetries || clock.monotonic() + waitMs >= deadline) throw outcome.error;
    await pause(transport, waitMs, reading);
  }
}

/** One try that ends with the read's deadline even when the HTTP time-out is longer. */
async function withDeadline(transport: Transport, reading: Reading, leftMs: number): Promise<Answer | HttpFailure> {
  const late = new AbortController();
  const cancel = transport.clock.after(leftMs, () => late.abort());
  const signal = reading.signal === undefined ? late.signal : AbortSignal.any([reading.signal, late.signal]);
  try {
    const result = await attempt(transport, { ...reading, waitMs: leftMs, signal });
    const givenUp = result.kind === 'aborted' || (result.kind === 'notSent' && result.code === 'ABORTED');
    return givenUp && reading.signal?.aborted !== true ? { kind: 'timeout', code: 'DEADLINE' } : result;
  } catch (error) {
    const outOfTime = late.signal.aborted && reading.signal?.aborted !== true;
    throw outOfTime ? new UnavailableError('rateLimit', reading.request.route, undefined, { cause: error }) : error;
  } finally {
    cancel();
  }
}

/** @throws UnavailableError when the caller gives up meanwhile. */
async function pause(transport: Transport, waitMs: number, reading: Reading): Promise<void> {
  const { signal } = reading;
  await new Promise<void>((resolve) => {
    const done = (): void => { cancel(); signal?.removeEventListener('abort', done); resolve(); };
    const cancel = transport.clock.after(waitMs, done);
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted === true) done();
  });
  if (signal?.aborted === true) throw new UnavailableError('stopping', reading.request.route);
}

function sortResult<Input, Output>(endpoint: Endpoint<Input, Output>, input: Input, result: Answer | HttpFailure, report: Report): { readonly output: Output } | Failed {
  if (result.kind !== 'answer') return sortFailure(endpoint.name, result);
  if (result.status < 200 || result.status > 299) return sortAnswer(endpoint.name, result);
  try {
    return { output: parseBody(endpoint, result.body, input, report) };
  } catch (error) {
    return { error: error instanceof Error ? error : new ProtocolError(endpoint.name), again: true };
  }
}

function sortFailure(route: string, failure: HttpFailure): Failed {
  if (failure.kind === 'tooLarge') return { error: new ProtocolError(`${route}: the answer is too large`), again: false };
  if (failure.kind === 'aborted' || failure.code === 'ABORTED') return { error: new UnavailableError('stopping', route), again: false };
  return { error: new UnavailableError(failure.kind === 'timeout' ? 'timeout' : 'network', route), again: true };
}

function sortAnswer(route: string, answer: Answer): Failed {
  const { status, codes } = answer;
  const afterMs = answer.retryAfterMs;
  const waiting = afterMs === undefined ? {} : { afterMs };
  if (status < 400) return { error: new RedirectedError(route, status), again: false };
  if (status === 429) return { error: new UnavailableError('rateLimit', route, afterMs), again: true, ...waiting };
  if (status === 503 || status === 471 || codes.includes('authz.restrict.maintenance')) {
    return { error: new UnavailableError('maintenance', route, afterMs), again: true, ...waiting };
  }
  if (status >= 500) return { error: new UnavailableError('network', route, afterMs), again: true, ...waiting };
  if (status === 408 || speaksOfTimeOut(answer.body)) return { error: new UnavailableError('timeout', route, afterMs), again: true, ...waiting };
  // Without the exchange's words it is some gateway's answer (PROTOCOL.md section 4): it says nothing of the key, nor of what was asked for.
  return areOwnCodes(status, codes) ? { error: new RefusedError(status, codes, route), again: false } : { error: new UnavailableError('network', route, afterMs), again: true, ...waiting };
}
