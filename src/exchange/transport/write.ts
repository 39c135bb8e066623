// Sends a call that changes something: once, ever, and says whether it was done (RELIABILITY.md 1.1, outcome table).
import type { Endpoint } from '../endpoint.js';
import { RefusedError, UnavailableError, UnknownOutcomeError } from '../../model/errors.js';
import { attempt, reportOf, type Answer, type Transport, type Try } from './attempt.js';
import { readOwnRefusal, speaksOfTimeOut } from './errorBody.js';
import type { HttpFailure } from './http.js';
import { parseBody } from './parseBody.js';

/** Refusals that say nothing about what was done, whatever words come with them: out of time, in conflict, too early. */
const indefinite: ReadonlySet<number> = new Set([408, 409, 425]);
/** The statuses of a refusal: country rules and maintenance have numbers of the exchange's own, 423 and 471 (PROTOCOL.md section 4). */
const isRefusal = (status: number): boolean => status >= 400 && status <= 499 && !indefinite.has(status);

/**
 * @throws RefusedError when it was certainly refused; UnavailableError when it certainly never left; UnknownOutcomeError for all else,
 *   also for a success that cannot be read.
 */
export async function write<Input, Output>(transport: Transport, endpoint: Endpoint<Input, Output>, input: Input, one: Try): Promise<Output> {
  const result = await attempt(transport, { ...one, mayLeave: transport.mayLeave });
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
  const said = isRefusal(answer.status) && !speaksOfTimeOut(answer.body) ? readOwnRefusal(answer.status, answer.body) : [];
  if (said.length > 0) return new RefusedError(answer.status, said, route);
  return new UnknownOutcomeError(route, [String(answer.status), ...answer.codes].join(' '));
}
