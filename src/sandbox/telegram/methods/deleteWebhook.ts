// deleteWebhook: back to getUpdates.
import type { Method } from './method.js';

export const deleteWebhook: Method = {
  name: 'deleteWebhook',
  answer(call, state) {
    const was = state.webhook.settings !== undefined;
    if (call.flag('drop_pending_updates')) state.updates.clear();
    state.webhook.set(undefined);
    return { result: true, description: was ? 'Webhook was deleted' : 'Webhook is already deleted' };
  },
};
