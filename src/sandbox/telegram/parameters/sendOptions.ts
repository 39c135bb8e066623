// The options all sending methods share: what to reply to, silence, protection, previews, and the ones refused here.
import { checkLink } from '../format/link.js';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import { liveMessage, type Chat, type StoredMessage } from '../state/chats.js';
import type { TelegramState } from '../state/telegramState.js';
import { readMarkup } from './readMarkup.js';

type Given = Record<string, unknown>;
type Options = Omit<StoredMessage, 'messageId' | 'text' | 'entities' | 'file'>;

/** Reads and checks the options of a message to send into a chat. Throws the 400 Telegram answers. */
export function readSendOptions(call: Call, chat: Chat, state: TelegramState): Options {
  checkUnavailable(call);
  const markup = readMarkup(call, chat);
  const replyTo = readReply(call, chat);
  const linkPreview = readLinkPreview(call);
  return {
    chat,
    author: state.bot,
    date: state.now(),
    silent: call.flag('disable_notification'),
    deleted: false,
    protectedContent: call.flag('protect_content'),
    ...(markup === undefined ? {} : { markup }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(linkPreview === undefined ? {} : { linkPreview }),
  };
}

/** link_preview_options with its booleans and URL checked. */
export function readLinkPreview(call: Call): Record<string, unknown> | undefined {
  const given = readObject(call, 'link_preview_options');
  if (given === undefined) return call.flag('disable_web_page_preview') ? { is_disabled: true } : undefined;
  for (const name of ['is_disabled', 'prefer_small_media', 'prefer_large_media', 'show_above_text']) {
    const value = given[name];
    if (value !== undefined && typeof value !== 'boolean') throw badRequest(`field "${name}" must be of type Boolean`);
  }
  const url = given['url'];
  if (typeof url === 'string' && url !== '' && !checkLink(url).ok) throw badRequest('WEBPAGE_URL_INVALID');
  return given;
}

function checkUnavailable(call: Call): void {
  if (call.has('business_connection_id')) throw badRequest('business connection not found');
  if (call.integer('message_thread_id') > 0) throw badRequest('message thread not found');
  if (call.flag('allow_paid_broadcast')) throw badRequest('FLOODSKIP_NOT_ALLOWED');
  if (call.has('message_effect_id') && !/^\d{1,19}$/.test(call.text('message_effect_id'))) throw badRequest('EFFECT_ID_INVALID');
}

function readReply(call: Call, chat: Chat): number | undefined {
  const given = readObject(call, 'reply_parameters');
  const messageId = given === undefined ? call.integer('reply_to_message_id') : readMessageId(given);
  if (messageId === 0) return undefined;
  if (liveMessage(chat, messageId) !== undefined) return messageId;
  const optional = given === undefined ? call.flag('allow_sending_without_reply') : given['allow_sending_without_reply'] === true;
  if (optional) return undefined;
  throw badRequest('message to be replied not found');
}

function readMessageId(given: Given): number {
  const id = given['message_id'];
  if (id === undefined) throw badRequest('can\'t find field "message_id"');
  if (typeof id !== 'number' && typeof id !== 'string') throw badRequest('field "message_id" must be of type Number');
  return Number(id);
}

function readObject(call: Call, name: string): Given | undefined {
  let given: unknown;
  try {
    given = call.json(name);
  } catch {
    throw badRequest(`can't parse ${name} JSON object`);
  }
  if (given === undefined) return undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw badRequest(`object expected as ${name}`);
  return given as Given;
}
