// What Telegram's answer to a send or an edit means for the message (PLATFORM.md 1.3).
import type { SendResult } from '../../notifications/sender.js';
import type { MessageId } from '../../model/message.js';
import type { TelegramFailure } from '../telegram/telegramFailure.js';

/** When Telegram names no time with a 429. */
const defaultRetryAfterMs = 5_000;
/** Before trying again where no connection came about. */
const notConnectedRetryMs = 3_000;
const reasonLimit = 100;

/** No connection, so not one byte left: certainly not sent (RELIABILITY.md 1.1, outcome table). */
const notConnected: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

const notModified = /message is not modified/i;
const gone = /message to (?:edit|be edited) not found|message can't be edited|message_id_invalid|there is no media in the message to edit/i;
const noChat = /chat not found|user not found|peer_id_invalid/i;

/** `editedId` is the message the call was to edit. */
export function failedSend(failure: TelegramFailure, editedId?: MessageId): SendResult {
  const reason = failure.description.slice(0, reasonLimit);
  if (failure.kind === 'noAnswer' && notConnected.has(failure.description)) return { kind: 'retryAfter', ms: notConnectedRetryMs };
  if (failure.kind === 'noAnswer' || failure.code >= 500) return { kind: 'unknown', reason };
  if (failure.code === 429) return { kind: 'retryAfter', ms: failure.retryAfterMs ?? defaultRetryAfterMs };
  if (failure.migrateTo !== undefined) return { kind: 'chatMoved', chatId: failure.migrateTo };
  if (failure.code === 401) return { kind: 'unknown', reason };
  if (failure.code === 403) return { kind: 'blocked', reason };
  if (editedId !== undefined && notModified.test(failure.description)) return { kind: 'sent', messageId: editedId, unchanged: true };
  if (editedId !== undefined && gone.test(failure.description)) return { kind: 'gone' };
  return noChat.test(failure.description) ? { kind: 'blocked', reason } : { kind: 'refused', reason };
}

/** True for an edit of words refused because the message shows a picture: its words are a caption. */
export const isCaptioned = (result: SendResult): boolean => result.kind === 'refused' && /there is no text in the message to edit/i.test(result.reason);

/** The id of the message in what a sending or editing method answered. */
export function sentId(answer: unknown): MessageId | undefined {
  const id = typeof answer === 'object' && answer !== null && 'message_id' in answer ? answer.message_id : undefined;
  return typeof id === 'number' ? id : undefined;
}
