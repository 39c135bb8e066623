// setWebhook: updates go to the bot's own address instead of getUpdates.
import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import { readAllowedUpdates } from './getUpdates.js';
import type { Method } from './method.js';

export const setWebhook: Method = {
  name: 'setWebhook',
  answer(call, state) {
    const url = call.text('url');
    if (call.flag('drop_pending_updates')) state.updates.clear();
    if (url === '') {
      const was = state.webhook.settings !== undefined;
      state.webhook.set(undefined);
      return { result: true, description: was ? 'Webhook was deleted' : 'Webhook is already deleted' };
    }
    checkUrl(url);
    const allowed = readAllowedUpdates(call);
    if (allowed !== undefined) state.updates.setAllowed(allowed);
    const maxConnections = Math.min(100, Math.max(1, call.integer('max_connections', 40)));
    const settings = { url, secretToken: readSecret(call), maxConnections };
    if (isDeepStrictEqual(settings, state.webhook.settings)) return { result: true, description: 'Webhook is already set' };
    state.polling.release();
    state.webhook.set(settings);
    return { result: true, description: 'Webhook was set' };
  },
};

/** Where Telegram delivers; '' is how a URL writes 443. */
const ports: ReadonlySet<string> = new Set(['', '80', '88', '8443']);

/** https at four ports; plain http and any port for loopback only, as a Bot API server run in local mode allows. */
function checkUrl(url: string): void {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw badRequest('invalid webhook URL specified');
  }
  const loopback = parsed.hostname === '127.0.0.1' || parsed.hostname === 'localhost';
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && loopback)) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (!loopback && !ports.has(parsed.port)) throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
}

function readSecret(call: Call): string {
  const secret = call.text('secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  return secret;
}
