// Every Bot API method this server knows, one file each: those the bot calls. Any other is answered with 404.
import { getMe } from './getMe.js';
import { getUpdates } from './getUpdates.js';
import { setWebhook } from './setWebhook.js';
import { deleteWebhook } from './deleteWebhook.js';
import { getWebhookInfo } from './getWebhookInfo.js';
import { sendMessage } from './sendMessage.js';
import { editMessageText } from './editMessageText.js';
import { editMessageCaption } from './editMessageCaption.js';
import { editMessageMedia } from './editMessageMedia.js';
import { deleteMessage } from './deleteMessage.js';
import { answerCallbackQuery } from './answerCallbackQuery.js';
import { sendPhoto } from './sendPhoto.js';
import { sendDocument } from './sendDocument.js';
import { sendChatAction } from './sendChatAction.js';
import { setMyCommands } from './setMyCommands.js';
import { answerInlineQuery } from './answerInlineQuery.js';
import { getFile } from './getFile.js';
import type { Method } from './method.js';

export const methods: readonly Method[] = [
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  deleteMessage,
  answerCallbackQuery,
  sendPhoto,
  sendDocument,
  sendChatAction,
  setMyCommands,
  answerInlineQuery,
  getFile,
];

/** The method of a name, in any case, or undefined. */
export function findMethod(name: string): Method | undefined {
  const wanted = name.toLowerCase();
  return methods.find((method) => method.name.toLowerCase() === wanted);
}
