// Starts a local Telegram with one person who has pressed start, and calls its methods over real HTTP.
import { startTelegram, type ChatUser, type LocalTelegram, type TelegramOptions } from '../../../src/sandbox/telegram/index.js';

export const token = '123456:practice';
export const personId = 77;

/** A picture of one pixel. */
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

export interface ApiAnswer { status: number; retryAfter: string | null; ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: unknown }

export interface OpenChat {
  telegram: LocalTelegram;
  user: ChatUser;
  clock: { now: number };
  call: (method: string, parameters?: Record<string, unknown>) => Promise<ApiAnswer>;
  send: (parameters: Record<string, unknown>) => Promise<ApiAnswer>;
}

/** Runs a check against a fresh server and stops the server whatever happens. */
export async function inChat(check: (chat: OpenChat) => Promise<void>, options: Partial<TelegramOptions> = {}): Promise<void> {
  const clock = { now: Date.UTC(2026, 10, 22) };
  const telegram = await startTelegram({ token, now: () => clock.now, ...options });
  const user = telegram.control.user({ id: personId, firstName: 'Ann' });
  user.sendText('/start');
  const call: OpenChat['call'] = (method, parameters = {}) => callMethod(`${telegram.apiUrl}/bot${token}/${method}`, parameters);
  const send: OpenChat['send'] = (parameters) => call('sendMessage', { chat_id: personId, text: 'x', ...parameters });
  try {
    await check({ telegram, user, clock, call, send });
  } finally {
    await telegram.stop();
  }
}

/** Posts JSON to a method's address. */
export async function callMethod(url: string, parameters: Record<string, unknown>): Promise<ApiAnswer> {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(parameters) });
  const body = (await response.json()) as Omit<ApiAnswer, 'status' | 'retryAfter'>;
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...body };
}
