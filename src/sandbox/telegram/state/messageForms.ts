// One stored message in its two forms: the Bot API's JSON and the view of the control and the page.
import type { ButtonView, MessageView } from '../control/events.js';
import type { InlineKeyboard, WireChat, WireMessage, WireUser } from '../wire.js';
import { liveMessage, type Chat, type StoredFile, type StoredMessage } from './chats.js';

/** The Chat object of a chat. */
export function toWireChat(chat: Chat): WireChat {
  if (chat.type !== 'private') return { id: chat.id, type: chat.type, title: chat.title };
  const username = chat.members.get(chat.id)?.username;
  return { id: chat.id, type: 'private', first_name: chat.title, ...(username === undefined ? {} : { username }) };
}

/** The Message object of a message, with the replied-to message one level deep. */
export function toWireMessage(message: StoredMessage, withReply = true): WireMessage {
  const reply = message.replyTo === undefined || !withReply ? undefined : liveMessage(message.chat, message.replyTo);
  const keyboard = inlineKeyboard(message);
  return {
    message_id: message.messageId,
    from: message.author,
    chat: toWireChat(message.chat),
    date: Math.floor(message.date / 1000),
    ...(message.editedAt === undefined ? {} : { edit_date: Math.floor(message.editedAt / 1000) }),
    ...contentFields(message),
    ...(reply === undefined ? {} : { reply_to_message: toWireMessage(reply, false) }),
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    ...(message.linkPreview === undefined ? {} : { link_preview_options: message.linkPreview }),
    ...(message.protectedContent ? { has_protected_content: true } : {}),
    ...message.extra,
  };
}

/** The inline keyboard of a message, when it has one. */
export function inlineKeyboard(message: StoredMessage): InlineKeyboard | undefined {
  return message.markup !== undefined && 'inline_keyboard' in message.markup ? message.markup : undefined;
}

/** A message as the control and the page see it. */
export function toView(message: StoredMessage): MessageView {
  const { markup, file } = message;
  const keyboard = markup !== undefined && 'keyboard' in markup ? markup.keyboard : undefined;
  return {
    messageId: message.messageId,
    chatId: message.chat.id,
    from: message.author.is_bot ? 'bot' : 'user',
    fromId: message.author.id,
    fromName: message.author.first_name,
    text: message.text,
    entities: message.entities,
    buttons: buttonsOf(message),
    ...(keyboard === undefined ? {} : { replyKeyboard: keyboard.map((row) => row.map(({ text }) => text)) }),
    ...fileView(file),
    ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
    silent: message.silent,
    deleted: message.deleted,
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    forceReply: markup !== undefined && 'force_reply' in markup,
    removesKeyboard: markup !== undefined && 'remove_keyboard' in markup,
    date: message.date,
  };
}

function buttonsOf(message: StoredMessage): ButtonView[][] {
  const rows = inlineKeyboard(message)?.inline_keyboard ?? [];
  return rows.map((row) => row.map((button) => ({
    text: button.text,
    ...(button.url === undefined ? {} : { url: button.url }),
    ...(button.callback_data === undefined || button.url !== undefined ? {} : { data: button.callback_data }),
    ...(button.copy_text === undefined ? {} : { copyText: button.copy_text.text }),
    ...(button.style === undefined ? {} : { style: button.style }),
  })));
}

function fileView(file: StoredFile | undefined): Partial<MessageView> {
  if (file === undefined) return {};
  if (file.kind === 'photo') return { photo: file.bytes, photoSize: { width: file.width, height: file.height }, fileId: file.fileId };
  return { document: { fileName: file.fileName, bytes: file.bytes }, fileId: file.fileId };
}

function contentFields({ text, entities, file }: StoredMessage): Partial<WireMessage> {
  const formatted = entities.length === 0 ? undefined : entities;
  if (file === undefined) return { text, ...(formatted === undefined ? {} : { entities: formatted }) };
  return {
    ...wireFile(file),
    ...(text === '' ? {} : { caption: text }),
    ...(formatted === undefined ? {} : { caption_entities: formatted }),
  };
}

function wireFile(file: StoredFile): Partial<WireMessage> {
  const common = { file_id: file.fileId, file_unique_id: `u${file.fileId}`, file_size: file.bytes.length };
  if (file.kind === 'photo') return { photo: [{ ...common, width: file.width, height: file.height }] };
  return { document: { ...common, file_name: file.fileName, mime_type: file.contentType } };
}

/** The User object of the bot. */
export function botUser(token: string, username: string): WireUser {
  return { id: Number(token.split(':', 1)[0]), is_bot: true, first_name: 'Capebot', username };
}
