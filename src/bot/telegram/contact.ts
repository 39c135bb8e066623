// Remembers whether Telegram answered the latest call, whatever it was.
import type { TelegramApi } from './telegramApi.js';
import { TelegramFailure } from './telegramFailure.js';

export interface Contact extends TelegramApi {
  /** False before the first. A no of Telegram is an answer, a fault of its servers is none. */
  answers(): boolean;
}

export function rememberContact(api: TelegramApi): Contact {
  let hasAnswered = false;
  return {
    async call(method, payload, options) {
      try {
        const result = await api.call(method, payload, options);
        hasAnswered = true;
        return result;
      } catch (error) {
        // A call we ended ourselves says nothing of Telegram.
        if (options?.signal?.aborted !== true) hasAnswered = error instanceof TelegramFailure && error.kind === 'answered' && error.code < 500;
        throw error;
      }
    },
    answers: () => hasAnswered,
  };
}
