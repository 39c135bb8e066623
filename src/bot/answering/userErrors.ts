// What a person reads when something did not work: their own mistake by its sentence, everything else in plain words.
import { ProtocolError, reasonsOf, RedirectedError, RefusedError, UnavailableError, UnknownOutcomeError, UserError } from '../../model/errors.js';
import { isTextKey, type Say } from '../../text/index.js';
import type { TextKey } from '../../text/language.js';
import { explainRefusal, statusReason } from '../../text/refusals.js';
import { outside, outsideValues } from '../../text/outside.js';
import type { Reply } from '../command.js';

const unavailable: Readonly<Record<UnavailableError['reason'], TextKey>> = {
  network: 'error.network',
  maintenance: 'error.maintenance',
  rateLimit: 'error.rateLimit',
  storage: 'error.storage',
  timeout: 'error.timeout',
  stopping: 'error.stopping',
};

/**
 * The reply for whatever a command threw.
 * @param reference short and random; shown only with an error nobody expected, and logged with it by the caller.
 */
export function userErrorReply(error: unknown, say: Say, reference: string): Reply {
  try {
    if (error instanceof UserError && isTextKey(error.key)) return { text: say(error.key, outsideValues(error.values)) };
    if (error instanceof RefusedError) return { text: explainRefusal(say, error.codes.length > 0 ? reasonsOf(error) : [statusReason(error.status)]) };
    if (error instanceof UnavailableError) return { text: say(unavailable[error.reason]) };
    if (error instanceof RedirectedError) return { text: say('error.redirected') };
    if (error instanceof ProtocolError) return { text: say('error.unreadable', { reference: outside(reference) }) };
    if (error instanceof UnknownOutcomeError) return { text: say('error.unknownOutcome') };
  } catch {
    // A sentence with a value missing is our mistake too, and must not hide that something went wrong.
  }
  return { text: say('error.sorry', { reference: outside(reference) }) };
}
