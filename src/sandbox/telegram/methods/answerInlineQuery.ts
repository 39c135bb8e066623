// answerInlineQuery: this server has no inline queries, so every query id is too old.
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import type { Method } from './method.js';

export const answerInlineQuery: Method = {
  name: 'answerInlineQuery',
  answer(call) {
    const results = readResults(call);
    if (results.length > 50) throw badRequest('RESULTS_TOO_MUCH');
    for (const { id } of results) {
      if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
    }
    if (Buffer.byteLength(call.text('next_offset')) > 64) throw badRequest('NEXT_OFFSET_INVALID');
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  },
};

function readResults(call: Call): { id?: unknown }[] {
  let given: unknown;
  try {
    given = call.json('results') ?? [];
  } catch {
    throw badRequest("can't parse inline query results JSON object");
  }
  if (!Array.isArray(given)) throw badRequest('expected an Array of inline query results');
  return given as { id?: unknown }[];
}
