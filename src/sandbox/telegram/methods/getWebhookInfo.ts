// getWebhookInfo: where updates go and how many wait.
import type { Method } from './method.js';

export const getWebhookInfo: Method = {
  name: 'getWebhookInfo',
  answer(_call, state) {
    const { settings, lastError } = state.webhook;
    return {
      result: {
        url: settings?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: state.updates.size,
        ...(settings === undefined ? {} : { max_connections: settings.maxConnections }),
        ...(lastError === undefined ? {} : { last_error_date: lastError.atSeconds, last_error_message: lastError.message }),
        ...(state.updates.allowedKinds.length === 0 ? {} : { allowed_updates: state.updates.allowedKinds }),
      },
    };
  },
};
