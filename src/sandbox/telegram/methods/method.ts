// What a Bot API method is to this server.
import type { Call } from '../http/call.js';
import type { TelegramState } from '../state/telegramState.js';

export interface Answer { result: unknown; description?: string }

export interface Method {
  /** The name as the Bot API writes it; calls match it in any case. */
  name: string;
  /** Answers the call, or throws a Refusal. `closed` fires when the caller hangs up. */
  answer: (call: Call, state: TelegramState, closed: AbortSignal) => Answer | Promise<Answer>;
}

/** The plain answer "true" most commands give. */
export const done: Answer = { result: true };
