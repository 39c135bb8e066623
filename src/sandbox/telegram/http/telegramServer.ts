// The HTTP server: Bot API calls under /bot, the chat page and its files elsewhere, the live feed by WebSocket.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { servePage } from '../feed/servePage.js';
import type { TelegramState } from '../state/telegramState.js';
import { answerCall } from './answerCall.js';
import { serveFile } from './serveFile.js';
import { isLoopback } from './loopback.js';

export interface TelegramServer { http: Server; port: number; stop: () => Promise<void> }

/** Listens on 127.0.0.1 at `port` (0 picks a free one). Rejects when the port is taken. */
export async function listen(state: TelegramState, port: number): Promise<TelegramServer> {
  const http = createServer((request, response) => {
    void route(request, response, state);
  });
  http.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', resolve);
  });
  return { http, port: (http.address() as AddressInfo).port, stop: () => stop(http) };
}

async function route(request: IncomingMessage, response: ServerResponse, state: TelegramState): Promise<void> {
  if (!isLoopback(request)) {
    response.writeHead(403).end('Only this machine may connect.');
    return;
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname.startsWith('/bot')) await answerCall({ request, response, state }, url);
  else if (url.pathname.startsWith('/file/bot')) serveFile(url.pathname, response, state);
  else await servePage(url.pathname, response, state);
}

async function stop(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    http.close(() => resolve());
  });
  http.closeAllConnections();
  await closed;
}
