// The Bot API objects this server sends and receives, as far as it knows them.
import type { Entity } from './format/entity.js';

export interface WireUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

export interface WireChat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  first_name?: string;
  username?: string;
  title?: string;
}

export interface InlineButton {
  text: string;
  url?: string;
  callback_data?: string;
  copy_text?: { text: string };
  style?: string;
  [other: string]: unknown;
}

export interface InlineKeyboard { inline_keyboard: InlineButton[][] }
export interface ReplyKeyboard { keyboard: { text: string }[][]; resize_keyboard?: boolean; one_time_keyboard?: boolean }
export interface RemoveKeyboard { remove_keyboard: true }
export interface ForceReply { force_reply: true; input_field_placeholder?: string }
export type ReplyMarkup = InlineKeyboard | ReplyKeyboard | RemoveKeyboard | ForceReply;

export interface WirePhotoSize { file_id: string; file_unique_id: string; width: number; height: number; file_size: number }
export interface WireDocument { file_id: string; file_unique_id: string; file_name: string; mime_type: string; file_size: number }

export interface WireMessage {
  message_id: number;
  from: WireUser;
  chat: WireChat;
  date: number;
  edit_date?: number;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  photo?: WirePhotoSize[];
  document?: WireDocument;
  reply_to_message?: WireMessage;
  reply_markup?: InlineKeyboard;
  link_preview_options?: Record<string, unknown>;
  has_protected_content?: true;
  [extra: string]: unknown;
}

export interface WireCallbackQuery {
  id: string;
  from: WireUser;
  message: WireMessage | { chat: WireChat; message_id: number; date: 0 };
  chat_instance: string;
  data: string;
}

export interface WireInlineQuery { id: string; from: WireUser; query: string; offset: string; chat_type: 'sender' }

/** An article a person may choose, as it would be sent. */
export interface InlineResult { id: string; title: string; description: string; text: string; entities: Entity[] }

export interface WireMember { user: WireUser; status: 'member' | 'kicked'; until_date?: number }

export interface WireMemberUpdate {
  chat: WireChat;
  from: WireUser;
  date: number;
  old_chat_member: WireMember;
  new_chat_member: WireMember;
}

export interface Update {
  update_id: number;
  message?: WireMessage;
  callback_query?: WireCallbackQuery;
  inline_query?: WireInlineQuery;
  my_chat_member?: WireMemberUpdate;
}

export type UpdateKind = 'message' | 'callback_query' | 'inline_query' | 'my_chat_member';

export interface BotCommand { command: string; description: string }
