// Answers one HTTP request to /bot<token>/<method>: token, parameters, planned faults, the method, the envelope.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findMethod } from '../methods/index.js';
import type { Answer } from '../methods/method.js';
import { refuseParseMode } from '../parameters/refuseParseMode.js';
import { Refusal, tooManyRequests } from '../refusal.js';
import type { Fault } from '../state/faults.js';
import type { LoggedRequest } from '../state/requestLog.js';
import type { TelegramState } from '../state/telegramState.js';
import { Call } from './call.js';
import { readCall } from './readCall.js';

const gatewayPage = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n';

interface Exchange { request: IncomingMessage; response: ServerResponse; state: TelegramState }

/** Serves a Bot API call whose path starts with /bot (PLATFORM.md 1.2). Never rejects. */
export async function answerCall(exchange: Exchange, url: URL): Promise<void> {
  let logged: LoggedRequest | undefined;
  try {
    const name = readMethodName(url.pathname, exchange.state.token);
    const call = await readCall(exchange.request, name, url.searchParams);
    logged = exchange.state.requests.add({ method: canonicalName(name), params: call.parameters(), at: exchange.state.now() });
    await answerWithFaults(exchange, call, logged);
  } catch (error) {
    refuse(exchange.response, error instanceof Refusal ? error : internalError(error), logged);
  }
}

/** Runs a method without HTTP, for calls made inside a webhook's answer. */
export async function executeCall(state: TelegramState, method: string, parameters: Record<string, unknown>): Promise<Answer> {
  const fields = Object.entries(parameters).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return run(new Call(method, new Map(fields), new Map()), state, new AbortController().signal);
}

function readMethodName(path: string, token: string): string {
  const match = /^\/bot([^/]*)\/([^/]+)$/.exec(decodeURIComponent(path));
  const [, given = '', name] = match ?? [];
  if (name === undefined) throw new Refusal(404, 'Not Found');
  if (!given.includes(':') || given.startsWith('0') || given.length > 80) throw new Refusal(401, 'Unauthorized: invalid token specified');
  if (given !== token) throw new Refusal(401, 'Unauthorized');
  return name;
}

async function answerWithFaults({ request, response, state }: Exchange, call: Call, logged: LoggedRequest): Promise<void> {
  const fault = state.faults.take(call.method.toLowerCase());
  if (fault?.kind === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'serverError') {
    response.writeHead(fault.status ?? 502, { 'Content-Type': 'text/html' }).end(gatewayPage);
    return;
  }
  await applyWait(fault);
  const answer = await run(call, state, hangUpSignal(response));
  if (fault?.kind === 'deliverThenDrop') {
    request.socket.resetAndDestroy();
    return;
  }
  const { result, description } = answer;
  send(response, 200, { ok: true, result, ...(description === undefined ? {} : { description }) }, logged);
}

async function applyWait(fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'tooMany') throw tooManyRequests(fault.retryAfterSeconds);
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
}

async function run(call: Call, state: TelegramState, closed: AbortSignal): Promise<Answer> {
  const method = findMethod(call.method);
  if (method === undefined) throw new Refusal(404, 'Not Found: method not found');
  refuseParseMode(call.text('parse_mode'));
  return method.answer(call, state, closed);
}

function hangUpSignal(response: ServerResponse): AbortSignal {
  const closed = new AbortController();
  response.once('close', () => closed.abort());
  return closed.signal;
}

function refuse(response: ServerResponse, refusal: Refusal, logged: LoggedRequest | undefined): void {
  const { code, description, parameters } = refusal;
  if (parameters?.retry_after !== undefined) response.setHeader('Retry-After', String(parameters.retry_after));
  send(response, code, { ok: false, error_code: code, description, ...(parameters === undefined ? {} : { parameters }) }, logged);
}

function send(response: ServerResponse, status: number, body: unknown, logged: LoggedRequest | undefined): void {
  if (logged !== undefined) logged.answer = body;
  if (response.destroyed || response.headersSent) return;
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length }).end(bytes);
}

function internalError(error: unknown): Refusal {
  return new Refusal(500, `Internal Server Error: ${error instanceof Error ? error.message : 'restart'}`);
}

function canonicalName(name: string): string {
  return findMethod(name)?.name ?? name;
}
