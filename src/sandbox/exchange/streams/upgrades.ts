// The door of the stream server: who may connect, and to which of the two paths.
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { ApiError } from '../rest/apiError.js';
import { authorize } from '../rest/authorization.js';
import { queryValues } from '../rest/requestLog.js';
import { faultAnswer } from '../rest/restServer.js';
import type { Venue } from '../venue.js';
import { streamsOfUrl } from './controlFrames.js';

export const STREAM_BASE = '/api/v2/stream';
/** A longer frame from a client closes the connection with 1009 (PROTOCOL.md section 2). */
const MAX_RECEIVED_BYTES = 512;

interface Refusal {
  status: number;
  body: string;
  contentType?: string;
  headers?: Record<string, string>;
}

/** A handler for the HTTP server's upgrade event. */
export function streamDoor(venue: Venue): (message: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_RECEIVED_BYTES, autoPong: false, clientTracking: false });
  return (message, socket, head) => {
    socket.on('error', () => undefined);
    const path = (message.url ?? '').split('?')[0] ?? '';
    const name = path.startsWith(STREAM_BASE) ? `/stream${path.slice(STREAM_BASE.length)}` : path;
    const fault = venue.faults.strike(message.method ?? 'GET', name);
    venue.requests.add({
      method: message.method ?? 'GET', path: name, query: queryValues((message.url ?? '').split('?').slice(1).join('?')),
      headers: { ...message.headers }, body: '', at: venue.now(), fault: fault?.kind ?? null,
    });
    if (fault === null) admit(venue, sockets, name, message, socket, head);
    else if (fault.kind === 'delay') venue.timers.after(fault.delayMs ?? 0, () => admit(venue, sockets, name, message, socket, head));
    else if (fault.kind === 'http') refuse(venue, socket, { ...faultAnswer(fault), body: fault.body ?? '' });
    else socket.destroy();
  };
}

function admit(venue: Venue, sockets: WebSocketServer, name: string, message: IncomingMessage, socket: Duplex, head: Buffer): void {
  const entry = checkEntry(venue, name, message);
  if ('status' in entry) refuse(venue, socket, entry);
  else if (!socket.destroyed) {
    sockets.handleUpgrade(message, socket, head, (client) => venue.hub.connect(client, entry.scope, entry.uid, streamsOfUrl(message.url ?? '')));
  }
}

function checkEntry(venue: Venue, name: string, message: IncomingMessage): Refusal | { scope: 'public' | 'private'; uid: string | null } {
  if (venue.maintenance) return { status: 503, body: '' };
  if (name !== '/stream/public' && name !== '/stream/private') return { status: 404, body: '' };
  if (!isOwnOrigin(message)) return { status: 403, body: 'Forbidden\n', contentType: 'text/plain' };
  // Credentials on the public path are not looked at.
  if (name === '/stream/public') return { scope: 'public', uid: null };
  try {
    return { scope: 'private', uid: authorize(message.headers, venue.members, venue.now()).uid };
  } catch (error) {
    return { status: 401, body: JSON.stringify(error instanceof ApiError ? error.body : {}) };
  }
}

/** An Origin header, if sent, must name the host itself. */
function isOwnOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  try {
    return new URL(headers.origin).host === headers.host;
  } catch {
    return false;
  }
}

function refuse(venue: Venue, socket: Duplex, { status, body, contentType = 'application/json', headers = {} }: Refusal): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, `Date: ${new Date(venue.now()).toUTCString()}`, 'Connection: close', `Content-Type: ${contentType}`,
    `Content-Length: ${Buffer.byteLength(body)}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
