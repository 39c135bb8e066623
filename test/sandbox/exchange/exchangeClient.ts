// A plain client of the simulated exchange for these tests: signed requests, and a socket whose frames can be awaited.
import { createHmac } from 'node:crypto';
import WebSocket from 'ws';

export interface Key {
  uid: string;
  apiKey: string;
  secret: string;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  body: unknown;
}

/** The three headers, made here and not by the exchange's own code. */
export function signed(key: Key, nonce = String(Date.now())): Record<string, string> {
  const signature = createHmac('sha256', key.secret).update(nonce + key.apiKey).digest('hex');
  return { 'X-Auth-Apikey': key.apiKey, 'X-Auth-Nonce': nonce, 'X-Auth-Signature': signature };
}

/** Sends a request; a body goes as JSON. */
export async function call(restUrl: string, method: string, path: string, key: Key | null = null, body?: unknown): Promise<Answered> {
  const response = await fetch(restUrl + path, {
    method,
    headers: { ...(key === null ? {} : signed(key)), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Some answers are not JSON; their text is looked at instead.
  }
  return { status: response.status, headers: response.headers, text, body: parsed };
}

/** A body as an object, for looking into it. */
export function object(answered: Answered): Record<string, unknown> {
  return answered.body as Record<string, unknown>;
}

/** A body as a list of objects. */
export function list(answered: Answered): Record<string, unknown>[] {
  return answered.body as Record<string, unknown>[];
}

/** Waits until a condition holds, looking every few milliseconds. */
export async function until(condition: () => boolean, limitMs = 3000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A stream connection that keeps every frame it receives. */
export class Listener {
  readonly texts: string[] = [];
  closeCode: number | null = null;
  pings = 0;
  readonly socket: WebSocket;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, { headers });
    this.socket.on('message', (data) => this.texts.push((data as Buffer).toString('utf8')));
    this.socket.on('ping', () => (this.pings += 1));
    this.socket.on('close', (code) => (this.closeCode = code));
    this.socket.on('error', () => undefined);
  }

  /** Resolves once the first frame is there: a connection is always greeted with an ack. */
  async greeted(): Promise<this> {
    await until(() => this.texts.length > 0);
    return this;
  }

  async subscribe(...streams: string[]): Promise<void> {
    const before = this.acks().length;
    this.socket.send(JSON.stringify({ event: 'subscribe', streams }));
    await until(() => this.acks().length > before);
  }

  frames(): Record<string, Record<string, unknown>>[] {
    return this.texts.filter((text) => text.startsWith('{')).map((text) => JSON.parse(text) as Record<string, Record<string, unknown>>);
  }

  /** The payloads of one stream, in the order they came. */
  of(stream: string): Record<string, unknown>[] {
    return this.frames().flatMap((frame) => (frame[stream] === undefined ? [] : [frame[stream]]));
  }

  acks(): Record<string, unknown>[] {
    return this.of('success');
  }
}
