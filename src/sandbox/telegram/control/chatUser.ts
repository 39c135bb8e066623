// One person at a Telegram client: writes, presses buttons, reads the chat, blocks the bot.
import { codePoints } from '../format/sentText.js';
import { withFoundEntities } from '../format/foundEntities.js';
import { liveMessage, type Chat, type StoredMessage } from '../state/chats.js';
import { toStoredFile } from '../parameters/readFile.js';
import type { InlineAnswer } from '../state/inlineQueries.js';
import { inlineKeyboard, toView, toWireChat, toWireMessage } from '../state/messageForms.js';
import type { TelegramState } from '../state/telegramState.js';
import type { InlineButton, WireUser } from '../wire.js';
import { chooseButton, type ButtonChoice } from './chooseButton.js';
import type { CallbackAnswerView, ChatEvent, MessageView } from './events.js';
import { hearsInGroup } from './groupPrivacy.js';
import { waitForEvent } from './waitForEvent.js';

export interface SendOptions {
  /** A group the user has joined; the private chat with the bot when absent. */
  chatId?: number;
  replyTo?: number;
  /** Fields put into the Message object the bot receives, as they are. */
  messageExtra?: Record<string, unknown>;
}

export interface PhotoOptions extends SendOptions {
  caption?: string;
  /** As a document of this name and MIME type, uncompressed. */
  asFile?: { name: string; type: string };
}

export interface WaitOptions { chatId?: number; since?: number }

export class ChatUser {
  constructor(readonly id: number, private readonly state: TelegramState) {}

  /** Writes into a chat; returns the message id. Throws Error for a text no client would send or a chat not joined. */
  sendText(text: string, options: SendOptions = {}): number {
    const trimmed = text.trim();
    if (trimmed === '' || codePoints(trimmed) > 4096) throw new Error('a client sends 1 to 4096 characters');
    return this.write({ text: trimmed, entities: withFoundEntities(trimmed, []) }, options);
  }

  /** Sends a picture as a photo, or as a file. Throws for bytes that are no picture Telegram takes as a photo. */
  sendPhoto(bytes: Uint8Array, options: PhotoOptions = {}): number {
    const { caption = '', asFile, ...others } = options;
    const upload = { fileName: asFile?.name ?? 'photo.jpg', contentType: asFile?.type ?? 'image/jpeg', bytes: Buffer.from(bytes) };
    const file = toStoredFile(upload, asFile === undefined ? 'photo' : 'document');
    return this.write({ text: caption, entities: withFoundEntities(caption, []), file }, others);
  }

