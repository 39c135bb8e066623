// Reads the scope and language that name one of the bot's command lists.
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import type { TelegramState } from '../state/telegramState.js';

const withoutChat = new Set(['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']);
const withChat = new Set(['chat', 'chat_administrators', 'chat_member']);

/** The canonical form of `scope` and `language_code`. Throws 400 when either is wrong (PLATFORM.md 1.6). */
export function readCommandScope(call: Call, state: TelegramState): { scope: string; language: string } {
  const language = call.text('language_code');
  if (!/^(?:[a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified');
  return { scope: readScope(call, state), language };
}

function readScope(call: Call, state: TelegramState): string {
  let given: unknown;
  try {
    given = call.json('scope') ?? { type: 'default' };
  } catch {
    throw badRequest("can't parse BotCommandScope JSON object");
  }
  if (typeof given !== 'object' || given === null) throw badRequest("can't parse BotCommandScope: expected an Object");
  const { type, chat_id: chatId, user_id: userId } = given as Record<string, unknown>;
  if (typeof type === 'string' && withoutChat.has(type)) return JSON.stringify({ type });
  if (typeof type !== 'string' || !withChat.has(type)) throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  const chat = state.chats.find(Number(chatId));
  if (chat === undefined) throw badRequest('chat not found');
  if (chat.type === 'private' && type !== 'chat') throw badRequest("can't use specified scope in private chats");
  return JSON.stringify({ type, chat_id: chat.id, ...(type === 'chat_member' ? { user_id: Number(userId) } : {}) });
}
