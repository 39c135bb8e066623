// A tiny exchange on loopback whose every answer a test decides: real HTTP, real upgrades, real frames.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface PeerAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Peer {
  readonly httpUrl: string;
  readonly wsUrl: string;
  readonly port: number;
  /** HTTP requests so far, upgrades not counted. */
  readonly requests: SeenRequest[];
  readonly upgrades: SeenRequest[];
  /** Open WebSockets. */
  readonly sockets: Set<WebSocket>;
  /** Texts received over WebSockets. */
  readonly texts: string[];
  /** Decides each HTTP answer; `undefined` leaves the request hanging, 'reset' cuts the connection. */
  answer: (request: SeenRequest, count: number) => PeerAnswer | 'reset' | undefined | Promise<PeerAnswer | 'reset' | undefined>;
  /** Decides each upgrade: `undefined` accepts it. */
  upgrade: (request: SeenRequest, count: number) => PeerAnswer | undefined;
  onSocket: (socket: WebSocket, request: SeenRequest) => void;
  onText: (text: string, socket: WebSocket, request: SeenRequest) => void;
  close(): Promise<void>;
}

export const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): PeerAnswer =>
  ({ status, body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } });

/** Acknowledges as the exchange's stream server does: all streams this connection has, after the snapshots. */
export const ack = (streams: readonly string[]): string => JSON.stringify({ success: { message: 'subscribed', streams } });

export async function startPeer(): Promise<Peer> {
  const server = createServer();
  const wss = new WebSocketServer({ noServer: true });
  const open = new Set<Socket>();
  const peer: Peer = {
    httpUrl: '', wsUrl: '', port: 0, requests: [], upgrades: [], sockets: new Set(), texts: [],
    answer: () => json({}), upgrade: () => undefined, onSocket: () => undefined, onText: () => undefined,
    close: async () => {
      for (const socket of peer.sockets) socket.terminate();
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('connection', (socket) => { open.add(socket); socket.on('close', () => open.delete(socket)); socket.on('error', () => undefined); });
  server.on('request', (request, response) => void answerRequest(peer, request, response));
  server.on('upgrade', (request, socket: Socket, head) => {
    const seen: SeenRequest = { method: 'GET', target: request.url ?? '', headers: request.headers, body: '' };
    peer.upgrades.push(seen);
    const refusal = peer.upgrade(seen, peer.upgrades.length);
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    wss.handleUpgrade(request, socket, head, (webSocket) => {
      peer.sockets.add(webSocket);
      webSocket.on('error', () => undefined);
      webSocket.on('close', () => peer.sockets.delete(webSocket));
      webSocket.on('message', (data) => { const text = (data as Buffer).toString('utf8'); peer.texts.push(text); peer.onText(text, webSocket, seen); });
      peer.onSocket(webSocket, seen);
    });
  });
  const port = await listen(server);
  return Object.assign(peer, { port, httpUrl: `http://127.0.0.1:${String(port)}`, wsUrl: `ws://127.0.0.1:${String(port)}` });
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function answerRequest(peer: Peer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const seen: SeenRequest = { method: request.method ?? '', target: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
  peer.requests.push(seen);
  const answer = await peer.answer(seen, peer.requests.length);
  if (answer === undefined) return;
  if (answer === 'reset') { request.socket.resetAndDestroy(); return; }
  response.writeHead(answer.status ?? 200, answer.headers);
  response.end(answer.body ?? '');
}

function refuse(socket: Socket, answer: PeerAnswer): void {
  const headers = Object.entries({ 'content-length': String(Buffer.byteLength(answer.body ?? '')), connection: 'close', ...answer.headers });
  socket.end(`HTTP/1.1 ${String(answer.status ?? 401)} No\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${answer.body ?? ''}`);
}
