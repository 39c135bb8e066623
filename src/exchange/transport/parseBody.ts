// Turns an answer's text into what the endpoint promises.
import type { Endpoint } from '../endpoint.js';
import { ProtocolError } from '../../model/errors.js';
import type { Report } from '../unreadRows.js';
import { parseLossless } from '../wire/losslessText.js';

/**
 * Parses the text and hands it to the endpoint; an empty body is `undefined`. Rows that are passed over are told to `report`.
 * @throws ProtocolError when the text is not JSON or not what the endpoint can read.
 */
export function parseBody<Input, Output>(endpoint: Endpoint<Input, Output>, body: string, input: Input, report?: Report): Output {
  try {
    return endpoint.parse(readText(body, endpoint.schemaless === true), input, report);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError(`${endpoint.name}: the answer is not readable`, { cause: error });
  }
}

function readText(body: string, schemaless: boolean): unknown {
  const text = body.trim();
  if (text === '') return undefined;
  // A page of HTML is some proxy's, never the exchange's.
  if (schemaless && !text.startsWith('<')) return undefined;
  return parseLossless(text);
}
