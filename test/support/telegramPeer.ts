// A small Bot API server on loopback: long polls, offsets, messages that can be edited and deleted, and faults on demand.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readMultipart } from '../../src/sandbox/telegram/http/multipart.js';

export const peerToken = '123456:peer-token';

export interface PeerCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Counts all calls, so that the order of calls can be told. */
  readonly number: number;
}

/** What a call is answered instead of the usual: an error body, this very body, a dead connection, or nothing at all. */
export type Fault = { readonly status: number; readonly description?: string; readonly parameters?: object; readonly html?: true; readonly body?: string } | 'reset' | 'hang';

export interface TelegramPeer {
  readonly url: string;
  readonly calls: readonly PeerCall[];
  /** Decides on each call whether it fails; undefined lets it through. */
  fault: (call: PeerCall) => Fault | undefined;
  /** Puts an update in line; the given id, or the next. Gives back the id. */
  push(update: object, updateId?: number): number;
  /** A text of a person, in their private chat unless a chat is named. */
  write(userId: number, text: string, options?: { readonly chat?: number; readonly updateId?: number; readonly extra?: object }): number;
  press(userId: number, data: string, options?: { readonly chat?: number; readonly messageId?: number; readonly updateId?: number }): number;
  callsOf(method: string): readonly PeerCall[];
  /** Texts sent to a chat, in order. */
  textsTo(chatId: number): readonly string[];
  /** Texts of the answers to presses, in order; '' where there was none. */
  toasts(): readonly string[];
  /** What a download of a file_path is answered with; getFile answers with the file_id as the path. */
  download: (path: string) => { readonly status: number; readonly bytes?: Buffer; readonly location?: string };
  /** The webhook that is set; '' for none. */
  webhook: string;
  /** What getWebhookInfo says besides the address. */
  webhookInfo: object;
  /** The offset of the latest poll. */
  offset(): number;
  /** Resolves when the condition holds. @throws Error after `ms`. */
  until(condition: () => boolean, ms?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startTelegramPeer(): Promise<TelegramPeer> {
  const state = createState();
  const server = createServer((request, response) => void answer(state, request, response));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;

  const peer: TelegramPeer = {
    url: `http://127.0.0.1:${String(port)}`,
    calls: state.calls,
    fault: () => undefined,
    download: () => ({ status: 404 }),
    get webhookInfo() { return state.webhookInfo; },
    set webhookInfo(info) { state.webhookInfo = info; },
    get webhook() { return state.webhook; },
    set webhook(url) { state.webhook = url; },
    push(update, updateId = (state.lastUpdateId += 1)) {
      state.lastUpdateId = Math.max(state.lastUpdateId, updateId);
      state.updates.push({ ...update, update_id: updateId });
      state.wake();
      return updateId;
    },
    write(userId, text, { chat = userId, updateId, extra = { text } } = {}) {
      const message = { message_id: (state.lastMessageId += 1), date: 1, from: person(userId), chat: chatOf(chat), ...extra };
      return peer.push({ message }, updateId);
    },
    press(userId, data, { chat = userId, messageId = 1, updateId } = {}) {
      const message = { message_id: messageId, date: 1, chat: chatOf(chat), text: 'card' };
      return peer.push({ callback_query: { id: `q${String((state.lastMessageId += 1))}`, from: person(userId), chat_instance: '1', message, data } }, updateId);
    },
    callsOf: (method) => state.calls.filter((call) => call.method === method),
    textsTo: (chatId) => state.calls.filter((call) => call.method === 'sendMessage' && call.payload['chat_id'] === chatId).map((call) => String(call.payload['text'])),
    toasts: () => state.calls.filter((call) => call.method === 'answerCallbackQuery').map((call) => (typeof call.payload['text'] === 'string' ? call.payload['text'] : '')),
    offset: () => state.offset,
    async until(condition, ms = 3000) {
      const end = Date.now() + ms;
      while (!condition()) {
        if (Date.now() > end) throw new Error('the peer waited in vain');
        await new Promise((resolve) => { setTimeout(resolve, 4); });
      }
    },
    async close() {
      state.wake();
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
  state.faultOf = (call) => peer.fault(call);
  state.downloadOf = (path) => peer.download(path);
  return peer;
}

interface State {
  readonly calls: PeerCall[];
  updates: { readonly update_id: number }[];
  lastUpdateId: number;
  lastMessageId: number;
  offset: number;
  webhook: string;
  webhookInfo: object;
  /** Poll answers waiting for an update. */
  wake(): void;
  waitForUpdate(ms: number): Promise<void>;
  faultOf(call: PeerCall): Fault | undefined;
  downloadOf(path: string): ReturnType<TelegramPeer['download']>;
}

function createState(): State {
  let waiting: (() => void)[] = [];
  return {
    calls: [], updates: [], lastUpdateId: 100, lastMessageId: 0, offset: 0, webhook: '', webhookInfo: {},
    faultOf: () => undefined,
    downloadOf: () => ({ status: 404 }),
    wake() {
      const woken = waiting;
      waiting = [];
      for (const one of woken) one();
    },
    waitForUpdate: (ms) => new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      timer.unref();
      waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
  };
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  if (request.url?.startsWith('/file/') === true) {
    serveFile(state, request.url, response);
    return;
  }
  const payload = readPayload(Buffer.concat(chunks), request.headers['content-type'] ?? '');
  const [, bot = '', method = ''] = (request.url ?? '').split('/');
  const call: PeerCall = { method, payload, number: state.calls.length };
  state.calls.push(call);
  const fault = bot === `bot${peerToken}` ? state.faultOf(call) : { status: 401, description: 'Unauthorized' };
  if (fault === 'hang') return;
  if (fault === 'reset') {
    request.socket.destroy();
    return;
  }
  if (fault !== undefined) {
    refuse(response, fault);
    return;
  }
  const result = await resultOf(state, method, payload);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, result }));
}

/** JSON, or the fields of a multipart body: texts as they came, JSON within them decoded, files as name and bytes. */
function readPayload(body: Buffer, type: string): Readonly<Record<string, unknown>> {
  if (!type.startsWith('multipart/')) return (body.length === 0 ? {} : JSON.parse(body.toString())) as Readonly<Record<string, unknown>>;
  const { fields, files } = readMultipart(body, type);
  const texts = [...fields].map(([name, value]): [string, unknown] => [name, /^[[{]|^-?\d+$|^true$/.test(value) ? (JSON.parse(value) as unknown) : value]);
  return Object.fromEntries([...texts, ...[...files].map(([name, file]): [string, unknown] => [name, { file: file.fileName, bytes: file.bytes }])]);
}

function serveFile(state: State, url: string, response: ServerResponse): void {
  const prefix = `/file/bot${peerToken}/`;
  const { status, bytes, location } = url.startsWith(prefix) ? state.downloadOf(url.slice(prefix.length)) : { status: 404 };
  response.writeHead(status, location === undefined ? {} : { location }).end(bytes);
}

function refuse(response: ServerResponse, fault: Exclude<Fault, string>): void {
  if (fault.body !== undefined) {
    response.writeHead(fault.status, { 'content-type': 'application/json' }).end(fault.body);
    return;
  }
  if (fault.html === true) {
    response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>bad gateway</html>');
    return;
  }
  const body = { ok: false, error_code: fault.status, description: fault.description ?? '', parameters: fault.parameters };
  response.writeHead(fault.status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function resultOf(state: State, method: string, payload: Readonly<Record<string, unknown>>): Promise<unknown> {
  if (method === 'getMe') return { id: 1, is_bot: true, username: 'PeerBot', first_name: 'Peer' };
  if (method === 'getWebhookInfo') return { url: state.webhook, ...state.webhookInfo };
  if (method === 'setWebhook') state.webhook = String(payload['url']);
  if (method === 'deleteWebhook') state.webhook = '';
  if (method === 'getUpdates') return getUpdates(state, payload);
  if (method === 'getFile') return { file_id: payload['file_id'], file_path: payload['file_id'] };
  if (['sendMessage', 'sendPhoto', 'sendDocument'].includes(method)) return { message_id: (state.lastMessageId += 1), chat: { id: payload['chat_id'] } };
  if (['editMessageText', 'editMessageMedia', 'editMessageCaption'].includes(method)) return { message_id: payload['message_id'], chat: { id: payload['chat_id'] } };
  return true;
}

async function getUpdates(state: State, payload: Readonly<Record<string, unknown>>): Promise<readonly object[]> {
  const offset = Number(payload['offset']);
  state.offset = offset;
  state.updates = state.updates.filter((one) => one.update_id >= offset);
  if (state.updates.length === 0 && Number(payload['timeout']) > 0) await state.waitForUpdate(Number(payload['timeout']) * 1000);
  return state.updates.slice(0, Number(payload['limit']));
}

const person = (id: number): object => ({ id, is_bot: false, first_name: 'Thandi' });
const chatOf = (id: number): object => ({ id, type: id < 0 ? 'supergroup' : 'private' });
