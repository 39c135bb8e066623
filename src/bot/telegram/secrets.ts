// Takes a message that may hold a secret out of the chat before anything else is done with it.
import type { ChatId, MessageId } from '../../model/message.js';
import type { TelegramApi } from './telegramApi.js';

/** Takes a message out of the chat; true when it is gone. */
export type DeleteMessage = (chat: { readonly chatId: ChatId }, messageId: MessageId) => Promise<boolean>;

/** Waiting longer for Telegram would keep the person waiting for nothing: they are then asked to delete it themselves. */
const deleteTimeoutMs = 5_000;

/** True when the message is gone. Not paced: nothing may stand before it. */
export async function deleteSecret(api: TelegramApi, chatId: ChatId, messageId: MessageId): Promise<boolean> {
  try {
    return (await api.call('deleteMessage', { chat_id: chatId, message_id: messageId }, { timeoutMs: deleteTimeoutMs })) === true;
  } catch {
    return false;
  }
}
