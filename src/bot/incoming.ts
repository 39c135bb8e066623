// What this bot reads of a Telegram update: untrusted JSON becomes one of two shapes, or nothing.
import type { ChatId, MessageId, UserId } from '../model/message.js';
import { findLanguage } from '../text/index.js';
import { writtenBesides } from './writtenText.js';

/** The kinds of updates Telegram is asked for, by long polling and by webhook alike. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'inline_query'] as const;

interface Arrival {
  readonly updateId: number;
  readonly userId: UserId;
  readonly firstName: string;
  /** The language of the sender's Telegram, where this bot speaks it. */
  readonly language?: string;
  readonly chatId: ChatId;
  readonly inPrivate: boolean;
  /** The message itself, or the one the pressed button stands on. */
  readonly messageId: MessageId;
}

export interface IncomingMessage extends Arrival {
  readonly kind: 'message';
  /** Absent for a photo, a voice message and the like. */
  readonly text?: string;
  /** What stands below a picture or file. */
  readonly caption?: string;
  /** A photo, or a JPEG or PNG sent as a file. */
  readonly image?: IncomingImage;
  /** The message it replies to, where it does. */
  readonly replyTo?: MessageId;
  /** Somebody else's words, passed on: never a command. */
  readonly isForwarded?: true;
  /** An edit, what a bot wrote on somebody's behalf, a kind of message this bot does not know: looked at for secrets, and never followed or answered. */
  readonly onlyForSecrets?: true;
  /** What else was written in it: a contact's name, a poll's question and the like. Never stored. */
  readonly besides?: readonly string[];
}

/** A picture Telegram keeps for us. */
export interface IncomingImage {
  readonly fileId: string;
  /** Its size in bytes, where Telegram says it. */
  readonly size?: number;
}

export interface IncomingPress extends Arrival {
  readonly kind: 'press';
  readonly callbackId: string;
  readonly data: string;
}

export type Incoming = IncomingMessage | IncomingPress;

type Fields = Readonly<Record<string, unknown>>;

/** Kinds of content a person sends; anything else without text is a service message and is passed over. */
const contents = ['photo', 'voice', 'video', 'video_note', 'document', 'audio', 'sticker', 'animation', 'contact', 'location', 'poll', 'dice'];
const nameLimit = 64;

/** Reads an update of any content; undefined for what is not for us: channels, other bots, service messages. */
export function readIncoming(update: unknown): Incoming | undefined {
  const fields = object(update);
  const updateId = integer(fields?.['update_id']);
  if (fields === undefined || updateId === undefined) return undefined;
  const query = object(fields['callback_query']);
  if (query !== undefined) return readPress(updateId, query);
  const message = object(fields['message']);
  return message === undefined ? onlyForSecrets(readMessage(updateId, object(fields['edited_message']))) : readMessage(updateId, message);
}

/** The id of an update of any content; the offset must move past those that cannot be read too. */
export const readUpdateId = (update: unknown): number | undefined => integer(object(update)?.['update_id']);

/** The same update with nothing in it that we do not read: what is stored while it waits. */
export function toUpdate(incoming: Incoming): Fields {
  const { updateId, userId, firstName, language, chatId, inPrivate, messageId } = incoming;
  const from = { id: userId, is_bot: false, first_name: firstName, ...(language === undefined ? {} : { language_code: language }) };
  const message = { message_id: messageId, date: 0, chat: { id: chatId, type: inPrivate ? 'private' : 'supergroup' } };
  if (incoming.kind === 'press') return { update_id: updateId, callback_query: { id: incoming.callbackId, from, chat_instance: '', message, data: incoming.data } };
  const reply = incoming.replyTo === undefined ? {} : { reply_to_message: { message_id: incoming.replyTo, date: 0, chat: message.chat } };
  const caption = incoming.caption === undefined ? {} : { caption: incoming.caption };
  const forward = incoming.isForwarded === true ? { forward_origin: { type: 'hidden_user', date: 0, sender_user_name: '' } } : {};
  const whole = { ...message, from, ...reply, ...forward, ...caption, ...(incoming.text === undefined ? { photo: toPhoto(incoming.image) } : { text: incoming.text }) };
  return { update_id: updateId, [incoming.onlyForSecrets === true ? 'edited_message' : 'message']: whole };
}

