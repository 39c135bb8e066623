// The people, chats and messages the local Telegram holds.
import type { Entity } from '../format/entity.js';
import type { ReplyMarkup, WireChat, WireUser } from '../wire.js';

/** A chat keeps this many messages; the oldest are forgotten. */
const maxMessages = 5_000;

export interface StoredFile {
  fileId: string;
  kind: 'photo' | 'document';
  fileName: string;
  contentType: string;
  bytes: Buffer;
  width: number;
  height: number;
}

export interface StoredMessage {
  messageId: number;
  chat: Chat;
  author: WireUser;
  /** Milliseconds since 1970. */
  date: number;
  editedAt?: number;
  /** The text, or the caption when there is a file. */
  text: string;
  entities: Entity[];
  file?: StoredFile;
  markup?: ReplyMarkup;
  replyTo?: number;
  silent: boolean;
  deleted: boolean;
  protectedContent: boolean;
  linkPreview?: Record<string, unknown>;
  /** Fields a test adds to a user's message, sent to the bot as they are. */
  extra?: Record<string, unknown>;
}

export interface Chat {
  id: number;
  type: WireChat['type'];
  title: string;
  members: Map<number, WireUser>;
  /** The user has written at least once, so the bot may write too. */
  started: boolean;
  blocked: boolean;
  messages: Map<number, StoredMessage>;
}

export class Chats {
  private readonly chats = new Map<number, Chat>();
  private readonly people = new Map<number, WireUser>();
  private lastMessageId = 0;

  /** Adds a person and the private chat with the bot, or renames the one already known. */
  addPerson(person: WireUser): Chat {
    this.people.set(person.id, person);
    const chat = this.chats.get(person.id) ?? newChat(person.id, 'private', person.first_name);
    chat.title = person.first_name;
    chat.members.set(person.id, person);
    this.chats.set(person.id, chat);
    return chat;
  }

  /** Puts a known person into a group, making the group when it is new. The bot is in every group. */
  joinGroup(chatId: number, person: WireUser): Chat {
    const type = String(chatId).startsWith('-100') ? 'supergroup' : 'group';
    const chat = this.chats.get(chatId) ?? newChat(chatId, type, `Group ${chatId}`);
    chat.started = true;
    chat.members.set(person.id, person);
    this.chats.set(chatId, chat);
    return chat;
  }

  find(chatId: number): Chat | undefined {
    return this.chats.get(chatId);
  }

  findByUsername(username: string): Chat | undefined {
    const person = [...this.people.values()].find((one) => one.username?.toLowerCase() === username.toLowerCase());
    return person === undefined ? undefined : this.chats.get(person.id);
  }

  /** Every chat a person is in, the private one first. */
  chatsOf(personId: number): Chat[] {
    return [...this.chats.values()].filter(({ members }) => members.has(personId));
  }

  person(id: number): WireUser | undefined {
    return this.people.get(id);
  }

  /** Numbers and stores a message. Ids grow over all chats, so no two messages share one. */
  addMessage(message: Omit<StoredMessage, 'messageId'>): StoredMessage {
    const stored = { ...message, messageId: ++this.lastMessageId };
    const { messages } = stored.chat;
    messages.set(stored.messageId, stored);
    const oldest = messages.size > maxMessages ? messages.keys().next().value : undefined;
    if (oldest !== undefined) messages.delete(oldest);
    return stored;
  }

  /** A file some message still holds. */
  findFile(fileId: string): StoredFile | undefined {
    for (const chat of this.chats.values()) {
      for (const { file } of chat.messages.values()) if (file?.fileId === fileId) return file;
    }
    return undefined;
  }
}

/** A message that exists and is not deleted. */
export function liveMessage(chat: Chat, messageId: number): StoredMessage | undefined {
  const message = chat.messages.get(messageId);
  return message?.deleted === false ? message : undefined;
}

function newChat(id: number, type: Chat['type'], title: string): Chat {
  return { id, type, title, members: new Map(), started: false, blocked: false, messages: new Map() };
}
