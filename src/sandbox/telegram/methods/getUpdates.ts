// getUpdates: the bot's long poll.
import type { Call } from '../http/call.js';
import { badRequest, Refusal } from '../refusal.js';
import type { Method } from './method.js';

export const getUpdates: Method = {
  name: 'getUpdates',
  async answer(call, state, closed) {
    if (state.webhook.settings !== undefined) {
      throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
    }
    const allowed = readAllowedUpdates(call);
    if (allowed !== undefined) state.updates.setAllowed(allowed);
    const request = {
      offset: call.integer('offset'),
      limit: call.integer('limit', 100),
      timeoutSeconds: call.integer('timeout'),
      strict: state.pacing.strict,
    };
    return { result: await state.polling.poll(request, closed) };
  },
};

/** allowed_updates stays as it is when absent; an empty list means the default kinds (PLATFORM.md 1.6). */
export function readAllowedUpdates(call: Call): string[] | undefined {
  let given: unknown;
  try {
    given = call.json('allowed_updates');
  } catch {
    throw badRequest("can't parse allowed_updates JSON object");
  }
  if (given === undefined) return undefined;
  if (!Array.isArray(given)) throw badRequest('expected an Array as allowed_updates');
  return given.filter((kind): kind is string => typeof kind === 'string').map((kind) => kind.toLowerCase());
}
