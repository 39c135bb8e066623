// Finds the bot's own message an edit names, and refuses an edit that changes nothing.
import { isDeepStrictEqual } from 'node:util';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import { liveMessage, type StoredMessage } from '../state/chats.js';
import type { TelegramState } from '../state/telegramState.js';
import { findWritableChat } from './chatOf.js';

const notModified = 'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** The message to edit. Throws 400 when missing, not the bot's, or sent with a reply keyboard (PLATFORM.md 1.3). */
export function findEditable(call: Call, state: TelegramState): StoredMessage {
  if (call.has('inline_message_id')) throw badRequest('MESSAGE_ID_INVALID');
  const chat = findWritableChat(call, state);
  const messageId = call.integer('message_id');
  if (messageId === 0) throw badRequest('message identifier is not specified');
  const message = liveMessage(chat, messageId);
  if (message === undefined) throw badRequest('message to edit not found');
  const replyKeyboard = message.markup !== undefined && !('inline_keyboard' in message.markup);
  if (message.author.id !== state.bot.id || replyKeyboard) throw badRequest("message can't be edited");
  return message;
}

type Content = Pick<StoredMessage, 'text' | 'entities' | 'file' | 'markup' | 'linkPreview'>;

/** Replaces the content of a message. Throws 400 when nothing would change. */
export function applyEdit(message: StoredMessage, content: Content, state: TelegramState): void {
  if (isDeepStrictEqual(contentOf(message), contentOf(content))) throw badRequest(notModified);
  state.pacing.count(message.chat.id);
  message.text = content.text;
  message.entities = content.entities;
  assign(message, 'file', content.file);
  assign(message, 'markup', content.markup);
  assign(message, 'linkPreview', content.linkPreview);
  state.botEdited(message);
}

/** What Telegram compares: text, formatting, file and keyboard. */
function contentOf({ text, entities, file, markup }: Content): unknown {
  return { text, entities, fileId: file?.fileId, markup };
}

function assign<Key extends 'file' | 'markup' | 'linkPreview'>(message: StoredMessage, key: Key, value: StoredMessage[Key]): void {
  if (value === undefined) Reflect.deleteProperty(message, key);
  else message[key] = value;
}
