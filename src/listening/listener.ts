// The one port the program listens on: what is behind exact paths, health for the hosting platform among it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import { createConnections, type ConnectionLimits } from './connections.js';
import { createRefusalCount, type RefusalCount } from './refusalCount.js';

export interface Route {
  /** Compared whole: one letter more is another path. */
  readonly path: string;
  /** Must end the response; never throws. */
  handle(request: IncomingMessage, response: ServerResponse): void;
}

export interface ListenerParts {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: ListenerLimits;
}

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Who sends slowly, or opens connections and sends nothing, takes nothing from the others for longer than this. */
export interface ListenerLimits extends ConnectionLimits {
  /** For all headers of a request, from the opening of the connection or the end of the answer before. */
  readonly headersMs: number;
  /** From the first byte to the last of the body. */
  readonly requestMs: number;
  /** Between an answer and the next request. */
  readonly idleMs: number;
  /** How often the times are looked at. */
  readonly lookMs: number;
}

const standardLimits: ListenerLimits = {
  connections: 512, waitingPerAddress: 256, unprovenBytes: 131_072,
  headersMs: 5_000, requestMs: 10_000, idleMs: 5_000, lookMs: 1_000,
};
/** Of one request. Bodies have a limit where they are read (bot/receiving/webhook/readBody.ts), which is behind Telegram's secret. */
const headersLimit = 50;
const headerBytesLimit = 8_192;

/** Listens on all addresses. @throws Error with one sentence when the port is taken. */
export function openListener(parts: ListenerParts): Promise<Listener> {
  const refusals = createRefusalCount(parts.clock, parts.log);
  const limits = parts.limits ?? standardLimits;
  const connections = createConnections(limits, () => refusals.count(503));
  const server = limited(limits, (request, response) => {
    connections.follow(request, response);
    response.once('finish', () => refusals.count(response.statusCode));
    route(parts.routes, request, response);
  });
  server.prependListener('connection', (socket: Socket) => connections.add(socket));
  server.on('clientError', (error: Error & { readonly code?: string }, socket: Socket) => endBroken(error.code, socket, refusals));
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new Error(`Cannot start: port ${parts.port} cannot be listened on; give PORT another number or leave it out.`)));
    server.listen(parts.port, () => {
      const { port } = server.address() as AddressInfo;
      parts.log.info('listening', { port });
      resolve({ port, close: () => closeServer(server, refusals) });
    });
  });
}

function limited(limits: ListenerLimits, answer: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const server = createServer({
    maxHeaderSize: headerBytesLimit, headersTimeout: limits.headersMs, requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.idleMs, connectionsCheckingInterval: limits.lookMs,
  }, answer);
  server.maxHeadersCount = headersLimit;
  return server;
}

function route(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): void {
  const found = routes.find(({ path }) => path === request.url);
  if (found !== undefined) found.handle(request, response);
  // Nothing more is read of what asks for nothing known: the connection ends with the answer.
  else response.writeHead(404, { 'content-length': 0, connection: 'close' }).end();
}

const statusOfCode: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431, ECONNRESET: 0 };

/** What is no HTTP, or came too slowly. */
function endBroken(code: string | undefined, socket: Socket, refusals: RefusalCount): void {
  const status = statusOfCode[code ?? ''] ?? 400;
  if (status !== 0) refusals.count(status);
  if (status === 0 || !socket.writable) socket.destroy();
  else socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`, () => socket.destroy());
}

function closeServer(server: Server, refusals: RefusalCount): Promise<void> {
  refusals.stop();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
