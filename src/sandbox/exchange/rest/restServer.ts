// The HTTP side: reads requests, applies the faults that are set, and writes the answers.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '../faults.js';
import { queryValues } from './requestLog.js';
import { answerRequest, type Answer, type RestRequest } from './router.js';
import type { Venue } from '../venue.js';

export const REST_BASE = '/api/v2/trade';
const MAX_BODY_BYTES = 1024 * 1024;

/** Serves one request; a request whose connection breaks while it is read has no effect. */
export async function serveRest(venue: Venue, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(message);
  if (request === null) {
    message.socket.destroy();
    return;
  }
  const fault = venue.faults.strike(request.method, request.path);
  venue.requests.add({
    method: request.method, path: request.path, query: queryValues(request.query), headers: { ...message.headers },
    body: request.body, at: venue.now(), fault: fault?.kind ?? null,
  });
  if (fault === null) write(venue, response, answerRequest(venue, request));
  else strike(venue, fault, request, message, response);
}

function strike(venue: Venue, fault: Fault, request: RestRequest, message: IncomingMessage, response: ServerResponse): void {
  // What a late or lost answer reports has already happened.
  const accepted = fault.kind === 'delay' || fault.kind === 'dropAnswerAfterAccept' ? answerRequest(venue, request) : null;
  const finish = (): void => {
    if (fault.kind === 'http') write(venue, response, faultAnswer(fault));
    else if (fault.kind === 'delay' && accepted !== null) write(venue, response, accepted);
    else if (fault.kind === 'refuse') message.socket.resetAndDestroy();
    else message.socket.destroy();
  };
  if (fault.delayMs === undefined) finish();
  else venue.timers.after(fault.delayMs, finish);
}

/** The answer of an http fault: 500 with an empty body unless it says otherwise. */
export function faultAnswer(fault: Fault): Answer {
  return { status: fault.status ?? 500, text: fault.body ?? '', contentType: fault.contentType ?? 'application/json', headers: fault.headers ?? {} };
}

function write(venue: Venue, response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, {
    Date: new Date(venue.now()).toUTCString(), ...(answer.text === '' ? {} : { 'Content-Type': answer.contentType }), ...answer.headers,
  });
  response.end(answer.text);
}

async function readRequest(message: IncomingMessage): Promise<RestRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  const [path = '', ...rest] = (message.url ?? '').split('?');
  const below = path.startsWith(`${REST_BASE}/`) ? path.slice(REST_BASE.length) : path;
  return { method: message.method ?? 'GET', path: below, query: rest.join('?'), body: Buffer.concat(chunks).toString('utf8'), headers: message.headers };
}
