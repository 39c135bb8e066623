// Sends a call that changes something: once, ever, and says whether it was done (RELIABILITY.md 1.1, outcome table).
import type { Endpoint } from '../endpoint.js';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../model/errors.js';
import { attempt, reportOf, type Answer, type Transport, type Try } from './attempt.js';
import { speaksOfTimeOut } from './errorBody.js';
import type { HttpFailure } from './http.js';
import { parseBody } from './parseBody.js';

/** The statuses that, with the exchange's own words, are a definite no. */
const definite: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 422, 429]);

/**
 * @throws RefusedError when it was certainly refused; UnavailableError when it certainly never left; UnknownOutcomeError for all else,
 *   also for a success that cannot be read.
 */
export async function write<Input, Output>(transport: Transport, endpoint: Endpoint<Input, Output>, input: Input, one: Try): Promise<Output> {
  const result = await attempt(transport, one);
  if (result.kind !== 'answer') throw sortFailure(endpoint.name, result);
  if (result.status < 200 || result.status > 299) throw sortAnswer(endpoint.name, result);
  try {
    return parseBody(endpoint, result.body, input, reportOf(transport, one));
  } catch (error) {
    throw new UnknownOutcomeError(endpoint.name, `${result.status} unreadable`, { cause: error });
  }
}

function sortFailure(route: string, failure: HttpFailure): Error {
  if (failure.kind !== 'notSent') return new UnknownOutcomeError(route, `${failure.kind} ${failure.code}`);
  return new UnavailableError(failure.code === 'ABORTED' ? 'stopping' : 'network', route);
}

function sortAnswer(route: string, answer: Answer): Error {
  const isDefinite = definite.has(answer.status) && answer.codes.length > 0 && !speaksOfTimeOut(answer.body);
  if (isDefinite) return new RefusedError(answer.status, answer.codes, route);
  return new UnknownOutcomeError(route, [String(answer.status), ...answer.codes].join(' '));
}
