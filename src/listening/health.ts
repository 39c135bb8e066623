// /health: should this process be started anew? /ready: can it work now? Each says in a small JSON what is wrong, to anybody who asks.
import type { ServerResponse } from 'node:http';
import type { Clock } from '../model/clock.js';
import type { Route } from './listener.js';

export interface HealthParts {
  /**
   * Absent while this process need not poll. `heardAt`: when the latest poll ended or, after a pause, the next was due, monotonic
   * ms; `conflict`: another program polls with the same token, since ms after 1970.
   */
  polling(): { readonly heardAt: number; readonly conflict?: { readonly since: number } | undefined } | undefined;
  /** True when Telegram answered the latest call, and the bot has begun and not ended. */
  telegramAnswers(): boolean;
  /** The state of the public stream: `connected` when it is live. */
  publicStream(): string;
  /** Bounded in time and in writes, however often it is asked. Never rejects. */
  storeTakesWrites(): Promise<boolean>;
  readonly clock: Clock;
}

/** A process that should poll and whose polls do not end hears nothing, and only a new start mends it, ms. */
const silenceLimitMs = 60_000;

export function healthRoutes(parts: HealthParts): readonly Route[] {
  const conflict = (): readonly string[] => {
    const found = parts.polling()?.conflict;
    return found === undefined ? [] : [`telegram: 409, another program polls with the same BOT_TOKEN since ${new Date(found.since).toISOString()}; this one goes on trying`];
  };
  const deafness = (): readonly string[] => {
    const silentMs = parts.clock.monotonic() - (parts.polling()?.heardAt ?? Infinity);
    return silentMs > silenceLimitMs ? [`telegram: no poll has ended for ${String(Math.round(silentMs / 1000))} s`] : [];
  };
  const health = (response: ServerResponse): void => {
    const deaf = deafness();
    answer(response, deaf.length === 0, [...deaf, ...conflict()]);
  };

  async function ready(response: ServerResponse): Promise<void> {
    const takesWrites = await parts.storeTakesWrites();
    const stream = parts.publicStream();
    const problems = [
      ...(takesWrites ? [] : ['store: takes no writes']),
      ...(parts.telegramAnswers() ? [] : ['telegram: does not answer, or the bot is starting or stopping']), ...deafness(), ...conflict(),
      ...(stream === 'connected' ? [] : [`exchange: the public stream is ${stream}`]),
    ];
    answer(response, problems.length === 0, problems);
  }

  return [read('/health', health), read('/', health), read('/ready', (response) => void ready(response))];
}

/** Nothing is read of what asks for this: the connection ends with the answer. */
function answer(response: ServerResponse, isWell: boolean, problems: readonly string[]): void {
  const body = `${JSON.stringify({ ok: isWell, problems })}\n`;
  response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body);
}

const read = (path: string, handle: (response: ServerResponse) => void): Route => ({
  path,
  handle(request, response) {
    if (request.method === 'GET' || request.method === 'HEAD') handle(response);
    else response.writeHead(404, { 'content-length': 0, connection: 'close' }).end();
  },
});
