// answerInlineQuery: what a person may choose from after typing the bot's name in some chat.
import { checkMessageLength, readFormattedText } from '../format/sentText.js';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import type { InlineResult } from '../wire.js';
import { refuseParseMode } from '../parameters/refuseParseMode.js';
import { done, type Method } from './method.js';

const maxResults = 50;

export const answerInlineQuery: Method = {
  name: 'answerInlineQuery',
  answer(call, state) {
    const given = readResults(call);
    if (given.length > maxResults) throw badRequest('RESULTS_TOO_MUCH');
    const results = given.map(readResult);
    if (new Set(results.map(({ id }) => id)).size < results.length) throw badRequest('RESULT_ID_DUPLICATE');
    if (Buffer.byteLength(call.text('next_offset')) > 64) throw badRequest('NEXT_OFFSET_INVALID');
    const answer = { results, cacheSeconds: call.integer('cache_time', 300), personal: call.flag('is_personal') };
    if (!state.inlineQueries.close(call.text('inline_query_id'), answer)) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    return done;
  },
};

type Given = Record<string, unknown>;

function readResults(call: Call): Given[] {
  let given: unknown;
  try {
    given = call.json('results') ?? [];
  } catch {
    throw badRequest("can't parse inline query results JSON object");
  }
  if (!Array.isArray(given)) throw badRequest('expected an Array of inline query results');
  return given as Given[];
}

/** Articles are the only kind this server knows. */
function readResult({ id, type, title, description, input_message_content: content }: Given): InlineResult {
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > 64) throw badRequest('RESULT_ID_INVALID');
  if (type !== 'article') throw badRequest("can't parse inline query result: type must be article here");
  if (typeof title !== 'string' || title === '') throw badRequest('RESULT_TITLE_EMPTY');
  if (typeof content !== 'object' || content === null) throw badRequest("can't parse inline query result: Can't find field \"input_message_content\"");
  const { message_text: text, entities, parse_mode: parseMode } = content as Given;
  refuseParseMode(parseMode);
  const message = readFormattedText({ text: typeof text === 'string' ? text : '', entities });
  checkMessageLength(message.text);
  return { id, title, description: typeof description === 'string' ? description : '', ...message };
}
