// Answers button presses so that the button stops spinning: within a quarter of a second, with a text when there is one by then.
import type { Clock } from '../../model/clock.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import type { TelegramApi } from '../telegram/telegramApi.js';

/** A claim is a fast durable write; a person should not wait longer than this for a sign. */
export const toastWaitMs = 250;
const toastLimit = 200;
const pendingLimit = 10_000;
const timeoutMs = 5_000;

export interface PressAnswers {
  /** Answers now. False when the press was answered already. */
  answer(callbackId: string, toast?: string): boolean;
  /** Answers without a text after toastWaitMs, unless `answer` comes first. */
  expect(callbackId: string): void;
}

export function createPressAnswers(api: TelegramApi, clock: Clock): PressAnswers {
  /** By callback id: stops the timer, or undefined once answered. */
  const pending = new BoundedMap<string, (() => void) | undefined>(pendingLimit);

  function answer(callbackId: string, toast?: string): boolean {
    if (pending.has(callbackId) && pending.get(callbackId) === undefined) return false;
    pending.get(callbackId)?.();
    pending.set(callbackId, undefined);
    const payload = { callback_query_id: callbackId, ...(toast === undefined ? {} : { text: shortened(toast) }) };
    // A press older than some seconds can no longer be answered; that changes nothing else.
    api.call('answerCallbackQuery', payload, { timeoutMs }).catch(() => undefined);
    return true;
  }

  return {
    answer,
    expect(callbackId) {
      if (!pending.has(callbackId)) pending.set(callbackId, clock.after(toastWaitMs, () => answer(callbackId)));
    },
  };
}

function shortened(toast: string): string {
  const characters = Array.from(toast);
  return characters.length <= toastLimit ? toast : `${characters.slice(0, toastLimit - 1).join('')}…`;
}