  /** Types "@bot words" in some chat; resolves with what the bot offers to send. Rejects after `timeoutMs`. */
  askInline(query: string, timeoutMs: number): Promise<InlineAnswer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to the inline query "${query}" within ${timeoutMs} ms`)), timeoutMs);
      const id = this.state.inlineQueries.open((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      this.state.updates.add('inline_query', { inline_query: { id, from: this.person, query, offset: '', chat_type: 'sender' } });
    });
  }

  private write(content: Pick<StoredMessage, 'text' | 'entities' | 'file'>, options: SendOptions): number {
    const chat = this.ownChat(options.chatId);
    if (chat.blocked && chat.type === 'private') throw new Error('the user has blocked the bot: unblock() first');
    chat.started = true;
    const { replyTo, messageExtra: extra } = options;
    const message = this.state.chats.addMessage({
      chat,
      author: this.person,
      date: this.state.now(),
      ...content,
      silent: false,
      deleted: false,
      protectedContent: false,
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(extra === undefined ? {} : { extra }),
    });
    this.state.events.add({ kind: 'userMessage', chatId: chat.id, message: toView(message) });
    if (hearsInGroup(this.state, message)) this.state.updates.add('message', { message: toWireMessage(message) });
    return message.messageId;
  }

  /** Presses a callback button by its text, a part of it, or its place. Rejects when there is no such button. */
  async tap(messageId: number, button: ButtonChoice): Promise<{ queryId: string }> {
    const message = this.findMessage(messageId);
    if (message === undefined) throw new Error(`message ${messageId} is not in a chat of this user`);
    const found: InlineButton = chooseButton(inlineKeyboard(message)?.inline_keyboard ?? [], button);
    if (found.callback_data === undefined || found.url) throw new Error(`"${found.text}" is not a callback button`);
    return Promise.resolve(this.press(message.chat, messageId, found.callback_data, found.text));
  }

  /** Sends callback data no button holds, as a hostile client can, for any message id in the user's chat. */
  tapData(messageId: number, data: string, chatId?: number): Promise<{ queryId: string }> {
    const chat = this.findMessage(messageId)?.chat ?? this.ownChat(chatId);
    return Promise.resolve(this.press(chat, messageId, data));
  }

  /** Every message of the chat as it stands, deleted ones marked, oldest first. */
  messages(chatId?: number): MessageView[] {
    return [...this.ownChat(chatId).messages.values()].map(toView);
  }

  /** Everything that happened in the chat, oldest first. */
  events(chatId?: number, since = 0): readonly ChatEvent[] {
    const chat = this.ownChat(chatId);
    return this.state.events.since(since).filter((event) => event.chatId === chat.id);
  }

  /** The answers to this user's presses, oldest first. */
  callbackAnswers(): CallbackAnswerView[] {
    return this.state.events.since().flatMap((event) => (event.kind === 'callbackAnswer' && event.userId === this.id ? [event] : []));
  }

  /**
   * The first bot message, new or edited, that matches: among those standing now, then those to come.
   * With `since` (a sequence number) only what happened after it counts. Rejects after `timeoutMs`.
   */
  waitForMessage(matches: (message: MessageView) => boolean, timeoutMs: number, options: WaitOptions = {}): Promise<MessageView> {
    const chat = this.ownChat(options.chatId);
    const standing = options.since === undefined ? this.messages(options.chatId) : [];
    const found = standing.find((message) => message.from === 'bot' && !message.deleted && matches(message));
    if (found !== undefined) return Promise.resolve(found);
    return waitForEvent(this.state.events, options.since ?? this.state.events.last, timeoutMs, (event) =>
      event.chatId === chat.id && (event.kind === 'message' || event.kind === 'edit') && matches(event.message) ? event.message : undefined);
  }

  /** The bot's answer to a press of this user. Rejects after `timeoutMs`. */
  waitForAnswer(queryId: string, timeoutMs: number): Promise<CallbackAnswerView> {
    return waitForEvent(this.state.events, 0, timeoutMs, (event) =>
      event.kind === 'callbackAnswer' && event.queryId === queryId ? event : undefined);
  }

  /** Blocks the bot: it gets 403 from now on, and a my_chat_member update. */
  block(): void {
    this.setBlocked(true);
  }

  /** Unblocks the bot. */
  unblock(): void {
    this.setBlocked(false);
  }

  /** Enters a group the bot is in. Ids from -100… down are supergroups. */
  joinGroup(chatId: number): void {
    this.state.chats.joinGroup(chatId, this.person);
  }

  private get person(): WireUser {
    const person = this.state.chats.person(this.id);
    if (person === undefined) throw new Error(`no person ${this.id}`);
    return person;
  }

  private ownChat(chatId = this.id): Chat {
    const chat = this.state.chats.find(chatId);
    if (chat?.members.has(this.id) !== true) throw new Error(`user ${this.id} is not in chat ${chatId}`);
    return chat;
  }

  private findMessage(messageId: number): StoredMessage | undefined {
    return this.state.chats.chatsOf(this.id).map((chat) => liveMessage(chat, messageId)).find((message) => message !== undefined);
  }

  private press(chat: Chat, messageId: number, data: string, button?: string): { queryId: string } {
    const { id } = this.state.callbacks.open({ userId: this.id, chatId: chat.id, messageId });
    const message = liveMessage(chat, messageId);
    this.state.events.add({ kind: 'tap', chatId: chat.id, messageId, userId: this.id, queryId: id, data, ...(button === undefined ? {} : { button }) });
    this.state.updates.add('callback_query', {
      callback_query: {
        id,
        from: this.person,
        message: message === undefined ? { chat: toWireChat(chat), message_id: messageId, date: 0 } : toWireMessage(message),
        chat_instance: String(chat.id * 7919),
        data,
      },
    });
    return { queryId: id };
  }

  private setBlocked(blocked: boolean): void {
    const chat = this.ownChat();
    if (chat.blocked === blocked) return;
    chat.blocked = blocked;
    const member = (kicked: boolean) => (kicked
      ? { user: this.state.bot, status: 'kicked' as const, until_date: 0 }
      : { user: this.state.bot, status: 'member' as const });
    this.state.updates.add('my_chat_member', {
      my_chat_member: {
        chat: toWireChat(chat),
        from: this.person,
        date: Math.floor(this.state.now() / 1000),
        old_chat_member: member(!blocked),
        new_chat_member: member(blocked),
      },
    });
  }
}
