// Sends updates to the bot's webhook: in order per chat or presser, again after a failure, done on any 2xx.
import type { Update } from '../wire.js';
import type { UpdateQueue } from './updateQueue.js';

export interface WebhookSettings { url: string; secretToken: string; maxConnections: number }

/** A 2xx body that names a method is executed as a call (PLATFORM.md 1.6). */
export type ExecuteReply = (method: string, parameters: Record<string, unknown>) => Promise<unknown>;

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;
const requestTimeoutMs = 30_000;

export class WebhookDelivery {
  settings: WebhookSettings | undefined;
  lastError: { message: string; atSeconds: number } | undefined;
  execute: ExecuteReply = () => Promise.resolve(undefined);
  /** Ports of this machine by origin: the proxy a public address would have in front of the bot. */
  private readonly ports = new Map<string, number>();
  private readonly lanes = new Map<string, number>();
  private readonly retryTimers = new Set<NodeJS.Timeout>();

  constructor(private readonly updates: UpdateQueue) {
    updates.onArrival(() => this.pump());
  }

  /** From now on what is sent to `origin` arrives at `port` of this machine. */
  lead(origin: string, port: number): void {
    this.ports.set(origin, port);
  }

  /** Starts delivering, what is already waiting included; undefined stops. */
  set(settings: WebhookSettings | undefined): void {
    this.settings = settings;
    this.lastError = undefined;
    this.stop();
    this.pump();
  }

  /** Forgets planned retries. */
  stop(): void {
    for (const timer of this.retryTimers) clearTimeout(timer);
    this.retryTimers.clear();
    this.lanes.clear();
  }

  private pump(): void {
    const settings = this.settings;
    if (settings === undefined) return;
    const busy = new Set(this.lanes.keys());
    for (const update of this.updates.take(0, 100)) {
      const lane = laneOf(update);
      if (busy.has(lane)) continue;
      busy.add(lane);
      if (this.lanes.size >= settings.maxConnections) return;
      this.lanes.set(lane, 0);
      void this.deliver(update, lane, settings, firstRetryMs);
    }
  }

  private async deliver(update: Update, lane: string, settings: WebhookSettings, retryMs: number): Promise<void> {
    const problem = await this.post(update, settings);
    if (this.settings !== settings) return;
    if (problem === undefined) {
      this.updates.confirmOne(update.update_id);
      this.lanes.delete(lane);
      this.pump();
      return;
    }
    this.lastError = { message: problem.message, atSeconds: Math.floor(Date.now() / 1000) };
    const waitMs = problem.retryAfterMs ?? retryMs;
    const timer = setTimeout(() => {
      this.retryTimers.delete(timer);
      if (!this.updates.has(update.update_id)) {
        this.lanes.delete(lane);
        this.pump();
        return;
      }
      void this.deliver(update, lane, settings, Math.min(longestRetryMs, retryMs * 2));
    }, waitMs);
    this.retryTimers.add(timer);
  }

  private async post(update: Update, settings: WebhookSettings): Promise<{ message: string; retryAfterMs?: number } | undefined> {
    const secret = settings.secretToken === '' ? {} : { 'X-Telegram-Bot-Api-Secret-Token': settings.secretToken };
    const address = this.addressOf(settings.url);
    if (address === undefined) return { message: 'Failed to resolve host: Name or service not known' };
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...secret },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
      const body = await response.text();
      if (response.ok) {
        await this.executeReply(body);
        return undefined;
      }
      const retryAfter = Number(response.headers.get('retry-after') ?? NaN);
      const message = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      return Number.isFinite(retryAfter) ? { message, retryAfterMs: Math.min(3600, retryAfter) * 1000 } : { message };
    } catch (error) {
      return { message: inTelegramsWords(error) };
    }
  }

  /** Nothing ever leaves this machine: an address elsewhere is not found. */
  private addressOf(url: string): string | undefined {
    const { origin, hostname, pathname, search } = new URL(url);
    const port = this.ports.get(origin);
    if (port !== undefined) return `http://127.0.0.1:${port}${pathname}${search}`;
    return hostname === '127.0.0.1' || hostname === 'localhost' ? url : undefined;
  }

  private async executeReply(body: string): Promise<void> {
    if (!body.startsWith('{')) return;
    const reply = JSON.parse(body) as Record<string, unknown>;
    const { method, ...parameters } = reply;
    if (typeof method === 'string') await this.execute(method, parameters);
  }
}

function inTelegramsWords(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ECONNREFUSED') return 'Connection refused';
  return error instanceof Error && error.name === 'TimeoutError' ? 'Read timeout expired' : 'Connection reset by peer';
}

/** Messages queue by chat, presses by user, so the two may overtake each other. */
function laneOf(update: Update): string {
  if (update.callback_query !== undefined) return `user ${update.callback_query.from.id}`;
  if (update.inline_query !== undefined) return `user ${update.inline_query.from.id}`;
  return `chat ${update.message?.chat.id ?? update.my_chat_member?.chat.id ?? 0}`;
}