/** The same with what is not stored: what goes to the handlers. */
export function toHandled(incoming: Incoming): Fields {
  const update = toUpdate(incoming);
  if (incoming.kind === 'press' || incoming.besides === undefined) return update;
  const name = incoming.onlyForSecrets === true ? 'edited_message' : 'message';
  return { ...update, [name]: { ...object(update[name]), besides: incoming.besides } };
}

const onlyForSecrets = (message: IncomingMessage | undefined): IncomingMessage | undefined => (message === undefined ? undefined : { ...message, onlyForSecrets: true });

function readMessage(updateId: number, message: Fields | undefined): IncomingMessage | undefined {
  const arrival = message === undefined ? undefined : readArrival(updateId, message, object(message['from']));
  if (message === undefined || arrival === undefined) return undefined;
  // What was sent by way of a bot (a price card of our own inline mode, say) is that bot's text, not the person's.
  return message['via_bot'] === undefined ? readContent(arrival, message) : onlyForSecrets(readContent(arrival, message));
}

function readContent(arrival: Arrival, message: Fields): IncomingMessage | undefined {
  const text = message['text'];
  const replyTo = integer(object(message['reply_to_message'])?.['message_id']);
  const isForwarded = message['forward_origin'] !== undefined || message['forward_date'] !== undefined;
  const besides = writtenBesides(message);
  const reply = { ...(replyTo === undefined ? {} : { replyTo }), ...(isForwarded ? { isForwarded } : {}), ...(besides.length === 0 ? {} : { besides }) };
  if (typeof text === 'string') return { kind: 'message', ...arrival, ...reply, text };
  const image = readImage(message);
  const caption = message['caption'];
  const content: IncomingMessage = { kind: 'message', ...arrival, ...reply, ...(typeof caption === 'string' ? { caption } : {}), ...(image === undefined ? {} : { image }) };
  if (contents.some((name) => message[name] !== undefined)) return content;
  return typeof caption === 'string' || besides.length > 0 ? onlyForSecrets(content) : undefined;
}

const imageTypes: ReadonlySet<unknown> = new Set(['image/jpeg', 'image/png']);

/** The largest size of a photo, or an image sent as a document. */
function readImage(message: Fields): IncomingImage | undefined {
  const sizes: readonly unknown[] = Array.isArray(message['photo']) ? message['photo'] : [];
  const area = (size: unknown): number => (integer(object(size)?.['width']) ?? 0) * (integer(object(size)?.['height']) ?? 0);
  const largest = sizes.reduce<unknown>((best, one) => (best === undefined || area(one) > area(best) ? one : best), undefined);
  const document = object(message['document']);
  const file = object(largest) ?? (imageTypes.has(document?.['mime_type']) ? document : undefined);
  const fileId = file?.['file_id'];
  const size = integer(file?.['file_size']);
  return typeof fileId === 'string' ? { fileId, ...(size === undefined ? {} : { size }) } : undefined;
}

function toPhoto(image: IncomingImage | undefined): readonly Fields[] {
  return image === undefined ? [] : [{ file_id: image.fileId, ...(image.size === undefined ? {} : { file_size: image.size }) }];
}

function readPress(updateId: number, query: Fields): IncomingPress | undefined {
  const message = object(query['message']);
  const arrival = message === undefined ? undefined : readArrival(updateId, message, object(query['from']));
  const callbackId = query['id'];
  if (arrival === undefined || typeof callbackId !== 'string') return undefined;
  return { kind: 'press', ...arrival, callbackId, data: typeof query['data'] === 'string' ? query['data'] : '' };
}

function readArrival(updateId: number, message: Fields, from: Fields | undefined): Arrival | undefined {
  const chat = object(message['chat']);
  const userId = integer(from?.['id']);
  const chatId = integer(chat?.['id']);
  const messageId = integer(message['message_id']);
  // Bots and anonymous group admins (who write as a bot) have no account here.
  if (from === undefined || from['is_bot'] === true || userId === undefined || chatId === undefined || messageId === undefined) return undefined;
  const firstName = typeof from['first_name'] === 'string' ? from['first_name'].slice(0, nameLimit) : '';
  const language = findLanguage(from['language_code']);
  return { updateId, userId, firstName, ...(language === undefined ? {} : { language }), chatId, inPrivate: chat?.['type'] === 'private', messageId };
}

function object(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
}

function integer(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}
