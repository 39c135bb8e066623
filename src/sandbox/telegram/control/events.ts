// What the control and the page see of a chat: messages as they stand, and events as they happen.
import type { Entity } from '../format/entity.js';

export interface ButtonView {
  text: string;
  data?: string;
  url?: string;
  copyText?: string;
  style?: string;
}

/** A message as it stands now. All times are milliseconds since 1970. */
export interface MessageView {
  messageId: number;
  chatId: number;
  from: 'bot' | 'user';
  /** Who wrote it: a user's id, or the bot's. */
  fromId: number;
  fromName: string;
  text: string;
  entities: Entity[];
  buttons: ButtonView[][];
  /** Texts of a reply keyboard sent with this message. */
  replyKeyboard?: string[][];
  photo?: Buffer;
  /** Pixels of the photo. */
  photoSize?: { width: number; height: number };
  document?: { fileName: string; bytes: Buffer };
  fileId?: string;
  editedAt?: number;
  silent: boolean;
  deleted: boolean;
  replyTo?: number;
  forceReply: boolean;
  removesKeyboard: boolean;
  date: number;
}

export interface CallbackAnswerView {
  queryId: string;
  userId: number;
  chatId: number;
  messageId: number;
  text: string;
  alert: boolean;
  url?: string;
  /** A second answer to the same press: accepted by Telegram, shown by no client. */
  repeated: boolean;
}

export type NewChatEvent =
  | { kind: 'message'; chatId: number; message: MessageView }
  | { kind: 'userMessage'; chatId: number; message: MessageView }
  | { kind: 'edit'; chatId: number; message: MessageView }
  | { kind: 'delete'; chatId: number; messageId: number; from: 'bot' | 'user' }
  | { kind: 'tap'; chatId: number; messageId: number; userId: number; queryId: string; data: string; button?: string }
  | ({ kind: 'callbackAnswer' } & CallbackAnswerView)
  | { kind: 'chatAction'; chatId: number; action: string };

/** `sequence` counts every event of the server from 1; `at` is in milliseconds. */
export type ChatEvent = NewChatEvent & { sequence: number; at: number };
